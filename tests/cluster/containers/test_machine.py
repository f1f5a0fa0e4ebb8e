from dataclasses import replace

import pytest

from harness.cluster.containers.machine import GIB, Lack, Machine, lacks
from harness.cluster.fleet.topology import default_topology
from harness.settings.sections import NodeSettings

GOOD = Machine(cgroup=2, rootless=False, memory=16 * GIB, disk=100 * GIB, inotify_instances=1024)


@pytest.mark.parametrize(
    ("machine", "clusters", "settings", "expected"),
    [
        pytest.param(GOOD, 3, NodeSettings(), [], id="nothing"),
        pytest.param(
            replace(GOOD, inotify_instances=128),
            3,
            NodeSettings(),
            [
                Lack(
                    message="fs.inotify.max_user_instances is 128, 3 nodes need 192",
                    remedy="sudo sysctl fs.inotify.max_user_instances=1024 fs.inotify.max_user_watches=524288",
                )
            ],
            id="inotify",
        ),
        pytest.param(
            replace(GOOD, inotify_instances=128), 2, NodeSettings(), [], id="two nodes do with the usual limit"
        ),
        pytest.param(
            replace(GOOD, disk=3 * GIB),
            2,
            NodeSettings(),
            [
                Lack(
                    message="3.0 GiB free where the container engine keeps its data, 2 nodes need 3.5",
                    remedy="free some (docker system prune), or move the engine's data folder",
                )
            ],
            id="disk",
        ),
        pytest.param(
            replace(GOOD, disk=3 * GIB), 2, NodeSettings(node_image="x"), [], id="an image that is there already"
        ),
        pytest.param(replace(GOOD, disk=None, inotify_instances=None), 2, NodeSettings(), [], id="a remote engine"),
        pytest.param(
            replace(GOOD, memory=2 * GIB),
            3,
            NodeSettings(),
            [
                Lack(
                    message="2.0 GiB of memory, 3 nodes need 2.2",
                    remedy="use a larger machine, or fewer fleets at a time (--fleets)",
                )
            ],
            id="memory",
        ),
    ],
)
def test_lacks(machine: Machine, clusters: int, settings: NodeSettings, expected: list[Lack]) -> None:
    assert list(lacks(machine, default_topology(clusters), settings)) == expected
