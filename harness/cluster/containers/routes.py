"""Which node must know the way to which pods and services: clusters of one network reach each other, others do not."""

import ipaddress
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
    pods: str  # 10.10.0.0/16
    services: str  # 10.255.10.0/24
    nodes: tuple[Node, ...]

    @property
    def ranges(self) -> tuple[str, str]:
        return self.pods, self.services


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """On ``node``, packets to ``subnet`` go by ``gateway``; without one they go nowhere."""

    node: str
    subnet: str
    gateway: str | None = None

    def __str__(self) -> str:
        """What ``ip route replace`` takes."""
        return f"unreachable {self.subnet}" if self.gateway is None else f"{self.subnet} via {self.gateway}"


def routes(members: Sequence[Member]) -> Iterator[Route]:
    """Routes in both directions between all clusters of equal network, and an end for packets to other networks.

    Without that end they would leave by the default route, where anything may answer.
    """
    for here in members:
        own = [subnet for member in members if member.network == here.network for subnet in member.ranges]
        for there in members:
            if here is there:
                continue
            for node in here.nodes:
                yield from ways(node, there) if here.network == there.network else ends(node, there, own)


def ways(node: Node, there: Member) -> Iterator[Route]:
    for peer in there.nodes:
        if peer.pods:
            yield Route(node=node.name, subnet=peer.pods, gateway=peer.address)
    yield Route(node=node.name, subnet=there.services, gateway=there.nodes[0].address)


def ends(node: Node, there: Member, own: Sequence[str]) -> Iterator[Route]:
    """Networks may use the same ranges; what one's own network uses stays as it is."""
    for subnet in there.ranges:
        if not any(overlap(subnet, other) for other in own):
            yield Route(node=node.name, subnet=subnet)


def overlap(one: str, other: str) -> bool:
    return ipaddress.IPv4Network(one).overlaps(ipaddress.IPv4Network(other))
