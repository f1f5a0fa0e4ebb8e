"""Tabs and inclusions of mdBook, which are marks on lines of their own."""

from pathlib import Path
from typing import Final

import pytest

from harness.parse import parse_page
from harness.parse.page import Page
from harness.parse.read import read_page
from harness.parse.shortcodes.included_file import FilesAround
from harness.sites.plain import PLAIN
from harness.sites.shortcode import Shortcode, ShortcodeRole

POD = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: oven\n"
STEPS = "# first\n# ANCHOR: heat\necho hot\n# ANCHOR_END: heat\necho cold\n"


def page(root: Path, text: str) -> Page:
    (root / "src/parts").mkdir(parents=True)
    (root / "book.toml").write_text('[book]\ntitle = "Ovens"\n')
    (root / "src/parts/check.md").write_text("## Check\n\n```bash\necho check\n```\n")
    (root / "src/parts/pod.yaml").write_text(POD)
    (root / "src/parts/steps.sh").write_text(STEPS)
    (root / "src/page.md").write_text(text)
    return read_page(root / "src/page.md")


def commands(found: Page) -> list[tuple[tuple[str, ...], str]]:
    return [
        (tuple(tab.value for tab in snippet.tab_path), segment.command)
        for snippet in found.snippets
        for segment in snippet.segments
    ]


def bash(command: str) -> str:
    return f"\n```bash\n{command}\n```\n\n"


def test_notes_of_mdbook_admonish_hold_what_they_hold(tmp_path: Path) -> None:
    text = '```admonish info "Run"\n~~~bash\necho a\n~~~\n```\n\n```bash\necho b\n```\n'
    assert commands(page(tmp_path, text)) == [((), "echo a"), ((), "echo b")]


IN_TABS = [(("linux",), "echo a"), (("macos",), "echo b"), ((), "echo c")]


@pytest.mark.parametrize(
    ("opening", "first", "second", "ends"),
    [
        (
            '{{#tabs name:"install" tabs:"Linux,macOS"}}',
            "{{#tab Linux}}",
            "{{#tab macOS}}",
            ("{{#/tab }}", "{{#/tabs }}"),
        ),
        ("{{#tabs }}", '{{#tab name="Linux" }}', '{{#tab name="macOS" }}', ("{{#endtab }}", "{{#endtabs }}")),
        ("{% tabs %}", '{% tab title="Linux" %}', '{% tab title="macOS" %}', ("{% endtab %}", "{% endtabs %}")),
        ("{% tabs os %}", "{%- tab os Linux -%}", "{% tab os macOS %}", ("{% endtab %}", "{%- endtabs -%}")),
        (
            '{{#tabs global="os" }}',
            '{{ #tab name="Linux" }}',
            '{{ #tab name="macOS" }}',
            ("{{#endtab}}", "{{#endtabs}}"),
        ),
    ],
    ids=["closed by a slash", "by an end", "GitBook", "Jekyll", "a group"],
)
def test_tabs(tmp_path: Path, opening: str, first: str, second: str, ends: tuple[str, str]) -> None:
    tab, tabs = ends
    text = f"{opening}\n{first}\n{bash('echo a')}{tab}\n{second}\n{bash('echo b')}{tab}\n{tabs}\n{bash('echo c')}"
    found = page(tmp_path, text)
    assert commands(found) == IN_TABS
    assert found.diagnostics == ()


def test_code_between_marks(tmp_path: Path) -> None:
    text = "{% highlight bash linenos %}\necho a\n{% endhighlight %}\n\n{% raw %}\n```bash\necho b\n```\n{% endraw %}\n"
    assert commands(page(tmp_path, text)) == [((), "echo a"), ((), "echo b")]


