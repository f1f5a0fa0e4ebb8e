from dataclasses import replace

import pytest

from harness.cluster.fleet.topology import ClusterSpec, Topology, default_topology
from harness.cluster.kind.machine import GIB, Lack, Machine, lacks, minor_of
from harness.settings.sections import KindSettings

GOOD = Machine(cgroup=2, rootless=False, memory=16 * GIB, disk=100 * GIB, inotify_instances=1024)
OLD = Topology(name="old", clusters=(ClusterSpec(name="cluster1", version="v1.34.4"),))
BOOT = "boot with systemd.unified_cgroup_hierarchy=1 (cgroup v2 is the default of current distributions)"


@pytest.mark.parametrize(
    ("machine", "clusters", "settings", "expected"),
    [
        pytest.param(GOOD, 3, KindSettings(), [], id="nothing"),
        pytest.param(
            replace(GOOD, inotify_instances=128),
            3,
            KindSettings(),
            [
                Lack(
                    message="fs.inotify.max_user_instances is 128, 3 nodes need 192",
                    remedy="sudo sysctl fs.inotify.max_user_instances=1024 fs.inotify.max_user_watches=524288",
                )
            ],
            id="inotify",
        ),
        pytest.param(
            replace(GOOD, inotify_instances=128), 2, KindSettings(), [], id="two nodes do with the usual limit"
        ),
        pytest.param(
            replace(GOOD, disk=3 * GIB),
            2,
            KindSettings(),
            [
                Lack(
                    message="3.0 GiB free where the container engine keeps its data, 2 nodes need 3.5",
                    remedy="free some (docker system prune), or move the engine's data folder",
                )
            ],
            id="disk",
        ),
        pytest.param(
            replace(GOOD, disk=3 * GIB), 2, KindSettings(node_image="x"), [], id="an image that is there already"
        ),
        pytest.param(replace(GOOD, disk=None, inotify_instances=None), 2, KindSettings(), [], id="a remote engine"),
        pytest.param(
            replace(GOOD, memory=2 * GIB),
            3,
            KindSettings(),
            [
                Lack(
                    message="2.0 GiB of memory, 3 nodes need 2.2",
                    remedy="use a larger machine, or fewer fleets at a time (--fleets)",
                )
            ],
            id="memory",
        ),
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
    assert list(lacks(machine, default_topology(clusters), settings)) == expected


def test_an_older_kubernetes_takes_cgroup_v1() -> None:
    assert list(lacks(replace(GOOD, cgroup=1), OLD, KindSettings())) == []


@pytest.mark.parametrize(("version", "minor"), [("v1.34.4", 34), ("1.9", 9), ("", None), ("v1", None)])
def test_minor_versions(version: str, minor: int | None) -> None:
    assert minor_of(version) == minor
