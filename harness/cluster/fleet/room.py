"""How many fleets there may be at a time."""

import os
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final, Self

FLEET_MEMORY: Final = 3 << 30  # bytes of a fleet of one or two clusters with what pages install, and room to spare


@dataclass(frozen=True, slots=True)
class Room:
    """``every`` counts all fleets of a run, ``heavy`` those whose provider is none of ``light``.

    ``light`` are providers of which a machine has room for several fleets. ``heavy`` is at most ``every``.
    """

    every: int
    heavy: int
    light: Collection[str] = field(default=frozenset())

    @classmethod
    def of(cls, count: int) -> Self:
        """So many, whatever they are made of: somebody has said so."""
        return cls(count, count)

    @classmethod
    def for_workers(cls, workers: int, light: Collection[str], *, memory: int | None = None) -> Self:
        """A light fleet for each worker, as far as ``memory`` (bytes, ``None``: the machine's) goes; one heavy one."""
        bytes_here = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") if memory is None else memory
        return cls(max(1, min(workers, bytes_here // FLEET_MEMORY)), 1, frozenset(light))

    def is_heavy(self, provider: str) -> bool:
        return provider not in self.light
