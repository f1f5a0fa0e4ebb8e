"""Edits of one text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.edit.text_edits import EditError, compatible, edited
from harness.fix import Edit, Fix, swap
from harness.source import Location

PAGE = Path("page.md")


def edit(line: int, column: int, old: str, new: str, path: Path = PAGE) -> Edit:
    return Edit(at=Location(path=path, line=line, column=column), old=old, new=new)


@pytest.mark.parametrize(
    ("text", "edits", "after"),
    [
        pytest.param("one two\nthree\n", [edit(1, 5, "two", "2")], "one 2\nthree\n", id="a word"),
        pytest.param("a b c", [edit(1, 1, "a", "aaa"), edit(1, 5, "c", "")], "aaa b ", id="several on a line"),
        pytest.param("a b c", [edit(1, 5, "c", ""), edit(1, 1, "a", "aaa")], "aaa b ", id="in any order"),
        pytest.param("a\nb\n", [edit(2, 2, "", " c")], "a\nb c\n", id="an insertion at the end of a line"),
        pytest.param("a", [edit(1, 2, "", "b")], "ab", id="an insertion at the end of the text"),
        pytest.param("a\nb\nc", [edit(1, 1, "a\nb", "x")], "x\nc", id="across lines"),
        pytest.param("a\r\nb\r\nc", [edit(1, 1, "a\nb", "x\ny")], "x\r\ny\r\nc", id="line ends stay those of the file"),
        pytest.param("\ufeffa b", [edit(1, 3, "b", "c")], "\ufeffa c", id="a byte order mark is no column"),
        pytest.param("a", [edit(1, 1, "a", "b"), edit(1, 1, "a", "b")], "b", id="the same edit twice is one"),
        pytest.param("ab", [edit(1, 1, "a", "x"), edit(1, 2, "b", "y")], "xy", id="side by side"),
    ],
)
def test_edits(text: str, edits: list[Edit], after: str) -> None:
    assert edited(text, edits) == after


@pytest.mark.parametrize(
    ("text", "edits"),
    [
        pytest.param("one", [edit(1, 1, "two", "2")], id="something else is there"),
        pytest.param("one", [edit(4, 1, "one", "2")], id="no such line"),
        pytest.param("one", [edit(1, 3, "one", "2")], id="the text ends before it"),
        pytest.param("abc", [edit(1, 1, "ab", "x"), edit(1, 2, "bc", "y")], id="two edits of one letter"),
        pytest.param("abc", [edit(1, 2, "", "x"), edit(1, 2, "", "y")], id="two insertions at one place"),
    ],
)
def test_edits_that_do_not_fit(text: str, edits: list[Edit]) -> None:
    with pytest.raises(EditError):
        edited(text, edits)


@given(st.text(), st.data())
def test_an_edit_changes_nothing_but_its_span(text: str, data: st.DataObject) -> None:
    text = text.replace("\r", "").replace("\ufeff", "")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    assert edited(text, [edit(line, column, text[start:end], "new")]) == f"{text[:start]}new{text[end:]}"


def test_of_two_fixes_of_one_place_the_first_is_made() -> None:
    first = swap(edit(1, 1, "ab", "").at, "ab", "x")
    second = Fix(edits=(edit(1, 2, "b", "y"), edit(9, 1, "z", "")))
    third = swap(edit(2, 1, "", "").at, "c", "z")
    other = Fix(edits=(edit(1, 1, "ab", "q", Path("other.md")),))
    assert compatible([first, second, third, other, first]) == (first, third, other)
