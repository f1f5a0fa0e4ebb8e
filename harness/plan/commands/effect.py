"""What a shell text changes, from tables of programs; what no table knows is taken to change anything."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from harness.plan.step import Effect
from harness.programs.invocation import Invocation, invocation, shell_text
from harness.programs.verb_tables import (
    DOCKER_READING,
    GIT_READING,
    HELM_LOCAL,
    HELM_READING,
    ISTIOCTL_READING,
    KUBECTL_READING,
    LOCAL,
    READING,
)
from harness.shell.script import Script
from harness.shell.script_reader import read_script

CURL_SENDS: Final = (
    *("-d", "--data", "--data-binary", "--data-raw", "--data-urlencode", "--json"),
    *("-F", "--form", "-T", "--upload-file"),
)
CURL_SAVES: Final = ("-o", "--output", "-O", "--remote-name", "-D", "--dump-header", "-c", "--cookie-jar")


def effect_of(script: Script) -> Effect:
    """The strongest effect of all that a text does."""
    effects = [call_effect(call.words) for call in script.calls]
    if script.writes or script.functions or not script.calls:
        effects.append(Effect.LOCAL)
    return strongest(effects)


def is_repeatable(script: Script) -> bool:
    """Whether a text that fails before it does anything may simply be run again: at most one of its calls changes."""
    effects = [call_effect(call.words) for call in script.calls]
    return effects.count(Effect.CHANGES) <= 1 and Effect.LOCAL not in effects


def call_effect(words: tuple[str, ...]) -> Effect:
    """What one call changes."""
    if (text := shell_text(words)) is not None:
        return effect_of(read_script(text))
    call = invocation(words)
    if call.program in RULES:
        return RULES[call.program](call)
    if call.program in READING:
        return Effect.READS
    return Effect.LOCAL if call.program in LOCAL else Effect.CHANGES


def strongest(effects: list[Effect]) -> Effect:
    order = list(Effect)
    return max(effects, key=order.index, default=Effect.READS)


def kubectl(call: Invocation) -> Effect:
    if call.verb in {"exec", "debug"}:
        # What runs in a pod counts: a request to a service is repeated until it is answered as promised. A file that
        # is local there is none of the page's own.
        inside = call.rest or call.verbs[2:]
        return Effect.READS if inside and call_effect(inside) is Effect.READS else Effect.CHANGES
    reading = {
        "rollout": call.object in {"status", "history"},
        "auth": call.object in {"can-i", "whoami"},
        "config": call.object in {"view", "current-context", "get-contexts", "get-clusters", "get-users"},
    }
    if reading.get(call.verb, call.verb in KUBECTL_READING) or call.flags.get("--dry-run") in {"client", "server"}:
        return Effect.READS
    return Effect.LOCAL if call.verb in {"config", "port-forward", "proxy"} else Effect.CHANGES


def istioctl(call: Invocation) -> Effect:
    verb, target = call.verb, call.object
    if verb in {"x", "experimental"}:
        verb, target = target, call.verbs[2] if len(call.verbs) > 2 else ""
    reading = {
        "authz": target == "check",
        "describe": True,
        "tag": target in {"list", "generate"},
        "waypoint": target in {"list", "status", "generate"},
        "workload": False,
    }
    if verb in {"pc", "proxy-config", "zc", "ztunnel-config"} and call.has("--level", "-r", "--reset"):
        return Effect.CHANGES
    if reading.get(verb, verb in ISTIOCTL_READING) or call.has("--dry-run"):
        return Effect.READS
    return Effect.LOCAL if verb in {"dashboard", "dash", "d", "bug-report"} else Effect.CHANGES


def helm(call: Invocation) -> Effect:
    if call.verb in HELM_READING or (call.verb == "repo" and call.object in {"list", "ls"}) or call.has("--dry-run"):
        return Effect.READS
    return Effect.LOCAL if call.verb in HELM_LOCAL else Effect.CHANGES


def curl(call: Invocation) -> Effect:
    method = call.flags.get("-X") or call.flags.get("--request") or "GET"
    if call.has(*CURL_SENDS) or method not in {"GET", "HEAD", "OPTIONS"}:
        return Effect.CHANGES
    saved = [file for flag, file in call.flags.items() if flag in CURL_SAVES or re.fullmatch(r"-[a-zA-Z]*[oO]", flag)]
    return Effect.LOCAL if any(file != "/dev/null" for file in saved) else Effect.READS


def openssl(call: Invocation) -> Effect:
    looking = call.verb in {"s_client", "x509", "verify", "version", "dgst"} and not call.has("-out")
    return Effect.READS if looking else Effect.LOCAL


def netcat(call: Invocation) -> Effect:
    """It asks a server, as ``curl`` does, unless it is one itself."""
    return Effect.CHANGES if call.letter("l") or call.letter("e") else Effect.READS


def in_place(call: Invocation) -> Effect:
    """Sed and yq write their file only when told to."""
    editing = any(flag.startswith(("-i", "--in")) for flag in call.flags)
    return Effect.LOCAL if editing else Effect.READS


def pilot_agent(call: Invocation) -> Effect:
    return Effect.READS if call.verbs[:2] == ("request", "GET") else Effect.CHANGES


def find(call: Invocation) -> Effect:
    return Effect.CHANGES if call.has("-delete", "-exec", "-execdir", "-ok") else Effect.READS


def git(call: Invocation) -> Effect:
    return Effect.READS if call.verb in GIT_READING else Effect.LOCAL


def docker(call: Invocation) -> Effect:
    return Effect.READS if call.verb in DOCKER_READING else Effect.CHANGES


def kind(call: Invocation) -> Effect:
    return Effect.READS if call.verb in {"get", "version"} else Effect.CHANGES


def python(call: Invocation) -> Effect:
    return Effect.READS if call.flags.get("-m") == "json.tool" or call.has("--version") else Effect.CHANGES


RULES: Final[Mapping[str, Callable[[Invocation], Effect]]] = MappingProxyType(
    {
        "kubectl": kubectl,
        "istioctl": istioctl,
        "helm": helm,
        "curl": curl,
        "openssl": openssl,
        "nc": netcat,
        "ncat": netcat,
        "telnet": netcat,
        "sed": in_place,
        "yq": in_place,
        "find": find,
        "git": git,
        "docker": docker,
        "podman": docker,
        "pilot-agent": pilot_agent,
        "kind": kind,
        "python": python,
        "python3": python,
    }
)
