"""Pods as the API tells of them, why each is as it is, and which cannot start."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from harness.cluster.pod_troubles import containers_of, troubles_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Pod:
    """A pod and why it is as it is; ``reasons`` are empty for one that is well.

    ``troubles`` are those that keep it from starting: an image that cannot be pulled, a container that ends again and
    again, no node with room.
    """

    namespace: str
    name: str
    phase: str
    restarts: int
    reasons: tuple[str, ...]
    troubles: tuple[str, ...] = ()


def read_pods(answer: str) -> list[Pod] | None:
    """The pods of ``kubectl get pods -o json``; ``None`` where it answered something else."""
    try:
        items = json.loads(answer)["items"]
    except (ValueError, KeyError, TypeError):
        return None
    return [pod_of(item) for item in items]


def pod_of(item: Mapping[str, Any]) -> Pod:
    status = item.get("status", {})
    return Pod(
        namespace=item["metadata"].get("namespace", ""),
        name=item["metadata"]["name"],
        phase="Terminating" if "deletionTimestamp" in item["metadata"] else status.get("phase", "Unknown"),
        restarts=sum(one.get("restartCount", 0) for one in containers_of(status)),
        reasons=() if status.get("phase") == "Succeeded" else tuple(reasons_of(status)),
        troubles=() if "deletionTimestamp" in item["metadata"] else tuple(map(str, troubles_of(status))),
    )


def reasons_of(status: Mapping[str, Any]) -> Iterator[str]:
    """Why a pod is as it is: its own reason, its containers', and the conditions that it does not meet."""
    if status.get("reason"):
        yield f"{status['reason']}: {status.get('message', '')}"
    for container in containers_of(status):
        yield from container_reasons(container)
    for condition in status.get("conditions", ()):
        if condition.get("status") == "False" and condition.get("message"):
            yield f"{condition['type']} is False: {condition['message']}"


def container_reasons(container: Mapping[str, Any]) -> Iterator[str]:
    """Why a container waits, why it ended, and why it ended before."""
    state, last = container.get("state", {}), container.get("lastState", {})
    for word, details in (
        ("waits", state.get("waiting")),
        ("ended", state.get("terminated")),
        ("ended before", last.get("terminated")),
    ):
        if details is None or (word == "ended" and details.get("exitCode") == 0):
            continue
        status = f" with exit code {details['exitCode']}" if "exitCode" in details else ""
        message = f": {details['message'].strip()}" if details.get("message") else ""
        yield f"container {container['name']} {word}{status}, {details.get('reason', 'no reason')}{message}"


def shown_pods(pods: Sequence[Pod]) -> str:
    """A table of pods with the reasons of each below it."""
    if not pods:
        return "no pods"
    lines = []
    for pod in pods:
        lines.append(f"{pod.namespace}/{pod.name}  {pod.phase}  restarts: {pod.restarts}")
        lines += [f"  {reason}" for reason in pod.reasons]
    return "\n".join(lines)
