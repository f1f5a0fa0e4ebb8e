"""How many clusters on which networks: what a fleet is asked to look like."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterSpec:
    """One cluster of a topology. Clusters of equal ``network`` reach each other's pods, others do not."""

    name: str  # cluster1
    network: str = "network1"
    pod_subnet: str = "10.10.0.0/16"
    service_subnet: str = "10.255.10.0/24"
    nodes: int = 1
    version: str = ""  # of Kubernetes; empty: the toolchain's


@dataclass(frozen=True, slots=True, kw_only=True)
class Topology:
    """A named set of clusters."""

    name: str
    clusters: tuple[ClusterSpec, ...]

    @property
    def networks(self) -> int:
        return len({cluster.network for cluster in self.clusters})


def has(offered: Topology, wanted: Topology) -> bool:
    """Whether the first clusters of one topology serve as the other: enough of them, on networks split alike."""
    if len(offered.clusters) < len(wanted.clusters):
        return False
    pairs = list(zip(offered.clusters, wanted.clusters, strict=False))
    return all(
        (one.network == other.network) == (wanted_one.network == wanted_other.network)
        for one, wanted_one in pairs
        for other, wanted_other in pairs
    ) and all(mine.nodes >= asked.nodes and asked.version in {"", mine.version} for mine, asked in pairs)


def default_topology(clusters: int, networks: int = 1) -> Topology:
    """``clusters`` clusters on ``networks`` networks dealt in turn, with subnets that do not overlap."""
    specs = tuple(
        ClusterSpec(
            name=f"cluster{number}",
            network=f"network{(number - 1) % networks + 1}",
            pod_subnet=f"10.{10 * number}.0.0/16",
            service_subnet=f"10.255.{10 * number}.0/24",
        )
        for number in range(1, clusters + 1)
    )
    return Topology(name=f"{clusters}x{networks}", clusters=specs)
