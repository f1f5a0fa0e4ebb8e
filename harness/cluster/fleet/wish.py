"""What a page asks of the pool, and how near a fleet is to that."""

from collections.abc import Sequence
from dataclasses import dataclass

from harness.cluster.fleet.pool_entry import PoolEntry
from harness.cluster.fleet.topology import Topology, has
from harness.cluster.provider import Fleet, Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """``layers`` are what the page stands on, lowest first; ``page`` is its name for messages."""

    provider: str
    topology: Topology
    page: str
    read_only: bool = False
    layers: Sequence[str] = ()
    progress: Progress

    def cost(self, entry: PoolEntry) -> tuple[int, int]:
        """Layers still to be made, and whether the fleet has to be brought back."""
        return entry.layers.cost(self.layers, used=bool(entry.used_by))

    def fits(self, fleet: Fleet) -> bool:
        return fleet.provider == self.provider and has(fleet.topology, self.topology)
