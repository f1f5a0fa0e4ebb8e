"""Whatever a page holds: it is read, nothing of it is lost, no id comes twice."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from harness.parse import Page, parse_page
from harness.parse.shortcodes.boilerplate import BoilerplateTexts

PAGE = Path("page.md")
PIECES = (
    "---\n", "test: yes\n", "\ufeff", "\r\n", "\n", "\n\n", " ", "    ", "\t", "\xa0", "\r", "\0", "\u2028",
    "## A", "## 二 {#b}", "### C {{< x >}}", "===\n", "- ", "1. ", "> ", "text", "```", "```bash\n", "~~~", "`",
    "<!--", "-->", "<!-- harness: snip_id=x -->\n", "<div>",
    "{{< text bash >}}\n", "{{< text syntax=bash snip_id=x outputis=yaml >}}\n", "{{< text plain>}}\n", "{{< text ",
    "{{< /text >}}\n", "{{< /text  >}}", "{{</* text */>}}", "{{< tip >}}", "{{< /tip >}}", "{{< tabset >}}\n",
    '{{< tab name="a" >}}\n', "{{< /tab >}}\n", "{{< /tabset >}}\n", "{{< boilerplate b >}}\n", "{{% text %}}", ">}}",
    "{{<", "{{< istio_version >}}", "$ a\n", "$ cat <<EOF\n", "EOF\n", "$ for x in y; do\n", "$ done\n", "\\\n", "$\n",
    "out\n", "'", '"', "@a/b@", "$(", "{{< mermaid >}}\n", "{{< /mermaid >}}\n", "{{< text_import file=a >}}",
)  # fmt: skip
PAGES = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=25).map("".join)


def read(text: str, boilerplate: str = "") -> Page:
    return parse_page(text, path=PAGE, boilerplates=BoilerplateTexts(texts={"en": {"b": boilerplate}}))


def check(page: Page) -> None:
    """What holds for every page."""
    assert "".join(node.text for node in page.nodes) == page.text
    ids = [snippet.id for snippet in page.snippets]
    assert len(set(ids)) == len(ids)
    line, column = 1, 1
    for node in page.nodes:
        assert (node.at.line, node.at.column) == (line, column), node
        if node.kind != "bom":
            text = node.text.replace("\r\n", "\n").replace("\r", "\n")
            line += text.count("\n")
            column = len(text) - text.rfind("\n") if "\n" in text else column + len(text)


@settings(max_examples=400, deadline=None)
@given(PAGES, PAGES)
def test_any_text_is_read_without_loss(text: str, boilerplate: str) -> None:
    check(read(text, boilerplate))


@settings(max_examples=200, deadline=None)
@given(PAGES)
def test_line_ends_make_no_difference(text: str) -> None:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    windows = plain.replace("\n", "\r\n")
    first, second = read(plain), read(windows)
    assert (first.snippets, first.headings, first.diagnostics) == (second.snippets, second.headings, second.diagnostics)


@settings(max_examples=200, deadline=None)
@given(PAGES)
def test_segments_stand_where_they_say(text: str) -> None:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for snippet in read(text).snippets:
        for segment in snippet.segments:
            written = lines[segment.at.line - 1][segment.at.column - 1 :]
            assert segment.documented.split("\n")[0] in {written, written[2:]}
