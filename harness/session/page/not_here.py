"""What a failed command stands on that is not here: programs, an image's too, a feature gate, an engine, a cluster."""

import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import Final

from harness.match.headline import quote
from harness.match.verdict import CommandResult, Failure
from harness.parse.page import Snippet
from harness.programs.invocation import Invocation, calls_of, invocation
from harness.programs.output_pattern import Meant
from harness.programs.roles import MAKES_CLUSTERS
from harness.run.shell import Shell
from harness.session.clusters.dead_cluster import without_dead_cluster
from harness.session.clusters.watch import Watch
from harness.session.page.session_options import SessionOptions

ASKED: Final = 5.0  # seconds
MAY_BE_ANOTHER: Final = frozenset({Failure.STATUS, Failure.OUTPUT})
HEADING: Final = re.compile(r"(?m)^#{1,6}\s")
NAMED: Final = re.compile(
    r"\bfeature_gate_name=[\"']?(?P<set>\w+)"
    r"|\b(?:[Ee]nabl|[Rr]equir|[Nn]eed)\w*\b[^.`]*`(?P<told>[A-Z]\w+)`[^.\w]*feature[ -]gate"
)
"""In a shortcode, or in a sentence that says what is needed."""
REFUSED: Final = re.compile(
    r"\bis invalid\b|\bunknown field\b|strict decoding error|no matches for kind|doesn't have a resource type"
    r"|\bforbidden\b|Unsupported value|could not find the requested resource|\bdisabled\b"
)
"""How an API server answers what it does not know, or takes no part of."""
GATES_ASKED: Final = 10.0  # seconds
IMAGES_ASKED: Final = 20.0  # seconds
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


def without_what_is_not_here(
    result: CommandResult, snippet: Snippet, shell: Shell, options: SessionOptions, watch: Watch | None
) -> CommandResult:
    """The result; one that ``lacks`` something is no failure."""
    result = without_dead_cluster(result, watch)
    result = without_stand_ins(result, shell, options.stand_ins)
    result = with_program_meant(without_gate(result, snippet, shell), shell)
    made = without_maker(result, given=bool(options.capabilities))
    if made.lacks and made is not result and watch is not None:
        watch.name_contexts()
    return made


def without_maker(result: CommandResult, *, given: bool) -> CommandResult:
    """The result; a cluster that this machine cannot make, or has not made, is not missed where one was ``given``."""
    if not given or result.failure is not Failure.INFRASTRUCTURE:
        return result
    programs = (invocation(call.words).program for call in calls_of(result.command.text))
    maker = next((one for one in programs if one in MAKES_CLUSTERS), None)
    if maker is None:
        return result
    why = result.note.partition(":")[0]
    return replace(result, failure=None, lacks=f"no cluster of {maker} ({why}); the page has one without it")


def with_program_meant(result: CommandResult, shell: Shell) -> CommandResult:
    """The result; a failure is the machine's where a call is for another program of its name than is here."""
    if result.failure not in MAY_BE_ANOTHER:
        return result
    for words in (call.words for call in calls_of(result.command.text)):
        for meant in invocation(words).profile.meant:
            if not may_mean(meant, words, result.printed):
                continue
            here = version_of(words[0], shell, status=result.output.status or 0 if result.output is not None else 0)
            if re.search(meant.version, here) is None:
                first = next((line.strip() for line in here.splitlines() if line.strip()), "")
                note = f"the page means {meant.means}; `{words[0]}` of this machine is another program" + (
                    f": {quote(first)}" if first else ""
                )
                return replace(result, failure=Failure.INFRASTRUCTURE, note=note)
    return result


def may_mean(meant: Meant, words: tuple[str, ...], printed: str) -> bool:
    """Whether a call is for a program as far as its words and its output tell."""
    return re.search(meant.when, shlex.join(words)) is not None and re.search(meant.told, printed) is not None


def version_of(program: str, shell: Shell, *, status: int = 0) -> str:
    """What a program says of itself, or that it does not know the question; ``$?`` is ``status`` afterwards."""
    asked = f"command {shlex.quote(program)} --version 2>&1 </dev/null | command head -n 5; (exit {status})"
    return shell.run(asked, timeout=ASKED).text


def named_gates(snippet: Snippet) -> tuple[str, ...]:
    """Those of the page's first section and of the snippet's own, each once."""
    above = "".join(snippet.source.splitlines(keepends=True)[: snippet.at.line])
    starts = [found.start() for found in HEADING.finditer(above)] or [len(above)]
    parts = (above[: starts[0]], above[starts[-1] :])
    return tuple(dict.fromkeys(found["set"] or found["told"] for part in parts for found in NAMED.finditer(part)))


def without_gate(result: CommandResult, snippet: Snippet, shell: Shell) -> CommandResult:
    """The result; one that was refused for want of a gate which the page names is no failure, and says what it lacks.

    The API server itself tells which gates are off (``kubernetes_feature_enabled`` among its metrics); where it may not
    be asked, nothing is known.
    """
    if result.failure is not Failure.STATUS or not REFUSED.search(result.printed):
        return result
    gates = named_gates(snippet)
    if not gates:
        return result
    metrics = shell.run("kubectl get --raw /metrics | grep '^kubernetes_feature_enabled'", timeout=GATES_ASKED).text
    off = next((gate for gate in gates if re.search(rf'(?m)name="{gate}".*\}} 0$', metrics)), None)
    return result if off is None else replace(result, failure=None, lacks=f"the feature gate {off} is off")


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
    answer = shell.run(f'echo "{call.object}"; kubectl get pods{flags} -o {PODS}', timeout=IMAGES_ASKED)
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
