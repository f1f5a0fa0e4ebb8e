import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.parse.markdown.block_structure import IndentedCode, nested_structure, structure
from harness.parse.markdown.masked_text import Outline
from harness.parse.markdown.parts import Comment, Fence, HeadingLine

PIECES = st.sampled_from(
    (
        *("# a", "## b", "###", "```", "~~~", "```sh", "<!--", "-->", "<div>", "<b>", "- ", "-", "* ", "1. ", "2)"),
        *("> ", ">", "    ", "  ", "\t", "text", "===", "---", "***", "`", "\n", "\n", "\n\n", " "),
    )
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("# a\nb\n## c\n", ["# a\n", "## c\n"], id="headings"),
        pytest.param("a\n===\n", ["a\n===\n"], id="underlined"),
        pytest.param("- a\n\n  # b\n", ["  # b\n"], id="in a list"),
        pytest.param("a\n\n    # b\n", [], id="in code"),
        pytest.param("```sh\n# a\n```\nb", ["```sh\n# a\n```\n"], id="fence"),
        pytest.param("- ```\n  a\n  ```\n", ["```\n  a\n  ```\n"], id="fence in a list"),
        pytest.param("a <!-- b --> c <!-- d -->", ["<!-- b -->", "<!-- d -->"], id="comments in a paragraph"),
        pytest.param("<!-- a\n\n# b -->\n# c\n", ["<!-- a\n\n# b -->", "# c\n"], id="comment as a block"),
        pytest.param("`<!--` a `` ` <!-- `` -->", [], id="code spans"),
        pytest.param("` <!-- a -->", ["<!-- a -->"], id="a single back quote is no code"),
        pytest.param("<pre>\n# a\n</pre>\n", [], id="in HTML"),
    ],
)
def test_structure(text: str, found: list[str]) -> None:
    assert [text[span.start : span.end] for span in structure(Outline(text, 0, []))] == found


def test_spans_say_what_they_are() -> None:
    text = "> ~~~ sh\n> a\n\n<!-- b\n"
    assert structure(Outline(text, 0, [])) == [
        Fence(2, 13, info="sh", content="a\n", body_start=9, body_end=13, line_starts=(9,), closed=False),
        Comment(14, 21, closed=False),
    ]
    assert structure(Outline("  ## a #\n", 0, [])) == [HeadingLine(0, 9, level=2, text="a", column=2)]


@settings(max_examples=500, deadline=None)
@given(st.lists(PIECES, max_size=20).map("".join))
def test_flat_pages_are_those_on_which_only_headings_matter(text: str) -> None:
    outline = Outline(text, 0, [])
    assert structure(outline) == nested_structure(outline)


TYPED = IndentedCode(is_typed=lambda lines: lines[0].startswith("bake"))


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        pytest.param("a\n\n    bake rye\n    bake oat\n\nb\n", TYPED, ["bake rye\nbake oat\n"], id="what is typed"),
        pytest.param("a\n\n\tbake rye\n", TYPED, ["bake rye\n"], id="indented by a tab"),
        pytest.param("1. a\n\n       bake rye\n", TYPED, ["bake rye\n"], id="in a list"),
        pytest.param("a\n\n    eat rye\n", TYPED, [], id="what is not"),
        pytest.param("a\n    bake rye\n", TYPED, [], id="a paragraph that goes on"),
        pytest.param("a\n\n    bake rye\n\nb\n\n    rye\n", TYPED, ["bake rye\n", "rye\n"], id="what that may print"),
        pytest.param("a\n\n    ```sh\n    bake rye\n    ```\n", TYPED, [], id="a fence that the site shows as text"),
        pytest.param(
            "a\n\n    b\n\n    ```sh\n    bake rye\n    ```\n\n    c\n",
            IndentedCode(is_typed=lambda _: False, fences=True),
            ["bake rye\n"],
            id="a fence that the site sees",
        ),
        pytest.param("a\n\n    bake rye\n", None, [], id="nobody wants code"),
    ],
)
def test_indented_code(text: str, code: IndentedCode | None, found: list[str]) -> None:
    parts = [part for part in structure(Outline(text, 0, []), code) if isinstance(part, Fence)]
    assert [part.content for part in parts] == found
    assert all(
        text[start:].lstrip().startswith("bake" if "bake" in part.content else "rye")
        for part in parts
        for start in part.line_starts[:1]
    )
