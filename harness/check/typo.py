"""Whether one name is a misspelling of another one: stricter than a suggestion, because an error rests on it."""

import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache


def typo_of(name: str, names: Iterable[str]) -> str:
    """The name that was most likely meant: the same letters in another case, or a slip or two; empty where none is."""
    folded = name.casefold()
    best, least = "", slips_allowed(name) + 1
    for each in sorted(names):  # of two equally near ones always the same
        if each.casefold() == folded:
            return each
        if abs(len(each) - len(name)) < least and (slips := distance(folded, each.casefold(), most=least)) < least:
            best, least = each, slips
    return best


def slips_allowed(name: str) -> int:
    """One slip in a short word, two in a long one; in three letters every slip may be another word."""
    return 0 if len(name) <= 3 else 1 if len(name) <= 6 else 2


def is_one_slip(one: str, other: str) -> bool:
    """Whether a single letter is left out, added, changed, or swapped with its neighbour."""
    if abs(len(one) - len(other)) > 1:
        return False
    one, other = without_common_ends(one, other)
    lengths = len(one), len(other)
    return lengths in {(0, 1), (1, 0), (1, 1)} or (lengths == (2, 2) and one == other[::-1])


def is_plural(one: str, other: str) -> bool:
    """Whether one of two words is the other one with an ``s`` behind it: ``team`` and ``teams``, not ``class``."""
    shorter, longer = sorted((one, other), key=len)
    return longer == f"{shorter}s" and not shorter.endswith("s")


def only_slip(word: str, words: Iterable[str]) -> str:
    """The only one of some words that is one slip off; empty where there is none, or more than one."""
    near = [each for each in words if is_one_slip(word, each)]
    return near[0] if len(near) == 1 else ""


def alike(word: str, words: Iterable[str]) -> Iterator[str]:
    """Those that may be one slip off: it leaves the first or the last letters as they are."""
    half = max(0, len(word) - 2) // 2
    first, last = word[:half], word[len(word) - half :]
    return (each for each in words if each.startswith(first) or each.endswith(last))


def without_common_ends(one: str, other: str) -> tuple[str, str]:
    """What is left where both begin and end alike."""
    shorter, start, end = min(len(one), len(other)), 0, 0
    while start < shorter and one[start] == other[start]:
        start += 1
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[start : len(one) - end], other[start : len(other) - end]


@lru_cache(maxsize=4096)
def distance(one: str, other: str, *, most: int = sys.maxsize) -> int:
    """Letters left out, added, changed, or swapped with their neighbour; any number from ``most`` on is ``most``."""
    one, other = without_common_ends(one, other)
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, above, row = row, before, [i]
        for j, mark in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != mark))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == mark:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) >= most and min(before) >= most:  # two rows: a swap reaches back over one
            return most
    return min(row[-1], most)
