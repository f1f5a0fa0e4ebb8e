"""What a page holds, by the features of the site's format."""

from pathlib import Path

import pytest

from harness.parse import Heading, Node, Page, Segment, Snippet, TabChoice, Tabset, parse_page
from harness.parse.shortcodes.boilerplate import BoilerplateTexts
from harness.parse.shortcodes.values import Values, values_of
from harness.sites.istio_io import ISTIO_IO
from harness.sites.kubernetes_io import KUBERNETES_IO
from harness.source import Location

PAGE = Path("page.md")
VALUES = values_of(ISTIO_IO, {"version": "1.27", "source_branch_name": "master"})


def place(line: int, column: int = 1, *, path: Path = PAGE, included_from: Location | None = None) -> Location:
    return Location(path=path, line=line, column=column, included_from=included_from)


def read(text: str) -> Page:
    return parse_page(text, path=PAGE, values=VALUES)


def only(text: str) -> Snippet:
    (snippet,) = read(text).snippets
    return snippet


def test_a_page_in_full() -> None:
    text = """\
---
test: yes
---

# Title

## Clean up {#cleanup}

* Delete it:

    {{< text syntax=bash snip_id=delete outputis=yaml >}}
    $ kubectl delete -f @samples/a.yaml@ \\
        --version={{< istio_version >}}

    kind: a
    {{< /text >}}
"""
    block = Snippet(
        id="delete",
        at=place(11, 5),
        syntax="bash",
        body="$ kubectl delete -f samples/a.yaml \\\n    --version=1.27\n\nkind: a",
        body_at=place(12),
        segments=(
            Segment(
                at=place(12, 5),
                command="kubectl delete -f samples/a.yaml \\\n    --version=1.27",
                documented="kubectl delete -f @samples/a.yaml@ \\\n    --version={{< istio_version >}}",
                expected="kind: a",
                expected_at=place(15, 5),
            ),
        ),
        output_syntax="yaml",
        heading="Clean up",
        section="clean_up",
        attributes={"syntax": "bash", "snip_id": "delete", "outputis": "yaml"},
        samples=("samples/a.yaml",),
    )
    page = read(text)
    assert page == Page(
        path=PAGE,
        language="en",
        text=text,
        front_matter={"test": True},
        snippets=(block,),
        headings=(
            Heading(at=place(5), level=1, text="Title", anchor=None, section="", starts_section=False),
            Heading(at=place(7), level=2, text="Clean up", anchor="cleanup", section="clean_up"),
        ),
        tabsets=(),
        boilerplates=(),
        diagnostics=(),
    )
    assert page.nodes == (
        Node(kind="front-matter", at=place(1), text="---\ntest: yes\n---\n"),
        Node(kind="prose", at=place(4), text="\n"),
        Node(kind="heading", at=place(5), text="# Title\n"),
        Node(kind="prose", at=place(6), text="\n"),
        Node(kind="heading", at=place(7), text="## Clean up {#cleanup}\n"),
        Node(kind="prose", at=place(8), text="\n* Delete it:\n\n    "),
        Node(
            kind="shortcode-open",
            at=place(11, 5),
            text="{{< text syntax=bash snip_id=delete outputis=yaml >}}",
        ),
        Node(
            kind="body",
            at=place(11, 58),
            text="\n    $ kubectl delete -f @samples/a.yaml@ \\\n        --version={{< istio_version >}}\n"
            "\n    kind: a\n    ",
        ),
        Node(kind="shortcode-close", at=place(16, 5), text="{{< /text >}}"),
        Node(kind="prose", at=place(16, 18), text="\n"),
    )


