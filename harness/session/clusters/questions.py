"""What is asked of clusters when a command failed on them."""

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from harness.session.clusters.command_targets import ALL, Touched
from harness.session.clusters.pods import Pod

SECONDS: Final = 5.0  # for one request
HOOK_SECONDS: Final = 60.0
PODS_WITH_LOGS: Final = 6
LINES: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A command whose answer goes into the file ``topic``."""

    topic: str
    command: tuple[str, ...]
    seconds: float = SECONDS
    env: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"$ {shlex.join(self.command)}"


def first_questions(place: Touched) -> Iterator[Question]:
    """What is asked of a place whatever went wrong there."""
    for namespace in place.namespaces:
        where = within(namespace)
        yield kubectl(place, "events", "get", "events", *where, "--sort-by=.metadata.creationTimestamp")
        yield kubectl(place, "pods", "get", "pods", *where, "--output=json")
    for one in place.objects:
        words = [f"{one.kind}/{one.name}"] if one.name else [one.kind]
        selector = [f"--selector={one.selector}"] if one.selector else []
        yield kubectl(place, "objects", "describe", *words, *selector, *within(one.namespace))
    yield kubectl(place, "nodes", "describe", "nodes")


def log_questions(place: Touched, pods: Iterable[Pod], command: str) -> Iterator[Question]:
    """Logs of the pods that the command names, that belong to what it names, or that are not well."""
    names = [one.name for one in place.objects if one.name]
    concerned = [pod for pod in pods if pod.reasons or belongs(pod, names) or pod.name in command]
    concerned.sort(key=lambda pod: (not belongs(pod, names), not pod.reasons))
    for pod in concerned[:PODS_WITH_LOGS]:
        common = ("logs", pod.name, *within(pod.namespace), f"--tail={LINES}", "--all-containers", "--prefix")
        yield kubectl(place, "logs", *common)
        if pod.restarts:
            yield kubectl(place, "logs", *common, "--previous")


def hook_questions(place: Touched, hooks: Sequence[str]) -> Iterator[Question]:
    env = {"CONTEXT": place.context, "NAMESPACE": place.namespaces[0]}
    for number, hook in enumerate(hooks, start=1):
        topic = f"{place.context or 'current'}-hook-{number}"
        yield Question(topic=topic, command=("bash", "-c", hook), seconds=HOOK_SECONDS, env=env)


def kubectl(place: Touched, topic: str, *words: str) -> Question:
    context = (f"--context={place.context}",) if place.context else ()
    return Question(
        topic=f"{place.context or 'current'}-{topic}",
        command=("kubectl", *context, f"--request-timeout={SECONDS:.0f}s", *words),
    )


def within(namespace: str) -> tuple[str, ...]:
    return ("--all-namespaces",) if namespace == ALL else (f"--namespace={namespace}",)


def belongs(pod: Pod, names: Iterable[str]) -> bool:
    """Whether a pod is one of a workload that is called so."""
    return any(pod.name == name or pod.name.startswith(f"{name}-") for name in names)
