"""Which row of an output belongs to which expected row: by name first, whatever the order."""

from collections import deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Final

from harness.match.tables.table_search import Row

MOST_TRIED: Final = 20  # rows that are tried for one that agrees


@dataclass(frozen=True, slots=True)
class RowPairs:
    """``pairs`` are expected rows with the index of the actual row of each, in expected order."""

    pairs: list[tuple[Row, int]]
    absent: list[Row]
    surplus: list[Row]


def pair_rows(
    expected: Sequence[Row],
    actual: Sequence[Row],
    *,
    keys: tuple[Callable[[Row], Hashable], Callable[[Row], Hashable]],
    agrees: Callable[[Row, Row], bool],
) -> RowPairs:
    """Rows of equal key that agree, then those of equal key, then those that agree (``...`` in a name).

    As many rows left on one side as on the other are taken for rows whose name is wrong.
    """
    waiting: dict[Hashable, deque[int]] = {}
    for number, row in enumerate(actual):
        waiting.setdefault(keys[1](row), deque()).append(number)
    queues = [waiting.get(keys[0](row), deque[int]()) for row in expected]
    pairs: dict[int, int] = {}

    def take(number: int, candidates: Sequence[int], queue: deque[int] | list[int]) -> None:
        found = next((one for one in candidates if agrees(expected[number], actual[one])), None)
        if found is not None:
            queue.remove(found)
            pairs[number] = found

    for number, queue in enumerate(queues):
        take(number, [queue[step] for step in range(min(len(queue), MOST_TRIED))], queue)
    for number, queue in enumerate(queues):
        if number not in pairs and queue:
            pairs[number] = queue.popleft()
    left = sorted(number for queue in waiting.values() for number in queue)
    for number in range(len(expected)):
        if number not in pairs:
            take(number, left[:MOST_TRIED], left)
    absent = [number for number in range(len(expected)) if number not in pairs]
    if len(absent) == len(left):
        pairs.update(zip(absent, left, strict=True))
        absent, left = [], []
    return RowPairs(
        pairs=[(expected[number], pairs[number]) for number in sorted(pairs)],
        absent=[expected[number] for number in absent],
        surplus=[actual[number] for number in left],
    )