@pytest.mark.parametrize(
    ("tag", "syntax", "output_syntax"),
    [
        pytest.param("text bash", "bash", None, id="positional"),
        pytest.param('text "bash"', "bash", None, id="quoted"),
        pytest.param("text bash json", "bash", "json", id="two positional"),
        pytest.param("text syntax=bash", "bash", None, id="named"),
        pytest.param('text syntax="bash yaml"', "bash", "yaml", id="two in one"),
        pytest.param("text outputis=yaml syntax=bash", "bash", "yaml", id="in any order"),
        pytest.param("text bask", "bash", None, id="a known misspelling"),
        pytest.param("text zsh", "bash", None, id="another shell"),
        pytest.param("text yaml", "yaml", None, id="no shell"),
        pytest.param("text plain", "plain", None, id="plain"),
    ],
)
def test_syntaxes(tag: str, syntax: str, output_syntax: str | None) -> None:
    snippet = only(f"{{{{< {tag} >}}}}\n$ a\n{{{{< /text >}}}}\n")
    assert (snippet.syntax, snippet.output_syntax) == (syntax, output_syntax)
    assert [segment.command for segment in snippet.segments] == (["a"] if syntax == "bash" else [])


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        pytest.param("{{< text plain>}}\na\n{{< /text >}}", ["a"], id="no blank before the end"),
        pytest.param("{{<text plain>}}\na\n{{</text>}}", ["a"], id="no blanks at all"),
        pytest.param("{{< text plain >}}\na\n{{< /text  >}}\n\nb", ["a"], id="two blanks in the closing tag"),
        pytest.param("{{% text plain %}}\na\n{{% /text %}}", ["a"], id="percent signs"),
        pytest.param("{{< text plain >}}  \na\n  {{< /text >}}  ", ["a"], id="blanks around tags"),
        pytest.param("{{< text\n  syntax=plain\n>}}\na\n{{< /text >}}", ["a"], id="a tag over several lines"),
        pytest.param("{{< text plain >}}\n\n\na\n\nb\n\n{{< /text >}}", ["a\n\nb"], id="outer line ends go"),
        pytest.param("{{< text plain >}}\n{{< /text >}}", [""], id="nothing in it"),
        pytest.param("1.  {{< text plain >}}\n    a\n    {{< /text >}}", ["a"], id="on the line of a list's item"),
        pytest.param("> {{< text plain >}}\n> a\n> {{< /text >}}", ["a"], id="in a quote"),
        pytest.param(
            "> > {{< text plain >}}\n> > a\n> >\n> >   b\n> > {{< /text >}}", ["a\n\n  b"], id="in two quotes"
        ),
        pytest.param(
            "> 1.  x\n>     {{< text plain >}}\n>     a\n>     {{< /text >}}", ["a"], id="in a list in a quote"
        ),
        pytest.param(
            "* x\n\n    * y\n\n        {{< text plain >}}\n        a\n        {{< /text >}}", ["a"], id="nested"
        ),
        pytest.param("{{</* text plain */>}}\na\n{{</* /text */>}}", [], id="escaped tags"),
        pytest.param(
            "{{< text markdown >}}\n{{</* text bash */>}}\n$ a\n{{</* /text */>}}\n{{< /text >}}",
            ["{{< text bash >}}\n$ a\n{{< /text >}}"],
            id="escaped tags in a body",
        ),
        pytest.param(
            "{{< text html >}}\n<!--\n## a\n```\n---\n{{< /text >}}\n\n{{< text plain >}}\nb\n{{< /text >}}",
            ["<!--\n## a\n```\n---", "b"],
            id="a body is no Markdown",
        ),
        pytest.param("<!--\n{{< text plain >}}\na\n{{< /text >}}\n-->", [], id="in a comment"),
        pytest.param("<!-- {{< text plain >}} -->\n<!-- a -->\n<!-- {{< /text >}} -->", [], id="commented out by line"),
        pytest.param("a <!-- b {{< text plain >}}\nc\n{{< /text >}} -->", [], id="in a comment in a paragraph"),
        pytest.param("`<!--` a\n\n{{< text plain >}}\nb\n{{< /text >}}\n\n`-->`", ["b"], id="no comment but code"),
        pytest.param("{{< mermaid >}}\n{{< text plain >}}\na\n{{< /text >}}\n{{< /mermaid >}}", [], id="in a diagram"),
        pytest.param("\ufeff{{< text plain >}}\r\na\r\nb\r\n{{< /text >}}\r\n", ["a\nb"], id="BOM and CRLF"),
        pytest.param(
            "{{< text plain >}}\n{{< gloss x >}}y{{< /gloss >}} z\n{{< /text >}}", ["y z"], id="glossary words"
        ),
        pytest.param(
            "{{< text plain >}}\n{{< github_file >}}/a\n{{< /text >}}",
            ["https://raw.githubusercontent.com/istio/istio/master/a"],
            id="values",
        ),
    ],
)
def test_bodies(text: str, bodies: list[str]) -> None:
    page = read(text)
    assert [snippet.body for snippet in page.snippets] == bodies
    assert [odd for odd in page.diagnostics if odd.severity == "error"] == []
    assert "".join(node.text for node in page.nodes) == text


