import json
from pathlib import Path
from typing import Any

import pytest

from harness.cluster.fleet.topologies import (
    clusters_of,
    named_topologies,
    named_topology,
    of_version,
    smallest_topology,
)
from harness.cluster.fleet.topology import ClusterSpec, Topology, default_topology
from harness.errors import SettingsError
from harness.plan.step import Needs
from harness.settings.sections import ClusterSetting, TopologySetting

CI: list[dict[str, Any]] = [
    {"cluster_name": "doc-cluster1", "pod_subnet": "10.10.0.0/16", "svc_subnet": "10.255.10.0/24", "network_id": 0},
    {"cluster_name": "doc-cluster2", "pod_subnet": "10.20.0.0/16", "svc_subnet": "10.255.20.0/24", "network_id": "0"},
    {
        "cluster_name": "doc-cluster3",
        "pod_subnet": "10.30.0.0/16",
        "svc_subnet": "10.255.30.0/24",
        "network_id": 1,
        "config_index": 0,
    },
]


def spec(number: int, name: str = "", *, network: int = 0) -> ClusterSpec:
    return ClusterSpec(
        name=name or f"cluster{number}",
        network=f"network{network}",
        pod_subnet=f"10.{number}0.0.0/16",
        service_subnet=f"10.255.{number}0.0/24",
    )


IMPORTED = Topology(
    name="ci", clusters=(spec(1, "doc-cluster1"), spec(2, "doc-cluster2"), spec(3, "doc-cluster3", network=1))
)
COASTS = Topology(name="coasts", clusters=(spec(1, "west"), spec(2, "east", network=1)))

TURNED = Topology(name="coasts", clusters=(spec(2, "east", network=1), spec(1, "west")))


@pytest.fixture
def ci_file(tmp_path: Path) -> Path:
    file = tmp_path / "topology.json"
    file.write_text(json.dumps(CI))
    return file


def test_clusters_of_ci(ci_file: Path) -> None:
    assert named_topologies({"ci": TopologySetting(file=ci_file)}) == {"ci": IMPORTED}


def test_ranges_that_are_not_given_are_those_of_the_place() -> None:
    setting = TopologySetting(
        clusters=(
            ClusterSetting(name="west"),
            ClusterSetting(name="east", network="network2", nodes=2, version="v1.33.1"),
        )
    )
    assert named_topology("coasts", setting).clusters == (
        ClusterSpec(name="west"),
        ClusterSpec(
            name="east",
            network="network2",
            pod_subnet="10.20.0.0/16",
            service_subnet="10.255.20.0/24",
            nodes=2,
            version="v1.33.1",
        ),
    )


@pytest.mark.parametrize(
    ("clusters", "problem"),
    [
        pytest.param(
            [ClusterSetting(name="a"), ClusterSetting(name="a")], "two clusters are called 'a'", id="same name"
        ),
        pytest.param([], "it has no clusters", id="empty"),
        pytest.param(
            [ClusterSetting(name="a", pod_subnet="10.0.0.0/8"), ClusterSetting(name="b")],
            "10.255.10.0/24 of a overlaps 10.0.0.0/8 of a",
            id="services within pods",
        ),
        pytest.param(
            [ClusterSetting(name="a"), ClusterSetting(name="b", pod_subnet="10.10.128.0/17")],
            "10.10.128.0/17 of b overlaps 10.10.0.0/16 of a",
            id="pods of two clusters on one network",
        ),
        pytest.param(
            [ClusterSetting(name="a", pod_subnet="10.10.0.1/16")],
            "a: '10.10.0.1/16' is no IPv4 range: 10.10.0.1/16 has host bits set",
            id="no range",
        ),
    ],
)
def test_a_topology_that_cannot_be(clusters: list[ClusterSetting], problem: str) -> None:
    with pytest.raises(SettingsError) as caught:
        named_topology("x", TopologySetting(clusters=tuple(clusters)))
    assert str(caught.value) == f"topology 'x': {problem}\n  to fix:   correct [topologies.x]"


