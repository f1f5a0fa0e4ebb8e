"""What is known of how programs say that they failed: one table."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from harness.programs.registry import program


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramErrors:
    """``lines``: how a line of it begins that tells of an error, whatever its exit status; ``None``: not known.

    ``relays`` are verbs that print what other programs have said. ``answers`` are exit statuses that answer a question
    (``grep`` found nothing). ``closed_pipe`` are those of one whose reader has read enough.
    """

    lines: re.Pattern[str] | None = None
    relays: frozenset[str] = frozenset()
    answers: frozenset[int] = frozenset()
    closed_pipe: frozenset[int] = frozenset()


def _says(*lines: str, relays: str = "", closed_pipe: int | None = None) -> ProgramErrors:
    return ProgramErrors(
        lines=re.compile(rf"(?:{'|'.join(lines)})"),
        relays=frozenset(relays.split()),
        closed_pipe=frozenset() if closed_pipe is None else frozenset({closed_pipe}),
    )


_ANSWERS: Final = ProgramErrors(answers=frozenset({1}))
_KUBECTL: Final = _says(
    r"Error from server", r"error: ", r"Warning: unknown field ", r"Unable to connect to the server",
    r'The \S+ "[^"]*" is invalid', r"The connection to the server \S+ was refused",
    relays="attach debug exec logs run",
)  # fmt: skip
_CAPITAL: Final = _says(r"Error: ", r"Error \[\w+\] ")
_CONTAINERS: Final = _says(
    r"Error response from daemon", r"(?:docker|podman): (?!.*\bpull\b)\S", r"Error: ", r"ERROR: ",
    relays="attach exec logs run start",
)  # fmt: skip

PROGRAMS: Final[Mapping[str, ProgramErrors]] = MappingProxyType(
    {
        **dict.fromkeys(("kubectl", "oc"), _KUBECTL),
        **dict.fromkeys(("helm", "istioctl", "kustomize", "linkerd", "cilium", "argocd", "flux", "yq", "gh"), _CAPITAL),
        **dict.fromkeys(("docker", "podman", "nerdctl"), _CONTAINERS),
        **dict.fromkeys(("kind", "k3d", "gcloud", "pip", "pip3"), _says("ERROR: ", r"FATA\[")),
        **dict.fromkeys(("python", "python3"), _says(r"Traceback \(most recent call last\)")),
        **dict.fromkeys(
            ("grep", "egrep", "fgrep", "zgrep", "rg", "diff", "cmp", "expr", "pgrep", "test", "[", "which"), _ANSWERS
        ),
        "curl": _says(r"(?:\* )?curl: \(\d+\) ", closed_pipe=23),
        "wget": _says(r"wget: (?:unable|bad|server)", r"ERROR \d{3}"),
        "git": _says(r"fatal: ", r"error: "),
        "jq": _says(r"jq: error", r"(?:jq: )?parse error"),
        "aws": _says(r"An error occurred \("),
        "terraform": _says(r"[\s\W]*Error: "),
        "npm": _says(r"npm (?:ERR!|error) "),
        "make": _says(r"make(?:\[\d+\])?: \*\*\* "),
        "minikube": _says(r"\W*Exiting due to "),
        "openssl": _says(r"unable to load ", r"Could not (?:open|read|find) ", r"Can't open "),
    }
)

NOTHING_KNOWN: Final = ProgramErrors()


def errors_of(name: str) -> ProgramErrors:
    """What is known of a program's errors: the table above, and ``error_lines`` of its profile."""
    known = PROGRAMS.get(name, NOTHING_KNOWN)
    profile = program(name)
    return known if profile is None or not profile.error_lines else _with_lines(known, profile.error_lines)


@lru_cache
def _with_lines(known: ProgramErrors, lines: tuple[str, ...]) -> ProgramErrors:
    patterns = [*([known.lines.pattern] if known.lines else []), *lines]
    return replace(known, lines=re.compile("|".join(f"(?:{pattern})" for pattern in patterns)))


BROKEN_PIPE: Final = re.compile(r"broken ?pipe|EPIPE", re.IGNORECASE)
"""How programs say that nobody reads on; the signal for it is 13."""
SIGPIPE: Final = 128 + 13
TIME_UP: Final = 124
"""The exit status of ``timeout``, which ends what is meant to be ended."""

SYSTEM: Final = re.compile(
    r"(?:bash: (?:line \d+: )?)?(?P<program>[\w.+-]+): (?:.*: )?"
    r"(?:command not found|No such file or directory|Permission denied|Is a directory|Not a directory"
    r"|invalid (?:input|option|argument|date)\b.*|cannot .*|can't .*)"
)
"""How bash and the programs of every system say that they could not do what they were told."""

UNKNOWN_FIELD: Final = re.compile(r"Warning: unknown field ")
