from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.match.lines.align import align


@pytest.mark.parametrize(
    ("left", "right", "pairs"),
    [
        pytest.param("abc", "abc", [(0, 0), (1, 1), (2, 2)], id="equal"),
        pytest.param("", "abc", [], id="nothing on one side"),
        pytest.param("abc", "axc", [(0, 0), (2, 2)], id="common ends"),
        pytest.param("abcd", "bcda", [(1, 0), (2, 1), (3, 2)], id="most of what occurs once"),
        pytest.param("xaay", "aa", [(1, 0), (2, 1)], id="runs that occur several times"),
        pytest.param("ab", "ba", [(1, 0)], id="one of two that cross"),
    ],
)
def test_align(left: str, right: str, pairs: list[tuple[int, int]]) -> None:
    assert align(left, right) == pairs


@given(st.text("abc", max_size=20), st.text("abc", max_size=20))
def test_pairs_are_equal_and_rise_on_both_sides(left: str, right: str) -> None:
    pairs = align(left, right)
    assert all(left[one] == right[other] for one, other in pairs)
    assert all(one < next_one and other < next_other for (one, other), (next_one, next_other) in pairwise(pairs))


@given(st.lists(st.integers(), unique=True), st.data())
def test_what_is_only_left_out_is_found_completely(items: list[int], data: st.DataObject) -> None:
    kept = [item for item in items if data.draw(st.booleans())]
    assert [kept[other] for _, other in align(items, kept)] == kept


def test_thousands_of_repeated_lines_take_no_time() -> None:
    assert align("ab" * 5_000 + "x", "y" + "ba" * 5_000) == []
