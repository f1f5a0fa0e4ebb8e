from ipaddress import IPv4Address, IPv4Network
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.cluster.address_pool import AddressPool, free_pools, ipv4_subnet, parse_pool
from harness.errors import ClusterError


def pool(text: str) -> AddressPool:
    found = parse_pool(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("subnet", "count", "size", "used", "expected"),
    [
        pytest.param(
            "172.18.0.0/16",
            2,
            50,
            [],
            ["172.18.255.205-172.18.255.254", "172.18.255.155-172.18.255.204"],
            id="from the top, without the broadcast address",
        ),
        pytest.param(
            "172.18.0.0/16",
            1,
            50,
            ["172.18.255.205-172.18.255.254", "172.18.255.155-172.18.255.204"],
            ["172.18.255.105-172.18.255.154"],
            id="below those of another fleet",
        ),
        pytest.param(
            "172.18.0.0/16",
            1,
            50,
            ["172.18.255.200-172.18.255.250"],
            ["172.18.255.105-172.18.255.154"],
            id="past ranges that somebody chose otherwise",
        ),
        pytest.param(
            "172.18.0.0/16",
            1,
            50,
            ["172.18.255.155-172.18.255.204"],
            ["172.18.255.205-172.18.255.254"],
            id="a range given back is used again",
        ),
        pytest.param(
            "10.89.0.0/24", 2, 50, [], ["10.89.0.205-10.89.0.254", "10.89.0.155-10.89.0.204"], id="a small network"
        ),
    ],
)
def test_free_pools(subnet: str, count: int, size: int, used: list[str], expected: list[str]) -> None:
    found = free_pools(IPv4Network(subnet), count=count, size=size, used=[pool(text) for text in used])
    assert [str(one) for one in found] == expected


def test_no_room() -> None:
    with pytest.raises(ClusterError) as caught:
        free_pools(IPv4Network("10.89.0.0/24"), count=3, size=50, used=[])
    assert str(caught.value) == (
        "container network 10.89.0.0/24 has no room for 3 address ranges of 50\n"
        "  expected: 150 addresses in its upper half beside 0 ranges in use\n"
        "  to fix:   end fleets that are no longer used (harness clusters down),"
        " or lower `addresses` in [cluster.metallb]"
    )


@given(
    prefix=st.integers(min_value=16, max_value=24),
    count=st.integers(min_value=1, max_value=4),
    size=st.integers(min_value=1, max_value=60),
    used=st.lists(st.tuples(st.integers(0, 65535), st.integers(0, 300)), max_size=5),
)
def test_pools_never_overlap_and_stay_in_the_upper_half(
    prefix: int, count: int, size: int, used: list[tuple[int, int]]
) -> None:
    subnet = IPv4Network(f"172.18.0.0/{prefix}")
    first = IPv4Address("172.18.0.0")
    taken = [AddressPool(first=first + start, last=first + start + length) for start, length in used]
    try:
        found = free_pools(subnet, count=count, size=size, used=taken)
    except ClusterError:
        return
    assert [int(one.last) - int(one.first) + 1 for one in found] == [size] * count
    assert all(upper.first > lower.last for upper, lower in pairwise(found))
    assert not any(one.overlaps(other) for one in found for other in taken)
    assert all(subnet[subnet.num_addresses // 2] <= one.first and one.last < subnet[-1] for one in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "10.0.0.1-10.0.0.9", AddressPool(first=IPv4Address("10.0.0.1"), last=IPv4Address("10.0.0.9")), id="range"
        ),
        pytest.param(
            "10.0.0.0/30", AddressPool(first=IPv4Address("10.0.0.0"), last=IPv4Address("10.0.0.3")), id="CIDR"
        ),
        pytest.param("fc00::1-fc00::9", None, id="IPv6 range"),
        pytest.param("fc00::/64", None, id="IPv6 CIDR"),
        pytest.param("soon", None, id="no address"),
    ],
)
def test_parse_pool(text: str, expected: AddressPool | None) -> None:
    assert parse_pool(text) == expected


@pytest.mark.parametrize("subnets", [["fc00:f853:ccd:e793::/64", "172.19.0.0/16"], ["172.19.0.0/16"]])
def test_the_subnet_is_picked_by_family(subnets: list[str]) -> None:
    assert ipv4_subnet(subnets, network="kind") == IPv4Network("172.19.0.0/16")


def test_a_network_without_ipv4() -> None:
    with pytest.raises(ClusterError) as caught:
        ipv4_subnet(["fc00::/64"], network="kind")
    assert str(caught.value) == (
        "container network 'kind' has no IPv4 subnet\n"
        "  expected: one IPv4 subnet, from which LoadBalancer addresses are given out\n"
        "  to fix:   remove the network when nothing uses it (docker network rm kind); it is then made anew"
    )
