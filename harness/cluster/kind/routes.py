"""Which node must know the way to which pods and services: clusters of one network reach each other, others do not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node of a cluster: its container's name, its address, and the pod range it was given.

    ``pods`` is empty where a network plugin gives out pod addresses without asking Kubernetes.
    """

    name: str
    address: str
    pods: str  # 10.10.0.0/24


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A cluster on a network; ``nodes`` begins with the control plane, which answers for services."""

    network: str
    services: str  # 10.255.10.0/24
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """On ``node``, packets to ``subnet`` go by ``gateway``."""

    node: str
    subnet: str
    gateway: str


def routes(members: Sequence[Member]) -> Iterator[Route]:
    """Routes in both directions between all clusters of equal network."""
    for here in members:
        for there in members:
            if here is there or here.network != there.network:
                continue
            for node in here.nodes:
                for peer in (peer for peer in there.nodes if peer.pods):
                    yield Route(node=node.name, subnet=peer.pods, gateway=peer.address)
                yield Route(node=node.name, subnet=there.services, gateway=there.nodes[0].address)
