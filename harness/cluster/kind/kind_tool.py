"""What is to be said of kind: its commands, names, labels and network, and what it is told about one cluster."""

import logging
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from harness.cluster.containers.creation import end_creation
from harness.cluster.containers.machine import Lack, Machine
from harness.cluster.containers.tool import Making
from harness.cluster.fleet.topology import ClusterSpec, Topology
from harness.cluster.readiness import COREDNS, KUBE_PROXY
from harness.cluster.runner import CommandError
from harness.errors import SettingsError
from harness.settings.sections import KindSettings

LOG = logging.getLogger(__name__)

SLOW: Final = "could not find a log line that matches"  # kind gives a node 30 s to start, however busy the machine
CREATION: Final = 900.0  # seconds for kind itself; it may pull a node image of a gigabyte
NETWORK_VARIABLES: Final = {"docker": "KIND_EXPERIMENTAL_DOCKER_NETWORK", "podman": "KIND_EXPERIMENTAL_PODMAN_NETWORK"}
CGROUP_V1_LAST: Final = 34  # the last minor version of Kubernetes whose kubelet takes cgroup v1 by default
API_VERSION = "kind.x-k8s.io/v1alpha4"
PUBLISHED = "kindest/node"
# kind takes these; a node's container adds "-control-plane" and is a host name of at most 63 characters.
NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,48}")


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


def cluster_config(name: str, spec: ClusterSpec, settings: KindSettings) -> dict[str, Any]:
    """The kind configuration of a cluster: https://kind.sigs.k8s.io/docs/user/configuration/.

    ``config`` of the settings is merged in: tables key by key, ``nodes`` one by one, other lists are appended.
    """
    if not NAME.fullmatch(name):
        raise SettingsError(
            f"{name!r} is no name that kind takes",
            expected="up to 49 lower-case letters, digits, dots and dashes, fleet's name included",
            remedy="give the topology's clusters shorter names",
        )
    node: dict[str, Any] = {}
    if image := node_image(spec, settings):
        node["image"] = image
    for mount in settings.extra_mounts:
        if not mount.host_path.exists():
            raise SettingsError(
                f"{mount.host_path} is not there, which nodes are to have as {mount.container_path}",
                expected="an existing file or folder: a container engine would make an empty folder of it",
                remedy="correct host-path in [[cluster.kind.extra-mounts]], or make what is there first",
            )
    if settings.extra_mounts:
        node["extraMounts"] = [
            {"hostPath": str(mount.host_path), "containerPath": mount.container_path, "readOnly": mount.read_only}
            for mount in settings.extra_mounts
        ]
    config: dict[str, Any] = {
        "kind": "Cluster",
        "apiVersion": API_VERSION,
        "name": name,
        "networking": {"podSubnet": spec.pod_subnet, "serviceSubnet": spec.service_subnet},
        "nodes": [{"role": "worker" if number else "control-plane", **node} for number in range(spec.nodes)],
    }
    if settings.patches:
        config["kubeadmConfigPatches"] = list(settings.patches)
    merged = merge(config, settings.config)
    return {**merged, "name": name}


def node_image(spec: ClusterSpec, settings: KindSettings) -> str:
    """The image of a cluster's nodes, empty for kind's own; ``{version}`` in the setting is the topology's version."""
    version = f"v{spec.version.removeprefix('v')}" if spec.version else ""
    if settings.node_image:
        image = settings.node_image.replace("{version}", version)
        if version and version not in image:
            raise SettingsError(
                f"{spec.name} is to run Kubernetes {version}, but node-image is {image!r}",
                expected="a node image of that version",
                remedy="write {version} where node-image names the version, or leave one of the two out",
            )
        return image
    return f"{PUBLISHED}:{version}" if version else ""


def merge(base: Any, extra: Any) -> Any:
    """``extra`` laid over ``base``, as ``cluster_config`` says."""
    if not isinstance(base, Mapping) or not isinstance(extra, Mapping):
        return extra
    merged = dict(base)
    for key, value in extra.items():
        before = merged.get(key)
        if key == "nodes" and isinstance(before, list) and isinstance(value, list):
            pairs = zip(before, value, strict=False)
            merged[key] = [merge(old, new) for old, new in pairs] + before[len(value) :] + value[len(before) :]
        elif isinstance(before, list) and isinstance(value, list):
            merged[key] = before + value
        else:
            merged[key] = merge(before, value)
    return merged