OWN: Final = {
    "{% session %}": Shortcode(role=ShortcodeRole.BLOCK, syntax=("lang", "0")),
    "{% printed %}": Shortcode(role=ShortcodeRole.BLOCK, usual_syntax="output"),
    "{% ways %}": Shortcode(role=ShortcodeRole.TABS),
    "{% way %}": Shortcode(role=ShortcodeRole.TAB, label=("0",)),
    "{% hint %}": Shortcode(role=ShortcodeRole.WRAPPER),
    "{% recipe %}": Shortcode(role=ShortcodeRole.INCLUDE_FILE, file=("0",), folders=(".",), syntax=("lang",)),
}
OWN_SITE: Final = PLAIN.extended(name="own", shortcodes=OWN)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("{% session bash %}\n$ echo a\n{% endsession %}\n", [((), "echo a")], id="code"),
        pytest.param("{%- session lang:bash Title -%}\necho a\n{%- endsession -%}\n", [((), "echo a")], id="trimmed"),
        pytest.param('{% hint "x" %}\n```bash\necho a\n```\n{% endhint %}\n', [((), "echo a")], id="a wrapper"),
        pytest.param(
            '{% ways %}\n{% way "By hand" %}\n```bash\necho a\n```\n{% endway %}\n{% endways %}\n',
            [(("by-hand",), "echo a")],
            id="tabs",
        ),
        pytest.param("{% recipe heat.sh lang:bash %}\n", [((), "echo hot")], id="a file"),
        pytest.param("```text\n{% session bash %}\n$ echo a\n{% endsession %}\n```\n", [], id="shown in a fence"),
        pytest.param("{% sessions bash %}\n$ echo a\n{% endsessions %}\n", [], id="another tag"),
    ],
)
def test_tags_that_a_profile_knows(tmp_path: Path, text: str, shown: list[tuple[tuple[str, ...], str]]) -> None:
    (tmp_path / "heat.sh").write_text("echo hot\n")
    file = tmp_path / "page.md"
    files = FilesAround(page=file, languages=("en",), places={})
    assert commands(parse_page(f"# Oven\n\n{text}", path=file, site=OWN_SITE, files=files)) == shown


def test_what_a_tag_prints_is_the_output_of_the_one_above(tmp_path: Path) -> None:
    text = "{% session bash %}\necho a\n{% endsession %}\n\n{% printed %}\na\n{% endprinted %}\n"
    found = parse_page(text, path=tmp_path / "page.md", site=OWN_SITE)
    assert [segment.expected for snippet in found.snippets for segment in snippet.segments] == ["a"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "{% tabs %}\n{% tab A %}\n{% endtab %}\n", "{% endtabs %} before the text ends on line 3", id="Liquid"
        ),
        pytest.param("{{#tabs }}\n{{#tab A}}\n{{#/tab }}\n", "{{#/tabs }} before the text ends on line 3", id="mdBook"),
        pytest.param("{% endtabs %}\n", "the opening tag before it", id="one that closes nothing"),
    ],
)
def test_a_tag_without_its_other_one(tmp_path: Path, text: str, expected: str) -> None:
    assert [each.expected for each in page(tmp_path, text).diagnostics] == [expected]


def test_a_group_is_one_choice(tmp_path: Path) -> None:
    one = (
        f'{{{{#tabs global="os" }}}}\n{{{{#tab name="Linux" }}}}\n{bash("echo a")}{{{{#endtab }}}}\n{{{{#endtabs }}}}\n'
    )
    found = page(tmp_path, one + one)
    assert {tab.category for snippet in found.snippets for tab in snippet.tab_path} == {"os"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("{{#include parts/check.md}}\n", ["echo check"], id="a part of the page"),
        pytest.param("```bash\n{{#include parts/steps.sh:heat}}\n```\n", ["echo hot"], id="between anchors"),
        pytest.param("```bash\n{{#include parts/steps.sh:5}}\n```\n", ["echo cold"], id="a line"),
        pytest.param("```bash\n{{#include parts/steps.sh:3:}}\n```\n", ["echo hot", "echo cold"], id="from a line on"),
        pytest.param("```bash\n{{#rustdoc_include parts/steps.sh:heat}}\n```\n", ["echo hot"], id="the form for Rust"),
        pytest.param("```bash\necho a\n\\{{#include parts/steps.sh}}\n```\n", ["echo a"], id="shown as it is"),
    ],
)
def test_inclusions(tmp_path: Path, text: str, shown: list[str]) -> None:
    assert [command for _, command in commands(page(tmp_path, text))] == shown


def test_an_included_file_is_the_block_s_text(tmp_path: Path) -> None:
    (snippet,) = page(tmp_path, "```yaml\n{{#include parts/pod.yaml}}\n```\n").snippets
    assert snippet.body == POD.rstrip()


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (odd,) = page(tmp_path, "# Ovens\n\n{{#include parts/gone.md}}\n").diagnostics
    assert (odd.code, odd.at.line) == ("file-missing", 3)
    assert "parts/gone.md" in odd.message
