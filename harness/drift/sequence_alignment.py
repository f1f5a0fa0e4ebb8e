"""Two sequences side by side: the pairs that are alike, in order, with the greatest likeness in all."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Pair = tuple[int | None, int | None]


def align(
    left: Sequence[Item], right: Sequence[Item], likeness: Callable[[Item, Item], float], *, least: float = 0.5
) -> list[Pair]:
    """Every item of both sides once, ``None`` where it has no partner; ``likeness`` below ``least`` makes no pair."""
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    alike = [[likeness(one, other) for other in right] for one in left]
    for i in range(len(left) - 1, -1, -1):
        row, below, own = best[i], best[i + 1], alike[i]
        for j in range(len(right) - 1, -1, -1):
            paired = own[j] + below[j + 1] if own[j] >= least else 0.0
            row[j] = max(below[j], row[j + 1], paired)
    return _path(best, alike, least)


def _path(best: Sequence[Sequence[float]], alike: Sequence[Sequence[float]], least: float) -> list[Pair]:
    pairs: list[Pair] = []
    i, j, rows, columns = 0, 0, len(best) - 1, len(best[0]) - 1
    while i < rows and j < columns:
        if alike[i][j] >= least and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    return [*pairs, *((left, None) for left in range(i, rows)), *((None, right) for right in range(j, columns))]
