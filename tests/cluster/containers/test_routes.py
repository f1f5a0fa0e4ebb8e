from dataclasses import replace

import pytest

from harness.cluster.containers.routes import Member, Node, Route, routes


def member(number: int, network: str, *, nodes: int = 1) -> Member:
    return Member(
        network=network,
        pods=f"10.{number}0.0.0/16",
        services=f"10.255.{number}0.0/24",
        nodes=tuple(
            Node(name=f"c{number}-{node}", address=f"172.18.{number}.{node}", pods=f"10.{number}0.{node}.0/24")
            for node in range(1, nodes + 1)
        ),
    )


def test_both_ways_between_clusters_of_a_network() -> None:
    assert list(routes([member(1, "a"), member(2, "a")])) == [
        Route(node="c1-1", subnet="10.20.1.0/24", gateway="172.18.2.1"),
        Route(node="c1-1", subnet="10.255.20.0/24", gateway="172.18.2.1"),
        Route(node="c2-1", subnet="10.10.1.0/24", gateway="172.18.1.1"),
        Route(node="c2-1", subnet="10.255.10.0/24", gateway="172.18.1.1"),
    ]


def test_packets_to_another_network_end_in_the_node() -> None:
    assert list(routes([member(1, "a"), member(2, "b")])) == [
        Route(node="c1-1", subnet="10.20.0.0/16"),
        Route(node="c1-1", subnet="10.255.20.0/24"),
        Route(node="c2-1", subnet="10.10.0.0/16"),
        Route(node="c2-1", subnet="10.255.10.0/24"),
    ]


def test_a_network_that_uses_the_same_ranges() -> None:
    twin = replace(member(1, "b"), services="10.255.90.0/24")
    found = [str(route) for route in routes([member(1, "a"), twin]) if route.node == "c1-1"]
    assert found == ["unreachable 10.255.90.0/24", "unreachable 10.255.10.0/24"]


@pytest.mark.parametrize(
    ("route", "text"),
    [
        (Route(node="n", subnet="10.20.0.0/16"), "unreachable 10.20.0.0/16"),
        (Route(node="n", subnet="10.20.0.0/24", gateway="172.18.0.3"), "10.20.0.0/24 via 172.18.0.3"),
    ],
)
def test_as_the_ip_command_takes_it(route: Route, text: str) -> None:
    assert str(route) == text


def test_each_node_knows_the_way_to_each_node() -> None:
    found = list(routes([member(1, "a", nodes=2), member(2, "a"), member(3, "b")]))
    assert {(route.node, route.subnet) for route in found if route.gateway} == {
        ("c1-1", "10.20.1.0/24"),
        ("c1-2", "10.20.1.0/24"),
        ("c1-1", "10.255.20.0/24"),
        ("c1-2", "10.255.20.0/24"),
        ("c2-1", "10.10.1.0/24"),
        ("c2-1", "10.10.2.0/24"),
        ("c2-1", "10.255.10.0/24"),
    }
    services_of_first = [route for route in found if route.subnet == "10.255.10.0/24" and route.node.startswith("c2")]
    assert {route.gateway for route in services_of_first} == {"172.18.1.1"}


def test_pods_without_a_range_of_their_node() -> None:
    bare = replace(member(3, "a"), nodes=(Node(name="c3", address="172.18.3.1", pods=""),))
    assert [route.subnet for route in routes([member(1, "a"), bare]) if route.node == "c1-1"] == ["10.255.30.0/24"]
