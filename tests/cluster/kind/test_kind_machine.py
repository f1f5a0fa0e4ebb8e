from dataclasses import replace

import pytest

from harness.cluster.containers.machine import GIB, Lack, Machine
from harness.cluster.fleet.topology import ClusterSpec, Topology, default_topology
from harness.cluster.kind.kind_tool import cgroup_lacks, minor_of
from harness.settings.sections import KindSettings

GOOD = Machine(cgroup=2, rootless=False, memory=16 * GIB, disk=100 * GIB, inotify_instances=1024)
OLD = Topology(name="old", clusters=(ClusterSpec(name="cluster1", version="v1.34.4"),))
BOOT = "boot with systemd.unified_cgroup_hierarchy=1 (cgroup v2 is the default of current distributions)"


@pytest.mark.parametrize(
    ("machine", "clusters", "settings", "expected"),
    [
        pytest.param(GOOD, 3, KindSettings(), [], id="nothing"),
        pytest.param(
            replace(GOOD, cgroup=1),
            1,
            KindSettings(),
            [
                Lack(
                    message="cgroup v1, which the kubelet of kind's node image refuses",
                    remedy=f"{BOOT}, or name a node image of Kubernetes 1.34 or older that starts on it:"
                    " node-image in [cluster.kind]",
                )
            ],
            id="cgroup v1",
        ),
        pytest.param(replace(GOOD, cgroup=1), 1, KindSettings(node_image="x"), [], id="cgroup v1 with an image for it"),
        pytest.param(
            replace(GOOD, cgroup=1, rootless=True),
            1,
            KindSettings(node_image="x"),
            [Lack(message="a rootless container engine on cgroup v1", remedy=BOOT)],
            id="rootless on cgroup v1",
        ),
    ],
)
def test_lacks(machine: Machine, clusters: int, settings: KindSettings, expected: list[Lack]) -> None:
    assert list(cgroup_lacks(machine, default_topology(clusters), settings)) == expected


def test_an_older_kubernetes_takes_cgroup_v1() -> None:
    assert list(cgroup_lacks(replace(GOOD, cgroup=1), OLD, KindSettings())) == []


@pytest.mark.parametrize(("version", "minor"), [("v1.34.4", 34), ("1.9", 9), ("", None), ("v1", None)])
def test_minor_versions(version: str, minor: int | None) -> None:
    assert minor_of(version) == minor
