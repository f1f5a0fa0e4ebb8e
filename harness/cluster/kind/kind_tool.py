"""What is to be said of kind: its commands, the names and labels it gives, and the network it takes."""

import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import yaml

from harness.cluster.containers.creation import end_creation
from harness.cluster.containers.machine import Lack, Machine
from harness.cluster.containers.tool import Making
from harness.cluster.fleet.topology import ClusterSpec, Topology
from harness.cluster.kind.config import cluster_config
from harness.cluster.readiness import COREDNS, KUBE_PROXY
from harness.cluster.runner import CommandError
from harness.settings.sections import KindSettings

LOG = logging.getLogger(__name__)

SLOW: Final = "could not find a log line that matches"  # kind gives a node 30 s to start, however busy the machine
CREATION: Final = 900.0  # seconds for kind itself; it may pull a node image of a gigabyte
NETWORK_VARIABLES: Final = {"docker": "KIND_EXPERIMENTAL_DOCKER_NETWORK", "podman": "KIND_EXPERIMENTAL_PODMAN_NETWORK"}
CGROUP_V1_LAST: Final = 34  # the last minor version of Kubernetes whose kubelet takes cgroup v1 by default


class KindTool:
    """kind, as ``ClusterTool`` has it."""

    name = "kind"
    node_label = "io.x-k8s.kind.cluster"
    network_ready = (KUBE_PROXY,)
    system = (KUBE_PROXY, COREDNS)
    kubectl = ("kubectl", "--kubeconfig", "/etc/kubernetes/admin.conf")  # every control plane node has both

    def __init__(self, settings: KindSettings) -> None:
        """``settings`` are those of ``[cluster.kind]``."""
        self.settings = settings

    def network(self, engine: str, environ: Mapping[str, str], /) -> str:
        return environ.get(NETWORK_VARIABLES[engine]) or "kind"

    def environment(self, engine: str, /) -> Mapping[str, str]:
        return {"KIND_EXPERIMENTAL_PROVIDER": "podman"} if engine == "podman" else {}

    def lacks(self, machine: Machine, topology: Topology, /) -> Iterator[Lack]:
        return cgroup_lacks(machine, topology, self.settings)

    def create(self, making: Making, spec: ClusterSpec, cluster: str, kubeconfig: Path, /) -> None:
        """Without kind's own --wait: it only warns when its time is over."""
        config = making.state / f"{spec.name}.kind.yaml"
        config.write_text(yaml.safe_dump(cluster_config(cluster, spec, self.settings), sort_keys=False))
        words = ("create", "cluster", "--config", str(config), "--retain", "--kubeconfig", str(kubeconfig))
        run = making.engine.runner.run
        try:
            run([making.program, *words], timeout=CREATION, end=end_creation)
        except CommandError as error:
            if SLOW not in error.output:
                raise
            LOG.warning("%s: its node took longer to start than kind waits, once more", spec.name)
            run([making.program, *self.deletion(cluster, kubeconfig)])
            run([making.program, *words], timeout=CREATION, end=end_creation)

    def deletion(self, cluster: str, kubeconfig: Path | None = None, /) -> tuple[str, ...]:
        struck_off = () if kubeconfig is None else ("--kubeconfig", str(kubeconfig))
        return ("delete", "cluster", "--name", cluster, *struck_off)

    def control_plane(self, cluster: str, /) -> str:
        return f"{cluster}-control-plane"

    def context(self, cluster: str, /) -> str:
        return f"kind-{cluster}"


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
