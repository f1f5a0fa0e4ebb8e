"""Tabs as different sites write them, read as tabsets."""

from pathlib import Path
from textwrap import dedent

import pytest

from harness.parse.page import Page
from harness.parse.parser import parse_page
from harness.parse.read import ParseOptions, read_page
from harness.settings.shortcode_table import ShortcodeRole, ShortcodeSetting


def read(text: str) -> Page:
    return parse_page(dedent(text), path=Path("p.md"))


def commands(page: Page) -> dict[str, list[str]]:
    """Commands by the values of the tabs around them."""
    found: dict[str, list[str]] = {}
    for snippet in page.snippets:
        path = "/".join(choice.value for choice in snippet.tab_path)
        found.setdefault(path, []).extend(segment.command for segment in snippet.segments)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            """\
            {{< tabs name="how" >}}
            {{% tab name="Helm" %}}
            ```bash
            helm install a b
            ```
            {{% /tab %}}
            {{< tab name="By hand" >}}
            ```bash
            kubectl apply -f a
            ```
            {{< /tab >}}
            {{< /tabs >}}
            """,
            {"helm": ["helm install a b"], "by-hand": ["kubectl apply -f a"]},
            id="kubernetes.io, both delimiters",
        ),
        pytest.param(
            """\
            {{< tabs name="how" >}}
            {{< tab name="Bash" codelang="bash" >}}
            echo 1
            {{< /tab >}}
            {{< tab name="In one line" codelang="bash" >}}echo 2{{< /tab >}}
            {{< /tabs >}}
            """,
            {"bash": ["echo 1"], "in-one-line": ["echo 2"]},
            id="kubernetes.io, code",
        ),
        pytest.param(
            """\
            {{< tabpane >}}
              {{< tab header="Helm" lang="bash" >}}
              helm install a b \\
                --wait
              {{< /tab >}}
              {{< tab header="Values" lang="yaml" >}}
              a: 1
              {{< /tab >}}
            {{< /tabpane >}}
            """,
            {"helm": ["helm install a b \\\n  --wait"], "values": []},
            id="Docsy, code",
        ),
        pytest.param(
            """\
            {{< tabpane lang="bash" >}}
            {{< tab header="A" >}}
            $ echo a
            a
            {{< /tab >}}
            {{< /tabpane >}}
            """,
            {"a": ["echo a"]},
            id="Docsy, the language of all tabs, with a prompt",
        ),
        pytest.param(
            """\
            {{< tabpane text=true lang="bash" >}}
            {{% tab header="A" %}}
            Type:

            ```bash
            echo a
            ```
            {{% /tab %}}
            {{< /tabpane >}}
            """,
            {"a": ["echo a"]},
            id="Docsy, text",
        ),
        pytest.param(
            """\
            {{< tabpane >}}
            {{< tab header="A" lang="bash" >}}
            ```bash
            echo a
            ```
            {{< /tab >}}
            {{< /tabpane >}}
            """,
            {"a": ["echo a"]},
            id="a fence in a tab with a language",
        ),
        pytest.param(
            """\
            {{< tabs "uniqueid" >}}
            {{% tab "For Linux" %}}
            ```bash
            echo a
            ```
            {{% /tab %}}
            {{< /tabs >}}
            """,
            {"linux": ["echo a"]},
            id="Hugo Book",
        ),
        pytest.param(
            """\
            1.  In a list:

                {{< tabs >}}
                {{< tab name="A" codelang="bash" >}}
                for x in 1 2; do
                    echo $x
                done
                {{< /tab >}}
                {{< /tabs >}}
            """,
            {"a": ["for x in 1 2; do\n    echo $x\ndone"]},
            id="code in a list",
        ),
        pytest.param(
            """\
            {{< tabs name="out" >}}
            {{% tab name="Outer" %}}
            {{< tabs name="in" >}}
            {{% tab name="Inner" %}}
            ```bash
            echo a
            ```
            {{% /tab %}}
            {{< /tabs >}}
            {{% /tab %}}
            {{< /tabs >}}
            """,
            {},
            id="tabs in a tab of the same name",
        ),
    ],
)
def test_commands_in_tabs(text: str, expected: dict[str, list[str]]) -> None:
    page = read(text)
    assert [odd.code for odd in page.diagnostics if odd.severity != "note"] == []
    assert commands(page) == (expected or {"outer/inner": ["echo a"]})