@pytest.mark.parametrize(
    ("tag", "line", "command", "samples"),
    [
        pytest.param("text bash", "$ cat @a/b.yaml@", "cat a/b.yaml", ("a/b.yaml",), id="a mark"),
        pytest.param("text bash", "$ @a@ @b@", "a b", ("a", "b"), id="two marks"),
        pytest.param("text bash", "$ mail me@b.c@d", "mail me@b.c@d", (), id="after a letter it is none"),
        pytest.param("text bash", "$ echo @@", "echo @@", (), id="nothing in it"),
        pytest.param("text syntax=bash expandlinks=false", "$ cat @a@", "cat @a@", (), id="not expanded"),
        pytest.param('text syntax=bash expandlinks="false"', "$ cat @a@", "cat @a@", (), id="not expanded, quoted"),
    ],
)
def test_sample_marks(tag: str, line: str, command: str, samples: tuple[str, ...]) -> None:
    snippet = only(f"{{{{< {tag} >}}}}\n{line}\n{{{{< /text >}}}}\n")
    assert [segment.command for segment in snippet.segments] == [command]
    assert snippet.samples == samples


def test_a_value_stays_on_its_line() -> None:
    values = Values(data={"two": "a\nb"}, shortcodes={"two": "{two}"})
    (snippet,) = parse_page("```bash\necho {{< two >}}\n```\n", path=PAGE, values=values).snippets
    assert snippet.body == "echo a b"


def test_excluded() -> None:
    assert only("{{< text syntax=bash snip_id=none >}}\n$ a\n{{< /text >}}\n").excluded


TABS = """\
{{< tabset category-name="how" >}}

{{< tab name="By hand" category-value="hand" >}}

{{< text bash >}}
$ one
{{< /text >}}

1.  In a list:

    {{< tabset >}}
    {{< tab name="Tool A" >}}
    {{< text bash >}}
    $ two
    {{< /text >}}
    {{< /tab >}}
    {{< /tabset >}}

{{< /tab >}}
{{< tab name="Helm" category-value="helm" >}}
{{< tip >}}
{{< text bash >}}
$ three
{{< /text >}}
{{< /tip >}}
{{< /tab >}}

{{< /tabset >}}

{{< text bash >}}
$ four
{{< /text >}}
"""


def test_tabs() -> None:
    page = read(TABS)
    hand = TabChoice(tabset=0, category="how", value="hand", name="By hand")
    helm = TabChoice(tabset=0, category="how", value="helm", name="Helm")
    tool = TabChoice(tabset=1, category="tabset-1", value="tool-a", name="Tool A")
    assert page.tabsets == (
        Tabset(index=0, category="how", at=place(1), tabs=(hand, helm)),
        Tabset(index=1, category="tabset-1", at=place(11, 5), tabs=(tool,), parent=hand),
    )
    assert [(snippet.body, snippet.tab_path) for snippet in page.snippets] == [
        ("$ one", (hand,)),
        ("$ two", (hand, tool)),
        ("$ three", (helm,)),
        ("$ four", ()),
    ]
    assert page.diagnostics == ()


