"""Names of pods that a page took from its author's cluster, and what these pods are called here."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from harness.match.lines.shape import MINUTE, POD, SET
from harness.plan.step import Command
from harness.run.shell import Shell

NAME: Final = re.compile(
    rf"""
    (?:(?<=pod/) | (?<=pods/) | (?<=po/) | (?<![\w./$-]))
    (?P<name>(?P<owner>[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)-{SET}-{POD})
    (?:\.(?P<namespace>[a-z0-9-]+))?  # as some programs name a pod
    (?![\w-])
    """,
    re.VERBOSE,
)
"""A pod of a deployment."""
JOB: Final = re.compile(rf"(?<![\w.$-])(?P<name>(?P<owner>[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)-{MINUTE})(?![\w.-])")
"""A Job of a CronJob."""
CONTEXT: Final = re.compile(r"--context[= ](?:\"[^\"]*\"|'[^']*'|\S+)")
NAMESPACE: Final = re.compile(r"(?:--namespace|-n)[= ](?P<name>[a-z0-9-]+)")
ASKED: Final = 20.0  # seconds
LIST: Final = "kubectl get {} --all-namespaces --no-headers --output custom-columns=:metadata.namespace,:metadata.name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pod:
    """A pod, or another object, that is there."""

    namespace: str
    name: str


def with_names_of_here(command: Command, shell: Shell) -> Command:
    """The command with pods that do not exist replaced by others of the same deployment; its notes tell each.

    Asked is the cluster of the command's own ``--context``, else the current one. A name that no pod here can stand for
    stays as it is.
    """
    if not command.needs:
        return command
    called: dict[str, str] = {}
    if NAME.search(command.text) is not None:
        called |= names_of_here(command.text, listed("pods", command, shell))
    if JOB.search(command.text) is not None:
        called |= jobs_of_here(command.text, listed("jobs", command, shell))
    text = command.text
    for name, here in called.items():
        text = text.replace(name, here)
    notes = [
        f"the page's {'pod' if NAME.fullmatch(name) else 'Job'} {name} is {here} here" for name, here in called.items()
    ]
    return replace(command, text=text, notes=(*command.notes, *notes)) if called else command


def listed(kind: str, command: Command, shell: Shell) -> list[Pod]:
    """The objects of a kind on the cluster that a command means."""
    context = CONTEXT.search(command.text)
    ask = LIST.format(kind)
    answer = shell.run(f"{ask} {context[0]}" if context else ask, timeout=ASKED)
    lines = [line.split() for line in answer.text.splitlines()] if answer.status == 0 else []
    return [Pod(namespace=line[0], name=line[1]) for line in lines if len(line) == 2]


def jobs_of_here(text: str, jobs: Sequence[Pod]) -> Mapping[str, str]:
    """For each Job of a CronJob that a text names and that is not there: the first one of the same CronJob."""
    there = {job.name for job in jobs}
    called: dict[str, str] = {}
    for found in JOB.finditer(text):
        alike = re.compile(rf"{re.escape(found['owner'])}-{MINUTE}")
        here = next((name for name in sorted(there) if alike.fullmatch(name)), None)
        if found["name"] not in there and here is not None:
            called[found["name"]] = here
    return called


def names_of_here(text: str, pods: Sequence[Pod]) -> Mapping[str, str]:
    """For each pod that a text names and that is not there: one of the same deployment, another one for each name."""
    there = {pod.name for pod in pods}
    told = NAMESPACE.search(text)
    called: dict[str, str] = {}
    for found in NAME.finditer(text):
        if found["name"] in there or found["name"] in called:
            continue
        namespace = found["namespace"] or (told["name"] if told else None)
        alike = re.compile(rf"{re.escape(found['owner'])}-{SET}-{POD}")
        here = [pod.name for pod in pods if alike.fullmatch(pod.name) and namespace in {None, pod.namespace}]
        fresh = [name for name in here if name not in called.values()]
        if here:
            called[found["name"]] = (fresh or here)[0]
    return called
