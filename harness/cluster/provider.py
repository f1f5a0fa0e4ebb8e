"""Where clusters come from: the values of a fleet and the Protocol that every provider keeps."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from harness.capability import Capability, Fidelity
from harness.cluster.fleet.topology import Topology

Progress = Callable[[str], None]
"""Called with a short sentence, such as ``cluster1: MetalLB``, whenever what is being waited for changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """One cluster of a fleet. ``pool`` is the LoadBalancer address range as text, ``None`` without one.

    ``user_context`` is what the user's own kubeconfig calls it, empty for clusters that the harness made.
    """

    name: str  # cluster1
    context: str  # its context in the fleet's kubeconfig
    server: str  # URL of its API server
    network: str
    pool: str | None = None
    version: str = ""
    user_context: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fleet:
    """Clusters that stand together, in one kubeconfig of their own.

    ``state`` is the folder that holds everything the fleet owns; removing a fleet removes it. ``extra`` are template
    values beyond the clusters' (node addresses, versions), see ``cluster/fleet/environment.py``. ``direct`` are
    subnets, such as ``172.18.0.0/16``, that lie on this machine: no proxy leads there.
    """

    name: str
    provider: str  # the name of the one that made it
    topology: Topology
    clusters: tuple[Cluster, ...]
    kubeconfig: Path
    state: Path
    capabilities: Mapping[Capability, Fidelity]
    path: tuple[Path, ...] = ()  # folders of tools, first on the shell's PATH
    extra: Mapping[str, str] = field(default_factory=dict)
    direct: tuple[str, ...] = ()
    owned: bool = True  # as its provider's


class FleetLayers(Protocol):
    """How fleets remember states: ``remember`` keeps this one by a name, ``return_to`` goes back.

    ``forget`` removes what was kept; a layer that is not there is fine.
    """

    def remember(self, fleet: Fleet, layer: str, /) -> None: ...
    def return_to(self, fleet: Fleet, layer: str, /, *, progress: Progress) -> None: ...
    def forget(self, fleet: Fleet, layer: str, /) -> None: ...


class ClusterProvider(Protocol):
    """Makes fleets and takes them back.

    ``create`` returns once every API server answers, nodes are Ready and LoadBalancer addresses are given out where the
    provider has them; raises ``ClusterError`` and leaves nothing behind when it cannot.
    ``reset`` brings a fleet back to the state ``create`` left it in. ``destroy`` removes all ``create`` made, nothing
    else, and may be called twice. ``sweep`` removes what fleets of dead processes left and returns their names.

    ``owned`` is False where the clusters are the user's: they are neither made nor removed, count for no limit, and
    what pages expect to be there is neither installed nor taken away. ``capabilities`` says what a fleet of that
    topology would give, before it is made. ``unavailable`` says why this machine cannot run it, empty when it can; it
    starts nothing. ``claim_namespaces`` marks namespaces that a page made on clusters of others, so that ``reset``
    finds them, and returns those as ``cluster1/name``; owned clusters need none of it. ``layers`` is what fleets
    remember states by, ``None`` where they can only be reset.
    """

    name: str
    owned: bool

    @property
    def layers(self) -> FleetLayers | None: ...

    def capabilities(self, topology: Topology, /) -> Mapping[Capability, Fidelity]: ...
    def unavailable(self, topology: Topology, /) -> str: ...
    def create(self, name: str, topology: Topology, *, progress: Progress) -> Fleet: ...
    def reset(self, fleet: Fleet, /, *, progress: Progress) -> None: ...
    def destroy(self, fleet: Fleet, /) -> None: ...
    def sweep(self) -> tuple[str, ...]: ...
    def claim_namespaces(self, fleet: Fleet, mentioned: Collection[str], /) -> tuple[str, ...]: ...
