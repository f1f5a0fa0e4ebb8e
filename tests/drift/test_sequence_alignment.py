"""Pairs of two sequences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.drift.sequence_alignment import Pair, align


@pytest.mark.parametrize(
    ("left", "right", "pairs"),
    [
        pytest.param("abc", "abc", [(0, 0), (1, 1), (2, 2)], id="equal"),
        pytest.param("abc", "ac", [(0, 0), (1, None), (2, 1)], id="missing"),
        pytest.param("ac", "abc", [(0, 0), (None, 1), (1, 2)], id="added"),
        pytest.param("", "a", [(None, 0)], id="empty"),
    ],
)
def test_align(left: str, right: str, pairs: list[Pair]) -> None:
    assert align(left, right, lambda one, other: float(one == other)) == pairs


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_every_item_is_in_one_pair(left: str, right: str) -> None:
    pairs = align(left, right, lambda one, other: float(one == other))
    assert [i for i, _ in pairs if i is not None] == list(range(len(left)))
    assert [j for _, j in pairs if j is not None] == list(range(len(right)))
