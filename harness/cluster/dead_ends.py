"""States of a cluster's objects that waiting does not change, read from what the API lists."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from harness.check.typo import typo_of
from harness.cluster.pod_troubles import CRASHING, PULL_FAILED, Trouble, troubles_of

Item = Mapping[str, Any]

RESTARTS: Final = 4  # of a container that crashes: over a minute of tries, and the next pause is one of its own
AT_ONCE: Final = 0.0
REFUSED: Final = 4.0  # seconds that a refusal must stand: a quota counts what was just deleted a moment longer
UNSCHEDULABLE: Final = 15.0
REPORTED: Final = 8.0  # that a controller must stand by what it says of a custom resource: most try again at once
PULLING: Final = 45.0  # for three tries of a pull whose registry may only have had a hiccup
"""How long a state must last, in seconds, before nothing is expected of it any more."""

REFUSALS: Final = re.compile(
    r"exceeded quota|failed quota|violates PodSecurity|(?:maximum|minimum) \w+ usage|denied the request"
)
FINAL_CONDITIONS: Final = {  # kind -> condition, status and reasons (none: any) after which nothing more is tried
    "Deployment": (("Progressing", "False", frozenset({"ProgressDeadlineExceeded"})),),
    "Job": (("Failed", "True", frozenset[str]()),),
}
FINAL_REASONS: Final = re.compile(
    r"(?:\w*(?:Failed|Failure|Error|Denied|Rejected|Refused|Unsupported|NotAllowed|NotPermitted|Conflict(?:ed)?)"
    r"|(?:Invalid|Unsupported|Unknown)\w+|Invalid)"
)
"""Reasons of custom resources that are the last word on them, as long as nobody changes anything."""
FAILED_CREATE: Final = "FailedCreate"
IMAGE_MESSAGE: Final = 160  # characters of what a registry said
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


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadEnd:
    """``owner`` is the kind and name of the object's controller; ``blameless`` says that no page can be at fault.

    ``image`` is one of which a registry says that it does not have it, empty for any other end.
    """

    kind: str
    namespace: str
    name: str
    reason: str
    patience: float = AT_ONCE
    blameless: bool = False
    image: str = ""
    created: str = ""  # as the API writes times
    owner: tuple[str, str] = ("", "")
    labels: Mapping[str, str] = field(default_factory=dict, compare=False)

    def __str__(self) -> str:
        return f"{self.kind.lower()} {self.namespace}/{self.name}: {self.reason}"


def dead_pods(pods: Sequence[Item], nodes: Sequence[Item]) -> Iterator[DeadEnd]:
    """Pods that do not start. ``nodes`` are needed only where a pod has none."""
    for pod in pods:
        if "deletionTimestamp" not in pod["metadata"]:
            for trouble in troubles_of(pod.get("status", {})):
                if (judged := judge(pod, trouble, nodes)) is not None:
                    patience, blameless = judged
                    image = trouble.image if trouble.no_such_image and trouble.reason in PULL_FAILED else ""
                    yield of(pod, "Pod", said(trouble), patience=patience, blameless=blameless, image=image)


def judge(pod: Item, trouble: Trouble, nodes: Sequence[Item]) -> tuple[float, bool] | None:
    """How long a trouble must last to be final, and whether the page is not to blame; ``None``: it may pass."""
    if trouble.no_such_image:
        return AT_ONCE, False
    if trouble.reason in PULL_FAILED:
        return PULLING, True
    if trouble.reason == CRASHING:
        return (AT_ONCE, False) if trouble.restarts >= RESTARTS else None
    if trouble.container or not never_fits(pod, trouble.message, nodes):
        return None
    return UNSCHEDULABLE, lacks_room(trouble.message, nodes)


def said(trouble: Trouble) -> str:
    """With the words of the registry, for an image that cannot be pulled."""
    message = " ".join(trouble.message.split())
    return f"{trouble}: {message[-IMAGE_MESSAGE:]}" if message and "Image" in trouble.reason else str(trouble)


def dead_controllers(kind: str, items: Sequence[Item]) -> Iterator[DeadEnd]:
    """Deployments and Jobs that have given up, and Deployments whose pods are refused."""
    for item in items:
        for condition in item.get("status", {}).get("conditions") or ():
            kinds = {(one[0], one[1]): one[2] for one in FINAL_CONDITIONS.get(kind, ())}
            reasons = kinds.get((condition.get("type", ""), condition.get("status", "")))
            if reasons is not None and (not reasons or condition.get("reason") in reasons):
                yield of(item, kind, f"{condition.get('reason', '')}: {condition.get('message', '')}")
            if condition.get("reason") == FAILED_CREATE and REFUSALS.search(condition.get("message", "")):
                yield of(item, kind, f"{FAILED_CREATE}: {condition['message']}", patience=REFUSED)


def refused_condition(items: Sequence[Item], kind: str, condition: str) -> Iterator[DeadEnd]:
    """Custom resources whose controller says that a condition does not hold, and why it will not."""
    for item in items:
        for one in item.get("status", {}).get("conditions") or ():
            refused = one.get("status") == "False" and FINAL_REASONS.fullmatch(one.get("reason") or "")
            if refused and one.get("type", "").lower() == condition.lower():
                yield of(item, kind, f"{one['type']} is False: {one['reason']}: {said_there(one)}", patience=REPORTED)


def misspelt_condition(items: Sequence[Item], kind: str, condition: str) -> Iterator[DeadEnd]:
    """Objects that have no such condition, and one whose name is a slip or two off."""
    for item in items if condition else ():
        names = [str(one.get("type", "")) for one in item.get("status", {}).get("conditions") or ()]
        meant = typo_of(condition, names)
        if meant and meant.casefold() != condition.casefold():
            yield of(item, kind, f"it has no condition {condition}; did you mean {meant}?", patience=REPORTED)


def said_there(condition: Item) -> str:
    return " ".join((condition.get("message") or "no message").split())[:IMAGE_MESSAGE]


def refused_pods(events: Sequence[Item]) -> Iterator[DeadEnd]:
    """What events tell of controllers whose pods are refused; ``created`` is when that happened last."""
    for event in events:
        message, about = event.get("message", ""), event.get("involvedObject", {})
        if event.get("reason") == FAILED_CREATE and REFUSALS.search(message):
            yield DeadEnd(
                kind=about.get("kind", ""),
                namespace=about.get("namespace", ""),
                name=about.get("name", ""),
                reason=f"{FAILED_CREATE}: {message}",
                patience=REFUSED,
                created=event.get("lastTimestamp") or event.get("eventTime") or "",
            )


def of(
    item: Item, kind: str, reason: str, *, patience: float = AT_ONCE, blameless: bool = False, image: str = ""
) -> DeadEnd:
    metadata = item["metadata"]
    owners = [one for one in metadata.get("ownerReferences") or () if one.get("controller")] or [{}]
    return DeadEnd(
        kind=kind,
        namespace=metadata.get("namespace", ""),
        name=metadata["name"],
        reason=reason,
        patience=patience,
        blameless=blameless,
        image=image,
        created=metadata.get("creationTimestamp", ""),
        owner=(owners[0].get("kind", ""), owners[0].get("name", "")),
        labels=metadata.get("labels") or {},
    )


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
