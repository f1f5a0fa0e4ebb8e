"""Rows of two columns."""

import pytest

from harness.drift.side_by_side import Row, fit, rows, width


def test_rows_around_a_difference() -> None:
    left = "\n".join("abcdefg")
    assert rows(left, left.replace("g", "x")) == [
        Row("...", "...", "."),
        Row("e", "e", "="),
        Row("f", "f", "="),
        Row("g", "x", "|"),
    ]


@pytest.mark.parametrize(
    ("left", "right", "row"),
    [("", "a", Row("", "a", ">")), ("a", "", Row("a", "", "<"))],
)
def test_rows_of_one_side(left: str, right: str, row: Row) -> None:
    assert rows(left, right) == [row]


@pytest.mark.parametrize(
    ("text", "columns", "shown"),
    [("ab", 4, "ab  "), ("abcdef", 4, "abc…"), ("端口号码", 6, "端口… "), ("端口", 4, "端口")],
)
def test_fit_counts_columns(text: str, columns: int, shown: str) -> None:
    assert (fit(text, columns), width(fit(text, columns))) == (shown, columns)
