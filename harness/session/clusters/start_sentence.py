"""Which clusters a page runs on and how they came to its start state, in one sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from harness.cluster.fleet.lease import Lease


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """``made`` of ``layers`` had to be made, the others were there; all in ``seconds`` after the fleet was ready."""

    layers: int = 0
    made: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        return f"{self.made} of {self.layers} layers made in {self.seconds:.1f} s"


NOTHING: Final = Start()


def described(lease: Lease, start: Start = NOTHING, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """``2 embedded clusters, ready after 0.3 s; 1 of 2 layers made in 12.0 s; west is cluster1, east is cluster2``.

    ``names`` are what the page calls contexts.
    """
    fleet = lease.fleet
    count = len(fleet.clusters)
    clusters = f"{count} {fleet.provider} cluster{'s' * (count != 1)}"
    state = f"new after {lease.waited:.0f} s" if lease.created else f"ready after {lease.waited:.1f} s"
    layers = f"; {start}" if start.layers else ""
    trouble = f"; {lease.trouble}" if lease.trouble else ""
    called = ", ".join(f"{name} is {context}" for name, context in names.items())
    return f"{clusters}, {state}{layers}{trouble}{'; ' * bool(called)}{called}"
