"""Nodes of an embedded cluster."""

import pytest

from harness.cluster.embedded.cluster import nodes
from harness.cluster.fleet.topology import ClusterSpec
from harness.errors import ClusterError


def test_each_node_has_pod_addresses_of_its_own() -> None:
    spec = ClusterSpec(name="cluster2", pod_subnet="10.20.0.0/16", nodes=3)
    assert [(node["metadata"]["name"], node["spec"]["podCIDR"]) for node in nodes(spec)] == [
        ("cluster2-node1", "10.20.0.0/24"),
        ("cluster2-node2", "10.20.1.0/24"),
        ("cluster2-node3", "10.20.2.0/24"),
    ]


def test_a_small_subnet_serves_one_node() -> None:
    spec = ClusterSpec(name="cluster1", pod_subnet="10.20.0.0/26")
    assert [node["spec"]["podCIDR"] for node in nodes(spec)] == ["10.20.0.0/26"]


def test_a_subnet_too_small_for_the_nodes() -> None:
    with pytest.raises(ClusterError) as caught:
        nodes(ClusterSpec(name="cluster1", pod_subnet="10.20.0.0/24", nodes=2))
    assert str(caught.value) == (
        "cluster1: 10.20.0.0/24 has no room for the pods of 2 nodes\n"
        "  expected: a pod subnet that holds 2 networks of /24\n"
        "  to fix:   make the cluster's pod_subnet larger in the topology"
    )
