"""Commands that cannot simply be run: they never end, ask a person for something, or are not complete as written."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from shutil import which
from types import MappingProxyType
from typing import Final

from harness.plan.alternatives.phrases import platforms
from harness.plan.commands.behaviour import Behaviour, behaviour, ends_in_time
from harness.plan.commands.editor import works_alone
from harness.plan.step import Elsewhere, Stay
from harness.programs.invocation import SHELLS, Invocation, base_name, invocation
from harness.programs.names import KUBECTL_WITH_TERMINALS, RUNNING_INSIDE
from harness.programs.registry import remembered
from harness.shell.script import Call, Script

REASONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "rights": "needs administrator rights: {}",
        "edits": "opens an editor: {}",
        "waits": "waits for a person: {}",
        "remote": "runs on another machine: {}",
        "kills": "would kill processes of other users: {}",  # other pages run at the same time
        "redraws": "runs until interrupted: {}",
        "asks": "waits for input: {}",
        "serves": "serves until interrupted: {}",
        "watches": "watches until interrupted: {}",
    }
)
UNFILLED: Final = re.compile(r"(?:--[\w-]+=)?(?:[\w:+/-]*\w\.\.\.\w*|(?:\w+/)?[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)")
"""What is no name of an object: one has no three dots, and no capital letters."""
STAYS: Final[Mapping[str, Stay]] = MappingProxyType({"serves": Stay.SERVES, "watches": Stay.WATCHES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindrance:
    """Why a command is not run like others.

    ``stays`` says that it can run in a terminal of its own; then ``ports`` are those that it will listen on, and
    ``later`` finds lines that it prints only when it is used. ``opens_shell``: what the page shows next is typed into
    it, see ``nested_shell``; ``where`` is where that shell is, ``None`` for one on this machine. ``of_machine``: that
    is what hinders, and no fault of the page.
    """

    reason: str
    stays: Stay | None = None
    ports: tuple[int, ...] = ()
    later: str = ""
    opens_shell: bool = False
    where: Elsewhere | None = None
    of_machine: bool = False


def hindrance(script: Script, *, editor: str = "") -> Hindrance | None:
    """What hinders, the strongest first; ``None`` for most commands. ``editor`` is the one that the page names."""
    if unfilled := script.placeholders or [word for call in script.calls for word in unfilled_in(call)]:
        return Hindrance(reason=f"has to be filled in by the reader: {', '.join(unfilled)}")
    if script.endless and not script.background:
        return Hindrance(reason="loops until interrupted")
    called = any(call.program in script.functions for call in script.calls)
    running = (call for call in script.calls if not call.background and (called or not call.in_function))
    found = [each for call in running if (each := of_call(call, editor=editor)) is not None]
    return min(found, key=lambda each: each.stays is not None, default=None)


def unfilled_in(call: Call) -> Iterator[str]:
    """Words of a call about a cluster that stand for a name, as ``POD_NAME``, or are cut short (``123...456``)."""
    if invocation(call.words).profile.needs:
        yield from (word for word in takewhile(lambda word: word != "--", call.words) if UNFILLED.fullmatch(word))


def of_call(call: Call, *, editor: str = "") -> Hindrance | None:
    """What hinders one call that is not in the background."""
    return not_installed(invocation(call.words)) or of_words(call, editor=editor)


def not_installed(seen: Invocation) -> Hindrance | None:
    """Of a program that makes clusters, whether it is here, which may change while others are planned."""
    if seen.program not in platforms().makers or which(seen.program) is not None:
        return None
    reason = f"unsupported here: {seen.program}, which makes clusters, is not installed"
    return Hindrance(reason=reason, where=Elsewhere.PLATFORM, of_machine=True)


@remembered(4096)
def of_words(call: Call, *, editor: str) -> Hindrance | None:
    """What hinders a call on any machine."""
    seen = invocation(call.words)
    rule = RULES.get(seen.program)
    if rule is not None and (found := rule(call, seen)) is not None:
        return found
    done = behaviour(call)
    if done is None and (cloud := platforms().programs.get(seen.program)) is not None:
        reason = f"unsupported here: {seen.program} needs an account of {cloud}"
        return Hindrance(reason=reason, where=Elsewhere.PLATFORM)
    if done is None or (done.act == "edits" and done.name != seen.program and works_alone(editor)):
        return None
    return hindering(done, seen)


def hindering(done: Behaviour, seen: Invocation) -> Hindrance:
    return Hindrance(
        reason=REASONS[done.act].format(done.name),
        stays=STAYS.get(done.act),
        ports=done.ports,
        later=done.later,
        opens_shell=done.act == "remote" and seen.program == "ssh",
    )


def kubectl(call: Call, seen: Invocation) -> Hindrance | None:
    if seen.verb in KUBECTL_WITH_TERMINALS and terminal(seen) and not call.fed:
        return in_pod(seen)
    return None


def terminal(seen: Invocation) -> bool:
    return seen.letter("t") or seen.has("--tty", "--stdin", "--interactive")


def in_pod(seen: Invocation) -> Hindrance | None:
    """A shell in a pod takes what the page shows next; any other program there comes to its end."""
    inside = seen.rest or seen.verbs[2:]
    if not inside and seen.verb == "exec":
        return None
    if inside and (invocation(inside).program not in SHELLS or "-c" in inside):
        return None
    return Hindrance(reason=f"opens a shell in a pod: kubectl {seen.verb}", opens_shell=True, where=Elsewhere.POD)


def docker(_call: Call, seen: Invocation) -> Hindrance | None:
    if seen.verb in RUNNING_INSIDE and seen.letter("t") and seen.verbs and base_name(seen.verbs[-1]) in SHELLS:
        return Hindrance(reason=f"opens a shell in a container: docker {seen.verb}", opens_shell=True)
    return None


def shell(call: Call, seen: Invocation) -> Hindrance | None:
    """A shell without a script waits for what a person types."""
    if seen.flags or seen.verbs or call.fed or ends_in_time(call.words):
        return None
    return Hindrance(reason=f"opens a shell: {seen.program}", opens_shell=True)


RULES: Final[Mapping[str, Callable[[Call, Invocation], Hindrance | None]]] = MappingProxyType(
    {"kubectl": kubectl, "docker": docker, "podman": docker, **dict.fromkeys(SHELLS, shell)}
)
