"""Commands that cannot simply be run: they never end, ask a person for something, or are not complete as written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from harness.plan.invocation import SHELLS, Invocation, invocation
from harness.plan.programs import INTERACTIVE, REMOTE, WATCHING
from harness.plan.script import Call, Script


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindrance:
    """Why a command is not run as it stands.

    ``elsewhere``: a reader leaves it running in another terminal, so it can run in the background.
    ``opens_shell``: what the page shows next is typed into it, see ``opened_shell``.
    """

    reason: str
    elsewhere: bool = False
    opens_shell: bool = False


def hindrance(script: Script) -> Hindrance | None:
    """What hinders, the strongest first; ``None`` for most commands."""
    if script.placeholders:
        return Hindrance(reason=f"has to be filled in by the reader: {', '.join(script.placeholders)}")
    if script.endless and not script.background:
        return Hindrance(reason="loops until a reader stops it")
    found = [each for call in script.calls if not call.background and (each := of_call(call)) is not None]
    return min(found, key=lambda each: each.elsewhere, default=None)


def of_call(call: Call) -> Hindrance | None:
    """What hinders one call that is not in the background."""
    seen = invocation(call.words)
    if call.program == "sudo":
        return Hindrance(reason="needs administrator rights: sudo")
    if seen.program in INTERACTIVE:
        return Hindrance(reason=f"waits for a person: {seen.program}")
    if seen.program in {"killall", "pkill"}:
        # Other pages run at the same time; this page's own jobs end with its shell.
        return Hindrance(reason=f"would end programs of others on this machine: {seen.program}")
    if seen.program in REMOTE:
        return Hindrance(reason=f"runs on another machine: {seen.program}", opens_shell=seen.program == "ssh")
    if seen.program in WATCHING and (seen.program != "journalctl" or seen.letter("f")):
        return Hindrance(reason=f"shows something until a reader stops it: {seen.program}")
    rule = RULES.get(seen.program)
    return None if rule is None else rule(call, seen)


def kubectl(call: Call, seen: Invocation) -> Hindrance | None:
    if seen.verb == "edit" or (seen.verb, seen.object) == ("config", "edit"):
        return Hindrance(reason="opens an editor: kubectl edit")
    if seen.verb in {"port-forward", "proxy"}:
        return Hindrance(reason=f"serves until a reader stops it: kubectl {seen.verb}", elsewhere=True)
    if seen.verb in {"get", "events"} and watches(seen):
        return Hindrance(reason="shows changes until a reader stops it: kubectl get --watch")
    if seen.verb == "logs" and (seen.letter("f") or seen.flags.get("--follow", "false") != "false"):
        return Hindrance(reason="shows lines until a reader stops it: kubectl logs --follow")
    if seen.verb in {"exec", "run", "debug", "attach"} and terminal(seen) and not call.fed:
        return in_pod(seen)
    return None


def watches(seen: Invocation) -> bool:
    return "-w" in seen.flags or (seen.has("--watch", "--watch-only") and seen.flags.get("--watch") != "false")


def terminal(seen: Invocation) -> bool:
    return seen.letter("t") or seen.has("--tty", "--stdin", "--interactive")


def in_pod(seen: Invocation) -> Hindrance | None:
    """A shell in a pod takes what the page shows next; any other program there comes to its end."""
    inside = seen.rest or seen.verbs[2:]
    if not inside and seen.verb == "exec":
        return None
    if inside and (invocation(inside).program not in SHELLS or "-c" in inside):
        return None
    return Hindrance(reason=f"opens a shell in a pod: kubectl {seen.verb}", opens_shell=True)


def istioctl(_call: Call, seen: Invocation) -> Hindrance | None:
    if seen.verb in {"dashboard", "dash", "d"}:
        return Hindrance(reason="serves until a reader stops it: istioctl dashboard", elsewhere=True)
    return None


def minikube(_call: Call, seen: Invocation) -> Hindrance | None:
    if seen.verb in {"tunnel", "dashboard"}:
        return Hindrance(reason=f"serves until a reader stops it: minikube {seen.verb}", elsewhere=True)
    return None


def docker(_call: Call, seen: Invocation) -> Hindrance | None:
    if seen.verb in {"run", "exec"} and seen.letter("t") and seen.verbs[-1:] and seen.verbs[-1] in SHELLS:
        return Hindrance(reason=f"opens a shell in a container: docker {seen.verb}", opens_shell=True)
    return None


def shell(call: Call, seen: Invocation) -> Hindrance | None:
    """A shell without a script waits for what a person types."""
    if seen.flags or seen.verbs or call.fed:
        return None
    return Hindrance(reason=f"opens a shell: {seen.program}", opens_shell=True)


def reader(call: Call, seen: Invocation) -> Hindrance | None:
    """These take what a person types when nothing else feeds them."""
    if call.fed or (seen.program == "cat" and seen.verbs):
        return None
    return Hindrance(reason=f"waits for what a reader types: {seen.program}")


def follower(_call: Call, seen: Invocation) -> Hindrance | None:
    if seen.letter("f") or seen.letter("F") or seen.has("--follow"):
        return Hindrance(reason="shows lines until a reader stops it: tail -f")
    return None


RULES: Final[Mapping[str, Callable[[Call, Invocation], Hindrance | None]]] = MappingProxyType(
    {
        "kubectl": kubectl,
        "istioctl": istioctl,
        "minikube": minikube,
        "docker": docker,
        "podman": docker,
        "tail": follower,
        "cat": reader,
        "ftp": reader,
        "read": reader,
        "telnet": reader,
        **dict.fromkeys(SHELLS, shell),
    }
)
