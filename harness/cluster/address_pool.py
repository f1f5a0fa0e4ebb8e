"""LoadBalancer address ranges: equal slots from the top of a network, far from where nodes get theirs."""

import ipaddress
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network

from harness.errors import ClusterError


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressPool:
    """Addresses from ``first`` to ``last``, both included; MetalLB writes ``172.18.255.205-172.18.255.254``."""

    first: IPv4Address
    last: IPv4Address

    def __str__(self) -> str:
        return f"{self.first}-{self.last}"

    def overlaps(self, other: "AddressPool") -> bool:
        return self.first <= other.last and other.first <= self.last


def parse_pool(text: str) -> AddressPool | None:
    """A range as MetalLB writes it, or a CIDR; ``None`` for one of another family or no range at all."""
    try:
        if "/" in text:
            network = ipaddress.IPv4Network(text, strict=False)
            return AddressPool(first=network[0], last=network[-1])
        first, _, last = text.partition("-")
        return AddressPool(first=IPv4Address(first.strip()), last=IPv4Address(last.strip()))
    except ValueError:
        return None


def ipv4_subnet(subnets: Iterable[str], *, network: str) -> IPv4Network:
    """The IPv4 subnet among a network's, whatever their order."""
    for subnet in subnets:
        parsed = ipaddress.ip_network(subnet)
        if isinstance(parsed, IPv4Network):
            return parsed
    raise ClusterError(
        f"container network {network!r} has no IPv4 subnet",
        expected="one IPv4 subnet, from which LoadBalancer addresses are given out",
        remedy=f"remove the network when nothing uses it (docker network rm {network}); it is then made anew",
    )


def free_pools(subnet: IPv4Network, *, count: int, size: int, used: Sequence[AddressPool]) -> tuple[AddressPool, ...]:
    """``count`` ranges of ``size`` addresses that overlap none of ``used``, from the top of ``subnet``.

    Only the upper half is given out: container engines hand out addresses to nodes from the bottom.
    """
    pools: list[AddressPool] = []
    top = subnet[-2]  # the last one is the broadcast address
    middle = subnet[subnet.num_addresses // 2]
    while len(pools) < count and int(top) - size + 1 >= int(middle):
        pool = AddressPool(first=top - (size - 1), last=top)
        if not any(pool.overlaps(other) for other in used):
            pools.append(pool)
        top = pool.first - 1
    if len(pools) == count:
        return tuple(pools)
    raise ClusterError(
        f"container network {subnet} has no room for {count} address ranges of {size}",
        expected=f"{count * size} addresses in its upper half beside {len(used)} ranges in use",
        remedy="end fleets that are no longer used (harness clusters down), or lower `addresses` in [cluster.metallb]",
    )
