from pathlib import Path
from typing import Any

import pytest

from harness.cluster.fleet.topology import ClusterSpec
from harness.cluster.kind.kind_tool import cluster_config, merge, node_image
from harness.errors import SettingsError
from harness.settings.sections import KindSettings, MountSetting

SPEC = ClusterSpec(name="cluster2", pod_subnet="10.20.0.0/16", service_subnet="10.255.20.0/24")


def test_without_settings_only_the_topology_counts() -> None:
    assert cluster_config("harness-1-cluster2", SPEC, KindSettings()) == {
        "kind": "Cluster",
        "apiVersion": "kind.x-k8s.io/v1alpha4",
        "name": "harness-1-cluster2",
        "networking": {"podSubnet": "10.20.0.0/16", "serviceSubnet": "10.255.20.0/24"},
        "nodes": [{"role": "control-plane"}],
    }


def test_settings_are_laid_on_top(tmp_path: Path) -> None:
    settings = KindSettings(
        node_image="local/node:v1.34.4",
        config={
            "networking": {"disableDefaultCNI": True},
            "nodes": [{"extraPortMappings": [{"containerPort": 80}]}],
            "name": "taken from the fleet, not from here",
        },
        patches=("kind: KubeletConfiguration\n",),
        extra_mounts=(MountSetting(host_path=tmp_path, container_path="/images", read_only=True),),
    )
    node: dict[str, Any] = {
        "image": "local/node:v1.34.4",
        "extraMounts": [{"hostPath": str(tmp_path), "containerPath": "/images", "readOnly": True}],
    }
    two_nodes = ClusterSpec(name="cluster1", nodes=2)
    assert cluster_config("a", two_nodes, settings) == {
        "kind": "Cluster",
        "apiVersion": "kind.x-k8s.io/v1alpha4",
        "name": "a",
        "networking": {"podSubnet": "10.10.0.0/16", "serviceSubnet": "10.255.10.0/24", "disableDefaultCNI": True},
        "nodes": [
            {"role": "control-plane", **node, "extraPortMappings": [{"containerPort": 80}]},
            {"role": "worker", **node},
        ],
        "kubeadmConfigPatches": ["kind: KubeletConfiguration\n"],
    }


@pytest.mark.parametrize(
    ("base", "extra", "expected"),
    [
        pytest.param({"a": 1}, {"b": 2}, {"a": 1, "b": 2}, id="keys join"),
        pytest.param({"a": {"b": 1, "c": 2}}, {"a": {"c": 3}}, {"a": {"b": 1, "c": 3}}, id="tables key by key"),
        pytest.param({"a": [1]}, {"a": [2]}, {"a": [1, 2]}, id="lists are appended"),
        pytest.param(
            {"nodes": [{"a": 1}, {"a": 2}]},
            {"nodes": [{"b": 1}]},
            {"nodes": [{"a": 1, "b": 1}, {"a": 2}]},
            id="nodes in turn",
        ),
        pytest.param({"nodes": []}, {"nodes": [{"b": 1}]}, {"nodes": [{"b": 1}]}, id="more nodes"),
    ],
)
def test_merge(base: Any, extra: Any, expected: Any) -> None:
    assert merge(base, extra) == expected


@pytest.mark.parametrize(
    ("version", "setting", "expected"),
    [
        pytest.param("", "", "", id="kind's own"),
        pytest.param("v1.33.1", "", "kindest/node:v1.33.1", id="the published image of a version"),
        pytest.param("1.33.1", "", "kindest/node:v1.33.1", id="a version without its v"),
        pytest.param("v1.33.1", "local/node:{version}", "local/node:v1.33.1", id="a template"),
        pytest.param("", "local/node:v1.34.4", "local/node:v1.34.4", id="an image for all"),
    ],
)
def test_node_images(version: str, setting: str, expected: str) -> None:
    assert node_image(ClusterSpec(name="cluster1", version=version), KindSettings(node_image=setting)) == expected


def test_two_opinions_on_the_version() -> None:
    with pytest.raises(SettingsError) as caught:
        node_image(ClusterSpec(name="cluster1", version="v1.33.1"), KindSettings(node_image="local/node:v1.34.4"))
    assert str(caught.value) == (
        "cluster1 is to run Kubernetes v1.33.1, but node-image is 'local/node:v1.34.4'\n"
        "  expected: a node image of that version\n"
        "  to fix:   write {version} where node-image names the version, or leave one of the two out"
    )


@pytest.mark.parametrize("name", ["Cluster_1", "x" * 50, "-a"])
def test_a_name_that_kind_refuses(name: str) -> None:
    with pytest.raises(SettingsError) as caught:
        cluster_config(name, SPEC, KindSettings())
    assert str(caught.value) == (
        f"{name!r} is no name that kind takes\n"
        "  expected: up to 49 lower-case letters, digits, dots and dashes, fleet's name included\n"
        "  to fix:   give the topology's clusters shorter names"
    )


def test_a_mount_of_nothing() -> None:
    mount = MountSetting(host_path=Path("/no/such/folder"), container_path="/images")
    with pytest.raises(SettingsError) as caught:
        cluster_config("a", SPEC, KindSettings(extra_mounts=(mount,)))
    assert str(caught.value) == (
        "/no/such/folder is not there, which nodes are to have as /images\n"
        "  expected: an existing file or folder: a container engine would make an empty folder of it\n"
        "  to fix:   correct host-path in [[cluster.kind.extra-mounts]], or make what is there first"
    )
