"""Whether a pod that found no node could ever find one on the nodes that there are."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

HEALS: Final = re.compile(
    r"PersistentVolumeClaim|persistentvolumeclaim|node\.kubernetes\.io/|uninitialized|Too many pods|free ports"
)
"""Reasons of the scheduler's that pass: volumes are bound, nodes become ready, other pods go."""
SHORT: Final = re.compile(r"Insufficient ([\w./-]*\w)")
GROWING: Final = (
    "karpenter.sh/",
    "eks.amazonaws.com/nodegroup",
    "cloud.google.com/gke-nodepool",
    "kubernetes.azure.com/agentpool",
    "doks.digitalocean.com/node-pool",
)
"""Labels of nodes in groups that an autoscaler may enlarge."""
FACTORS: Final = {
    "n": 1e-9,
    "u": 1e-6,
    "m": 1e-3,
    "": 1.0,
    "k": 1e3,
    "M": 1e6,
    "G": 1e9,
    "T": 1e12,
    "P": 1e15,
    "E": 1e18,
    **{f"{unit}i": 1024.0**power for power, unit in enumerate("KMGTPE", start=1)},
}
QUANTITY: Final = re.compile(r"([\d.]+(?:e\d+)?)([a-zA-Z]*)")


def never_fits(pod: Mapping[str, Any], message: str, nodes: Sequence[Mapping[str, Any]]) -> bool:
    """``message`` is the scheduler's. Room that other pods take may become free, room that no node has does not."""
    if HEALS.search(message) or any(may_grow(node) for node in nodes):
        return False
    short = SHORT.findall(message)
    if not short:
        return bool(message)
    return all(any(requested(pod, resource) > allocatable(node, resource) for resource in short) for node in nodes)


def lacks_room(message: str, nodes: Sequence[Mapping[str, Any]]) -> bool:
    """Whether nodes have too little of what is theirs; a resource of another domain that one has is a page's own."""
    return any("/" not in name or not any(allocatable(node, name) for node in nodes) for name in SHORT.findall(message))


def may_grow(node: Mapping[str, Any]) -> bool:
    labels = node.get("metadata", {}).get("labels") or {}
    return any(label.startswith(GROWING) for label in labels)


def requested(pod: Mapping[str, Any], resource: str) -> float:
    """What a pod's containers ask for together; of what runs before them the most that one asks for."""
    spec = pod.get("spec", {})
    together = sum(asked(container, resource) for container in spec.get("containers") or ())
    before = (asked(container, resource) for container in spec.get("initContainers") or ())
    return max([together, *before])


def asked(container: Mapping[str, Any], resource: str) -> float:
    return quantity((container.get("resources", {}).get("requests") or {}).get(resource, "0"))


def allocatable(node: Mapping[str, Any], resource: str) -> float:
    return quantity((node.get("status", {}).get("allocatable") or {}).get(resource, "0"))


def quantity(text: object) -> float:
    """``500m``, ``1Gi``, ``2``; 0 for what is none."""
    found = QUANTITY.fullmatch(str(text))
    return float(found[1]) * FACTORS.get(found[2], 0.0) if found else 0.0