def test_networks_may_use_the_same_ranges() -> None:
    setting = TopologySetting(
        clusters=(
            ClusterSetting(name="a"),
            ClusterSetting(name="b", network="other", pod_subnet="10.10.0.0/16", service_subnet="10.255.10.0/24"),
        )
    )
    assert named_topology("x", setting).networks == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("{", "{file}: not JSON: ", id="not JSON"),
        pytest.param('{"a": 1}', "{file}: not a list of clusters\n  expected: ", id="no list"),
        pytest.param(
            '[{"cluster_name": "a"}]',
            "{file}: cluster 1 has no 'pod_subnet'\n"
            "  expected: cluster_name, pod_subnet, svc_subnet and, where there are several networks, network_id",
            id="a key is missing",
        ),
    ],
)
def test_a_file_that_is_no_topology(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "topology.json"
    file.write_text(text)
    with pytest.raises(SettingsError) as caught:
        named_topology("x", TopologySetting(file=file))
    assert str(caught.value).startswith(message.format(file=file))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        named_topology("x", TopologySetting(file=tmp_path / "gone.json"))
    assert str(caught.value) == (
        f"{tmp_path / 'gone.json'}: No such file or directory\n  to fix:   correct `file` of the topology"
    )


@pytest.mark.parametrize(
    ("needs", "clusters", "expected"),
    [
        pytest.param(Needs(clusters=1), (), default_topology(1), id="made to measure"),
        pytest.param(
            Needs(clusters=2, networks=2), ("cluster1", "cluster2"), default_topology(2, 2), id="two networks"
        ),
        pytest.param(Needs(clusters=1, networks=2), (), default_topology(1), id="one cluster is on one network"),
        pytest.param(Needs(clusters=1), ("cluster3",), default_topology(3), id="the third implies the first two"),
    ],
)
def test_without_named_topologies(needs: Needs, clusters: tuple[str, ...], expected: Topology) -> None:
    assert smallest_topology(needs, (), clusters=clusters) == expected


@pytest.mark.parametrize(
    ("needs", "clusters", "expected"),
    [
        pytest.param(
            Needs(clusters=1), (), Topology(name="coasts", clusters=(spec(1),)), id="the smallest serves first"
        ),
        pytest.param(
            Needs(clusters=2, networks=1),
            ("cluster1", "cluster2"),
            Topology(name="ci", clusters=(spec(1), spec(2))),
            id="two on one network are the first two",
        ),
        pytest.param(
            Needs(clusters=3, networks=2),
            (),
            Topology(name="ci", clusters=(spec(1), spec(2), spec(3, network=1))),
            id="all three",
        ),
        pytest.param(Needs(clusters=1), ("east",), Topology(name="coasts", clusters=COASTS.clusters[1:]), id="by name"),
        pytest.param(Needs(clusters=2, networks=2), ("east",), TURNED, id="by name, and one more"),
        pytest.param(Needs(clusters=3, networks=3), (), default_topology(3, 3), id="none has three networks"),
    ],
)
def test_with_named_topologies(needs: Needs, clusters: tuple[str, ...], expected: Topology) -> None:
    assert smallest_topology(needs, (IMPORTED, COASTS), clusters=clusters) == expected


def test_two_on_two_networks_of_three() -> None:
    """The first and the third, as Istio's own multi-network tests take them."""
    assert smallest_topology(Needs(clusters=2, networks=2), (IMPORTED,)) == Topology(
        name="ci", clusters=(spec(1), spec(3, "cluster2", network=1))
    )


def test_a_name_that_no_topology_has() -> None:
    with pytest.raises(SettingsError) as caught:
        smallest_topology(Needs(clusters=2), (COASTS,), clusters=("west", "north"))
    assert str(caught.value) == (
        "no topology has cluster 'north' on 1 networks\n  expected: a topology with north, west\n"
        "  to fix:   add one to [topologies], or correct the variable's template"
    )


def test_clusters_that_variables_stand_for() -> None:
    variables = {"CTX_WEST": "{west.context}", "CTX_CLUSTER1": "{cluster1.context}", "KUBECONFIG": "{kubeconfig}"}
    assert clusters_of(("CTX_WEST", "KUBECONFIG", "UNKNOWN"), variables) == {"west"}


def test_a_version_for_clusters_that_say_none() -> None:
    topology = Topology(name="t", clusters=(ClusterSpec(name="a"), ClusterSpec(name="b", version="v1.33.1")))
    assert [one.version for one in of_version(topology, "1.34.0").clusters] == ["v1.34.0", "v1.33.1"]
    assert of_version(topology, "") == topology
