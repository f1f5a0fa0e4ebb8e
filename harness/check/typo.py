"""Whether one name is another one mistyped: stricter than a suggestion, because an error rests on it."""

from collections.abc import Iterable
from functools import lru_cache


def typo_of(name: str, names: Iterable[str]) -> str:
    """The name that was most likely meant: the same letters in another case, or a slip or two; empty where none is."""
    folded = name.casefold()
    best, least = "", slips_allowed(name) + 1
    for each in sorted(names):  # of two equally near ones always the same
        if each.casefold() == folded:
            return each
        if abs(len(each) - len(name)) < least and (slips := distance(folded, each.casefold())) < least:
            best, least = each, slips
    return best


def slips_allowed(name: str) -> int:
    """One slip in a short word, two in a long one; in three letters every slip may be another word."""
    return 0 if len(name) <= 3 else 1 if len(name) <= 6 else 2


@lru_cache(maxsize=4096)
def distance(one: str, other: str) -> int:
    """Letters left out, added, changed, or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, above, row = row, before, [i]
        for j, mark in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != mark))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == mark:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]
