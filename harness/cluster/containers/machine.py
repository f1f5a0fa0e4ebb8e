"""What a machine lacks for clusters of containers, said before anything is started, each with what to do about it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from harness.cluster.containers.engine import EngineInfo
from harness.cluster.fleet.topology import Topology
from harness.settings.sections import NodeSettings

GIB = 1 << 30
MEMORY = 0.75 * GIB  # of a cluster with little in it; 0.5 to 0.6 were measured
DISK = 1.0 * GIB  # likewise: what a node unpacks and writes
IMAGE_DISK = 1.5 * GIB  # of the published node image
INOTIFY = 64  # instances of a node: 28 right after its start, and some for each pod


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


def lacks(machine: Machine, topology: Topology, settings: NodeSettings) -> Iterator[Lack]:
    """What ``topology`` needs and the machine does not have."""
    nodes = sum(cluster.nodes for cluster in topology.clusters)
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
