"""Which lines of two texts belong together: equal lines in order, found in time that stays near linear.

Common ends first, then lines that occur once on each side (patience), then, in what is left between, the longest runs
of equal lines. What is too large for that stays apart: a diff of thousands of lines that differ helps nobody.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

LARGEST: Final = 40_000  # cells of a comparison of every line with every other

Pair = tuple[int, int]


def align(left: Sequence[Hashable], right: Sequence[Hashable]) -> list[Pair]:
    """Indices of equal items that belong together, rising on both sides."""
    start = _common(left, right)
    end = _common(left[start:][::-1], right[start:][::-1])
    inner_left, inner_right = left[start : len(left) - end], right[start : len(right) - end]
    anchors = [(-1, -1), *_patience(inner_left, inner_right), (len(inner_left), len(inner_right))]
    pairs = [(at, at) for at in range(start)]
    for (left_at, right_at), (left_next, right_next) in pairwise(anchors):
        if left_at >= 0:
            pairs.append((start + left_at, start + right_at))
        between = _runs(inner_left[left_at + 1 : left_next], inner_right[right_at + 1 : right_next])
        pairs += [(start + left_at + 1 + one, start + right_at + 1 + other) for one, other in between]
    pairs += [(len(left) - at, len(right) - at) for at in range(end, 0, -1)]
    return pairs


def _common(left: Sequence[Hashable], right: Sequence[Hashable]) -> int:
    """How many items at the beginning are equal."""
    for at, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return at
    return min(len(left), len(right))


def _patience(left: Sequence[Hashable], right: Sequence[Hashable]) -> list[Pair]:
    """The longest rising sequence of items that occur exactly once on each side."""
    counts = Counter(left), Counter(right)
    places = {item: at for at, item in enumerate(right) if counts[1][item] == 1}
    once = [(at, places[item]) for at, item in enumerate(left) if counts[0][item] == 1 and item in places]
    ends: list[int] = []  # ends[n]: the smallest right index that ends a rising sequence of n + 1 pairs
    last: list[int] = []  # index in `once` of that pair
    before: list[int] = []
    for number, (_, place) in enumerate(once):
        length = bisect_left(ends, place)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [number]
    sequence: list[Pair] = []
    number = last[-1] if last else -1
    while number >= 0:
        sequence.append(once[number])
        number = before[number]
    return sequence[::-1]


def _runs(left: Sequence[Hashable], right: Sequence[Hashable]) -> list[Pair]:
    if not left or not right or len(left) * len(right) > LARGEST:
        return []
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    return [(block.a + step, block.b + step) for block in blocks for step in range(block.size)]
