"""Programs that an image lacks which stands in for the one of its name, as settings say: no fault of the page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import Final

from harness.match.verdict import CommandResult
from harness.programs.invocation import Invocation, calls_of, invocation
from harness.run.shell import Shell

ASKED: Final = 20.0  # seconds
NOT_THERE: Final = (
    re.compile(r'exec: "(?P<program>[^"]+)": (?:executable file not found|stat \S+: no such file)'),
    re.compile(r"(?m)^(?:\S*/)?(?:ba|da|z|a)?sh: (?:line )?(?:\d+: )?(?P<program>[\w.+/-]+): (?:command )?not found"),
)
"""How a container runtime and shells say that there is no such program."""
WORD: Final = re.compile(r"[\w.+-]+")
PODS: Final = (
    r"jsonpath='{range .items[*]}{.metadata.name}{\" \"}"
    r"{.metadata.annotations.kubectl\.kubernetes\.io/default-container}{range .spec.containers[*]}{\" \"}{.name}{\"=\"}"
    r"{.image}{end}{range .spec.initContainers[*]}{\" \"}{.name}{\"=\"}{.image}{end}{\"\n\"}{end}'"
).replace('\\"', '"')
"""A line for each pod: its name, its default container or nothing, then name and image of each container."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Containers:
    """The containers of a pod: images by name, and the one that is meant where none is named."""

    pod: str
    usual: str
    images: dict[str, str]


def without_stand_ins(result: CommandResult, shell: Shell, stand_ins: Sequence[str]) -> CommandResult:
    """The result; one that failed for want of a program in a stand-in image is no failure, and says what it lacks."""
    if not stand_ins or result.failure is None or result.output is None:
        return result
    for call, program in missed(result.command.text, result.output.text):
        image = image_of(call, shell)
        if any(fnmatchcase(image, pattern) for pattern in stand_ins):
            return replace(result, failure=None, lacks=f"no {program} in the image {image}")
    return result


def missed(command: str, output: str) -> Iterator[tuple[Invocation, str]]:
    """Calls that run a program in a pod which is not there."""
    programs = {found["program"] for pattern in NOT_THERE for found in pattern.finditer(output)}
    for call in map(invocation, (each.words for each in calls_of(command))):
        if call.program == "kubectl" and call.verb == "exec":
            words = {word for text in call.rest for word in (text, *WORD.findall(text))}
            yield from ((call, program) for program in sorted(programs & words))


def image_of(call: Invocation, shell: Shell) -> str:
    """The image of the container that a call of ``kubectl exec`` goes into; empty where that is not known."""
    flags = "".join(
        f' {flag} "{value}"' for flag, value in (("--context", call.context), ("-n", call.namespace)) if value
    )
    answer = shell.run(f'echo "{call.object}"; kubectl get pods{flags} -o {PODS}', timeout=ASKED)
    named, *pods = answer.text.splitlines() or [""]
    container = call.flag("-c", "--container")
    for pod in map(read_containers, filter(None, pods)):
        if is_named(pod.pod, named.strip()):
            return pod.images.get(container or pod.usual, "")
    return ""


def read_containers(line: str) -> Containers:
    pod, usual, *pairs = line.split(" ")
    images = dict(pair.split("=", 1) for pair in pairs if "=" in pair)
    return Containers(pod=pod, usual=usual or next(iter(images), ""), images=images)


def is_named(pod: str, named: str) -> bool:
    """Whether a pod is the one that ``POD``, ``pod/POD`` or a workload's ``KIND/NAME`` means."""
    kind, slash, name = named.partition("/")
    return pod in {named, name} or (bool(slash) and kind not in {"pod", "pods", "po"} and pod.startswith(f"{name}-"))