BLOCK = "{{< text bash >}}\n$ true\n{{< /text >}}\n"
SITE = BoilerplateTexts(
    texts={
        "en": {
            "before-you-begin": f"---\n---\n## Set up\n\n{BLOCK}{{{{< boilerplate inner >}}}}\n",
            "inner": f"{BLOCK}{{{{< tabset category-name=a >}}}}{{{{< tab name=b >}}}}\n"
            f"{BLOCK}{{{{< /tab >}}}}{{{{< /tabset >}}}}",
        },
        "zh": {"before-you-begin": f"## 准备 {{#set-up}}\n\n{BLOCK}"},
    }
)


def test_boilerplates_stand_in_place() -> None:
    text = f"## Own\n\n{BLOCK}\n  {{{{< boilerplate before-you-begin >}}}}\n\n{BLOCK}"
    page = parse_page(text, path=PAGE, boilerplates=SITE)
    first = place(7, 3)
    outer = Path("boilerplates/before-you-begin.md")
    inner = Path("boilerplates/inner.md")
    second = place(8, path=outer, included_from=first)
    assert page.boilerplates == ("before-you-begin", "inner")
    assert [(snippet.id, snippet.boilerplate, snippet.at, snippet.heading) for snippet in page.snippets] == [
        ("own_1", None, place(3), "Own"),
        ("before_you_begin_set_up_1", "before-you-begin", place(5, path=outer, included_from=first), "Set up"),
        ("inner__1", "inner", place(1, path=inner, included_from=second), ""),
        ("inner__2", "inner", place(5, path=inner, included_from=second), ""),
        ("own_2", None, place(9), "Own"),
    ]
    assert [tabset.category for tabset in page.tabsets] == ["a"]
    assert page.snippets[3].tab_path == (TabChoice(tabset=0, category="a", value="b", name="b"),)
    assert str(page.snippets[2].at) == (
        "boilerplates/inner.md:1 (included at boilerplates/before-you-begin.md:8 (included at page.md:7))"
    )
    assert page.diagnostics == ()


def test_a_translation_includes_translated_boilerplates_with_english_ids() -> None:
    page = parse_page(
        "{{< boilerplate before-you-begin >}}\n{{< boilerplate inner >}}", path=PAGE, language="zh", boilerplates=SITE
    )
    assert [(snippet.id, snippet.heading) for snippet in page.snippets] == [
        ("before_you_begin_set_up_1", "准备"),
        ("inner__1", ""),
        ("inner__2", ""),
    ]


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        pytest.param("```bash\n$ a\nout\n$ b\n```\n", [("a", "out"), ("b", None)], id="prompts"),
        pytest.param("```bash\na\n\nb \\\n  c\n```\n", [("a", None), ("b \\\n  c", None)], id="no prompts"),
        pytest.param("~~~sh\nfor x in y; do\n  a\ndone\n~~~\n", [("for x in y; do\n  a\ndone", None)], id="a loop"),
        pytest.param("```console\n$ a\nout\n```\n", [("a", "out")], id="a session"),
        pytest.param("```console\nout\n```\n", [], id="a session without prompts has no commands"),
        pytest.param("```yaml\na: b\n```\n", [], id="no shell"),
        pytest.param("1. x\n\n   ```bash\n   $ a\n     b\n   ```\n", [("a", "  b")], id="in a list"),
        pytest.param("> ```bash\n> $ a\n> out\n> ```\n", [("a", "out")], id="in a quote"),
        pytest.param("    ```bash\n    $ a\n    ```\n", [], id="indented by four it is code that shows a fence"),
        pytest.param("```bash\n$ a {{< istio_version >}}\n```\n", [("a 1.27", None)], id="values"),
        pytest.param("```bash\r\n$ a\r\nout\r\n```\r\n", [("a", "out")], id="CRLF"),
        pytest.param("```bash\na\n```\n\n<!-- harness: output -->\n```\nout\n```\n", [("a", "out")], id="output apart"),
        pytest.param("<!--\n```bash\na\n```\n-->\n", [], id="in a comment"),
        pytest.param("{{< tip >}}\n```bash\na\n```\n{{< /tip >}}\n", [("a", None)], id="in a tip"),
    ],
)
def test_fences(text: str, commands: list[tuple[str, str | None]]) -> None:
    page = read(text)
    segments = [segment for snippet in page.snippets for segment in snippet.segments]
    assert [(segment.command, segment.expected) for segment in segments] == commands
    assert "".join(node.text for node in page.nodes) == text