@pytest.mark.parametrize(
    ("labels", "values"),
    [
        pytest.param(["For Linux", "On macOS", "Using the CLI"], ["linux", "macos", "cli"], id="words in front"),
        pytest.param(["Mac OS X", "OSX"], ["macos", "osx"], id="spellings of one system"),
        pytest.param(["With Helm", "Without Helm"], ["helm", "without-helm"], id="another word"),
        pytest.param(["On Linux", "For Linux", "Linux"], ["linux", "for-linux", "linux-3"], id="told apart"),
        pytest.param(["", ""], ["tab-0", "tab-1"], id="no label"),
        pytest.param([":material-apple: macOS", "**Helm**", "`kn`"], ["macos", "helm", "kn"], id="icons and emphasis"),
    ],
)
def test_labels_become_values(labels: list[str], values: list[str]) -> None:
    tabs = "".join(f'{{{{% tab name="{label}" %}}}}\n{{{{% /tab %}}}}\n' for label in labels)
    [tabset] = read(f"{{{{< tabs >}}}}\n{tabs}{{{{< /tabs >}}}}\n").tabsets
    assert [tab.value for tab in tabset.tabs] == values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            '{{< tabs "On macOS" "Linux" >}}\n{{% codetab %}}\n{{% /codetab %}}\n'
            "{{% codetab %}}\n{{% /codetab %}}\n{{< /tabs >}}\n",
            [["macos", "linux"]],
            id="all arguments are labels",
        ),
        pytest.param(
            '{{< tabs items="macOS, Linux" >}}\n{{< tab >}}\n{{< /tab >}}\n{{< tab >}}\n{{< /tab >}}\n{{< /tabs >}}\n',
            [["macos", "linux"]],
            id="Hextra, labels in the group",
        ),
        pytest.param(
            '{{< tabs items="a,b" >}}\n{{< tab name="c" >}}\n{{< /tab >}}\n{{< tab >}}\n{{< /tab >}}\n{{< /tabs >}}\n',
            [["c", "b"]],
            id="Hextra, a label of its own",
        ),
        pytest.param(
            '{{< tabpane text=true >}}\n{{% tab header="**Tool**:" disabled=true /%}}\n'
            '{{% tab header="helm" %}}\n{{% /tab %}}\n{{< /tabpane >}}\n',
            [["helm"]],
            id="Docsy, a label that cannot be chosen",
        ),
        pytest.param(
            '{{< tabpane persist=lang >}}\n{{< tab header="Run" lang="bash" >}}\na\n{{< /tab >}}\n{{< /tabpane >}}\n'
            '{{< tabpane persist=header >}}\n{{< tab header="Run" lang="bash" >}}\na\n{{< /tab >}}\n{{< /tabpane >}}\n',
            [["bash"], ["run"]],
            id="Docsy, chosen by syntax or by label",
        ),
        pytest.param(
            "{{< tabpane lang=shell >}}\n{{< tab Kubernetes >}}\na\n{{< /tab >}}\n{{< /tabpane >}}\n",
            [["kubernetes"]],
            id="Docsy, a label without a name",
        ),
    ],
)
def test_values_of_tabs(text: str, expected: list[list[str]]) -> None:
    page = read(text)
    assert page.diagnostics == ()
    assert [[tab.value for tab in tabset.tabs] for tabset in page.tabsets] == expected


@pytest.mark.parametrize(
    ("tab", "code"),
    [
        pytest.param('{{< tab name="A" include="a" />}}', "imported-text", id="a page"),
        pytest.param('{{< tab name="A" include="a.sh" codelang="bash" />}}', "imported-commands", id="a script"),
        pytest.param(
            '{{< tab name="A" include="a.sh" codelang="bash" >}}{{< /tab >}}', "imported-commands", id="a pair"
        ),
    ],
)
def test_a_tab_with_the_text_of_another_file(tab: str, code: str) -> None:
    page = read(f"{{{{< tabs >}}}}\n{tab}\n{{{{< /tabs >}}}}\n")
    assert [(odd.code, odd.at.line) for odd in page.diagnostics] == [(code, 2)]
    assert [tab.value for tab in page.tabsets[0].tabs] == ["a"]


def test_other_shortcodes_by_settings(tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text(
        '{{< choose >}}\n{{< pick on="Helm" >}}\n\n{{< code sh >}}\necho {{< word >}}{{< old >}}\n{{< /code >}}\n'
        "{{< /pick >}}\n{{< /choose >}}\n"
    )
    shortcodes: dict[str, str | ShortcodeSetting] = {
        "choose": ShortcodeSetting(role=ShortcodeRole.TABS),
        "pick": ShortcodeSetting(role=ShortcodeRole.TAB, label="on"),
        "code": ShortcodeSetting(role=ShortcodeRole.BLOCK),
        "word": ShortcodeSetting(role=ShortcodeRole.VALUE, template="a"),
        "old": "b",
    }
    page = read_page(tmp_path / "p.md", ParseOptions(shortcodes=shortcodes))
    assert page.diagnostics == ()
    assert commands(page) == {"helm": ["echo ab"]}
