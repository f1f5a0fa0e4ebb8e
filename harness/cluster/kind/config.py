"""What kind is told about one cluster: the topology's part, then the settings' on top of it."""

import re
from collections.abc import Mapping
from typing import Any

from harness.cluster.fleet.topology import ClusterSpec
from harness.errors import SettingsError
from harness.settings.sections import KindSettings

API_VERSION = "kind.x-k8s.io/v1alpha4"
PUBLISHED = "kindest/node"
# kind takes these; a node's container adds "-control-plane" and is a host name of at most 63 characters.
NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,48}")


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