def test_places_in_fences() -> None:
    (segment,) = only("1. x\n\n   ```bash\n   $ a\n   out\n   ```\n").segments
    assert (segment.at, segment.expected_at) == (place(4, 4), place(5, 4))


@pytest.mark.parametrize(
    ("text", "attributes"),
    [
        pytest.param("```bash {snip_id=x}\na\n```", {"syntax": "bash", "snip_id": "x"}, id="in its info"),
        pytest.param('```{.bash snip_id="x"}\na\n```', {"syntax": "bash", "snip_id": "x"}, id="as Pandoc writes it"),
        pytest.param(
            "<!-- harness: snip_id=x match='a b' slow -->\n```bash\na\n```",
            {"syntax": "bash", "snip_id": "x", "match": "a b", "slow": "true"},
            id="in a comment before it",
        ),
        pytest.param(
            "<!-- harness: syntax=bash\n     output=yaml -->\n\n```\na\n```",
            {"syntax": "bash", "output": "yaml"},
            id="in a comment over several lines",
        ),
        pytest.param(
            "<!-- harness: snip_id=x -->\n\ntext\n\n```bash\na\n```", {"syntax": "bash"}, id="not if text comes between"
        ),
        pytest.param("<!-- snip_id=x -->\n```bash\na\n```", {"syntax": "bash"}, id="not in any comment"),
        pytest.param("```\na\n```", {"syntax": "plain"}, id="none"),
    ],
)
def test_attributes_of_fences(text: str, attributes: dict[str, str]) -> None:
    assert only(text).attributes == attributes


def test_a_comment_speaks_to_a_text_block_too() -> None:
    snippet = only(f"<!-- harness: timeout=5 -->\n{BLOCK}")
    assert snippet.attributes == {"syntax": "bash", "timeout": "5"}


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        pytest.param("# A\n## B ##\n### C {#d}\n", [(1, "A", 1), (2, "B", 1), (3, "C", 1)], id="levels"),
        pytest.param("A\n===\nB\n---\n", [(1, "A", 1), (2, "B", 1)], id="underlined"),
        pytest.param("- x\n\n  ## A\n", [(2, "A", 3)], id="in a list"),
        pytest.param("    # A\n", [], id="in code"),
        pytest.param("```\n# A\n```\n", [], id="in a fence"),
        pytest.param(f"{BLOCK}---\n", [], id="a rule after a block"),
        pytest.param(
            "## The {{< gloss x >}}word{{< /gloss >}}\n", [(2, "The {{< gloss x >}}word{{< /gloss >}}", 1)], id="tags"
        ),
    ],
)
def test_headings(text: str, headings: list[tuple[int, str, int]]) -> None:
    found = read(text).headings
    assert [(heading.level, heading.text, heading.at.column) for heading in found] == headings


def test_unknown_shortcodes_outside_blocks_are_none_of_our_business() -> None:
    assert read('{{< youtube x >}} {{< figure src="a" >}}b{{< /figure >}}\n').diagnostics == ()


def test_a_heading_that_is_a_shortcode_is_called_after_it() -> None:
    text = '## {{% heading "whats next" %}}\n\n```shell\necho a\n```\n'
    [snippet] = parse_page(text, path=PAGE, site=KUBERNETES_IO).snippets
    assert (snippet.id, snippet.section) == ("whats_next_1", "whats_next")
