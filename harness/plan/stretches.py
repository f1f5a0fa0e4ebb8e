"""Dealing a list of pages to workers so that each gets pages that stand beside each other in it.

Pages that stand on the same come one after the other in the list, so a worker that walks through a stretch of it makes
each start state once. A worker that is done takes the later half of the longest stretch that is left.
"""

from collections import deque
from collections.abc import Hashable, Mapping, Sequence
from typing import Generic, TypeVar

W = TypeVar("W", bound=Hashable)


class Stretches(Generic[W]):
    """``weights`` are what each page costs, in the order of the list; only their proportions count."""

    def __init__(self, weights: Mapping[str, float], workers: Sequence[W]) -> None:
        self._weights = weights
        parts = cut(list(weights.items()), len(workers))
        self._stretches = {worker: deque(part) for worker, part in zip(workers, parts, strict=True)}

    def take(self, worker: W) -> str | None:
        """The next page for a worker, ``None`` when all are given out."""
        own = self._stretches.setdefault(worker, deque())
        if not own:
            own.extend(self._half())
        return own.popleft() if own else None

    def _half(self) -> list[str]:
        """The later half of the longest stretch, taken from whoever has it; all of it where it is a single page."""
        longest = max(self._stretches.values(), key=self._weight)
        _, half = cut([(name, self._weights[name]) for name in longest], 2)
        for _ in half:
            longest.pop()
        return half

    def _weight(self, names: "deque[str]") -> float:
        return sum(self._weights[name] for name in names)


def cut(weighted: Sequence[tuple[str, float]], count: int) -> list[list[str]]:
    """The list in ``count`` parts of about the same weight; where there are too few for all, the last ones get some."""
    whole = sum(weight for _, weight in weighted)
    parts: list[list[str]] = [[] for _ in range(count)]
    before = 0.0
    for number, (name, weight) in enumerate(weighted):
        middle = (before + weight / 2) / whole if whole else 0.0
        parts[max(min(int(middle * count), count - 1), count - len(weighted) + number)].append(name)
        before += weight
    return parts
