from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.parse.markdown.offsets import Lines
from harness.parse.page import Node
from harness.source import Location

PAGE = Path("page.md")


def place(line: int, column: int = 1) -> Location:
    return Location(path=PAGE, line=line, column=column)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        pytest.param("a\nb", "a\nb", id="line feeds"),
        pytest.param("a\r\nb\r\n", "a\nb\n", id="carriage returns and line feeds"),
        pytest.param("a\rb", "a\nb", id="carriage returns"),
        pytest.param("a\r\r\nb", "a\n\nb", id="both"),
        pytest.param("\ufeffa", "a", id="byte order mark"),
        pytest.param("a\u2028b\x0cc", "a\u2028b\x0cc", id="what only Unicode calls a line end is none"),
    ],
)
def test_text_has_line_feeds_only(raw: str, text: str) -> None:
    assert Lines(raw, PAGE).text == text


def test_nodes_are_cut_from_the_page_as_it_is() -> None:
    lines = Lines("\ufeff# a\r\nb {{c}}\r\n", PAGE)
    assert lines.nodes([(0, "heading"), (4, "prose"), (6, "shortcode"), (11, "prose"), (12, "prose")]) == (
        Node(kind="bom", at=place(1), text="\ufeff"),
        Node(kind="heading", at=place(1), text="# a\r\n"),
        Node(kind="prose", at=place(2), text="b "),
        Node(kind="shortcode", at=place(2, 3), text="{{c}}"),
        Node(kind="prose", at=place(2, 8), text="\r\n"),
    )


@pytest.mark.parametrize(
    ("offset", "expected"),
    [
        pytest.param(0, place(1, 1), id="start"),
        pytest.param(2, place(1, 3), id="line end"),
        pytest.param(3, place(2, 1), id="start of a line"),
        pytest.param(5, place(3, 1), id="after the last line end"),
    ],
)
def test_places(offset: int, expected: Location) -> None:
    assert Lines("ab\nc\n", PAGE).location(offset) == expected


@pytest.mark.parametrize(
    ("text", "last"),
    [
        pytest.param("", 1, id="an empty page has a line"),
        pytest.param("a", 1, id="one line"),
        pytest.param("a\n", 1, id="a line end at the end starts no line"),
        pytest.param("a\n\n", 2, id="an empty last line"),
    ],
)
def test_last_line(text: str, last: int) -> None:
    assert Lines(text, PAGE).last == last


@given(st.text(st.sampled_from("ab\r\n\ufeff ")), st.lists(st.integers(0, 30)))
def test_nodes_join_to_the_page_wherever_it_is_cut(raw: str, cuts: list[int]) -> None:
    lines = Lines(raw, PAGE)
    offsets = sorted({0, *(cut for cut in cuts if cut <= len(lines.text))})
    assert "".join(node.text for node in lines.nodes([(offset, "prose") for offset in offsets])) == raw
