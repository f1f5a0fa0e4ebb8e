"""What a machine lacks for kind, said before anything is started, each with what to do about it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from harness.cluster.fleet.topology import Topology
from harness.cluster.kind.docker import EngineInfo
from harness.settings.sections import KindSettings

GIB = 1 << 30
MEMORY = 0.75 * GIB  # of a cluster with little in it; 0.5 to 0.6 were measured
DISK = 1.0 * GIB  # likewise: what a node unpacks and writes
IMAGE_DISK = 1.5 * GIB  # of the published node image
INOTIFY = 64  # instances of a node: 28 right after its start, and some for each pod
CGROUP_V1_LAST = 34  # the last minor version of Kubernetes whose kubelet takes cgroup v1 by default


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What the clusters will find. ``None`` where this system does not say."""

    cgroup: int
    rootless: bool
    memory: int  # bytes
    disk: int | None  # free bytes where the engine keeps images
    inotify_instances: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """Something that is missing, without which clusters do not come up."""

    message: str
    remedy: str


def look(info: EngineInfo) -> Machine:
    """Ask this machine; an engine's folder that is not here (a remote engine, a virtual machine) has no figure."""
    limit = Path("/proc/sys/fs/inotify/max_user_instances")
    return Machine(
        cgroup=info.cgroup,
        rootless=info.rootless,
        memory=info.memory,
        disk=shutil.disk_usage(info.root).free if info.root.is_dir() else None,
        inotify_instances=int(limit.read_text()) if limit.exists() else None,
    )


def lacks(machine: Machine, topology: Topology, settings: KindSettings) -> Iterator[Lack]:
    """What ``topology`` needs and the machine does not have."""
    nodes = sum(cluster.nodes for cluster in topology.clusters)
    yield from cgroup_lacks(machine, topology, settings)
    instances = machine.inotify_instances
    if instances is not None and instances < INOTIFY * nodes:
        yield Lack(
            message=f"fs.inotify.max_user_instances is {instances}, {nodes} nodes need {INOTIFY * nodes}",
            remedy="sudo sysctl fs.inotify.max_user_instances=1024 fs.inotify.max_user_watches=524288",
        )
    disk = DISK * nodes + (0 if settings.node_image else IMAGE_DISK)
    if machine.disk is not None and machine.disk < disk:
        yield Lack(
            message=f"{machine.disk / GIB:.1f} GiB free where the container engine keeps its data,"
            f" {nodes} nodes need {disk / GIB:.1f}",
            remedy="free some (docker system prune), or move the engine's data folder",
        )
    if machine.memory and machine.memory < MEMORY * nodes:
        yield Lack(
            message=f"{machine.memory / GIB:.1f} GiB of memory, {nodes} nodes need {MEMORY * nodes / GIB:.1f}",
            remedy="use a larger machine, or fewer fleets at a time (--fleets)",
        )


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
