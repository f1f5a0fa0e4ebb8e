"""What kind's own node images ask of a machine, beyond what all clusters of containers need."""

from collections.abc import Iterator
from typing import Final

from harness.cluster.containers.machine import Lack, Machine
from harness.cluster.fleet.topology import Topology
from harness.settings.sections import KindSettings

CGROUP_V1_LAST: Final = 34  # the last minor version of Kubernetes whose kubelet takes cgroup v1 by default


def cgroup_lacks(machine: Machine, topology: Topology, settings: KindSettings) -> Iterator[Lack]:
    """Kubernetes 1.35 and newer refuse cgroup v1, and so does what kind publishes today."""
    if machine.cgroup != 1:
        return
    boot = "boot with systemd.unified_cgroup_hierarchy=1 (cgroup v2 is the default of current distributions)"
    if machine.rootless:
        yield Lack(message="a rootless container engine on cgroup v1", remedy=boot)
    minors = {minor_of(cluster.version) for cluster in topology.clusters}
    if not settings.node_image and any(minor is None or minor > CGROUP_V1_LAST for minor in minors):
        yield Lack(
            message="cgroup v1, which the kubelet of kind's node image refuses",
            remedy=f"{boot}, or name a node image of Kubernetes 1.{CGROUP_V1_LAST} or older"
            " that starts on it: node-image in [cluster.kind]",
        )


def minor_of(version: str) -> int | None:
    """34 of ``v1.34.4``; ``None`` for no version."""
    parts = version.removeprefix("v").split(".")
    return int(parts[1]) if len(parts) > 1 and parts[1].isdecimal() else None
