"""Drifts that need no new text: lines of the page in another order, or one of them that is there once too often."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from harness.match.lines.line_key import Scanner
from harness.match.lines.text import GAP_LINE


def in_order_of(scan: Scanner, lines: Sequence[str], actual: Sequence[str]) -> Mapping[int, str]:
    """The lines that have another one in their place when all come as in the output; none where one is not in it.

    Lines that leave something out, and blank ones, stay where they are.
    """
    own = [number for number, line in enumerate(lines) if line.strip() and not GAP_LINE.fullmatch(line)]
    places: dict[object, list[int]] = defaultdict(list)
    for place, line in enumerate(actual):
        places[scan.key(line.rstrip())].append(place)
    keys = [scan.key(lines[number]) for number in own]
    if any(not places[key] for key in keys) or any(len(places[key]) < keys.count(key) for key in keys):
        return {}
    taken = {number: places[key].pop(0) for number, key in zip(own, keys, strict=True)}
    ordered = sorted(own, key=lambda number: taken[number])
    return {number: lines[other] for number, other in zip(own, ordered, strict=True) if lines[number] != lines[other]}


def once_too_often(lines: Sequence[str]) -> Iterator[int]:
    """The second of two lines that are the same, one below the other."""
    return (number for number, (one, other) in enumerate(pairwise(lines), start=1) if one == other and one.strip())
