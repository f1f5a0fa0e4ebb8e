"""Which capabilities of a cluster a command needs, from tables of programs and verbs."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from harness.capability import Capability
from harness.programs.invocation import Invocation, invocation, shell_text
from harness.programs.verb_tables import names
from harness.shell.script import Call, Script
from harness.shell.script_reader import read_script

Needed = frozenset[Capability]

NOTHING: Final[Needed] = frozenset()
API: Final[Needed] = frozenset({Capability.API})
PODS: Final[Needed] = API | {Capability.PODS}
EXEC: Final[Needed] = PODS | {Capability.EXEC}
LOGS: Final[Needed] = PODS | {Capability.LOGS}
FORWARD: Final[Needed] = PODS | {Capability.PORT_FORWARD}
ADDRESS: Final[Needed] = API | {Capability.CONTROLLERS, Capability.LB_ADDRESS}
TRAFFIC: Final[Needed] = ADDRESS | {Capability.LB_TRAFFIC}
RUNNING: Final[Needed] = PODS | {Capability.CONTROLLERS}

WORKLOADS: Final = names(
    """daemonset daemonsets deploy deployment deployments ds job jobs po pod pods replicaset replicasets rs sts
    statefulset statefulsets"""
)
POD_NAMES: Final = names("all po pod pods")
KUBECTL_OFFLINE: Final = names("completion config kustomize options")
ISTIOCTL_OFFLINE: Final = names("completion help manifest profile validate")
# These talk to istiod or to proxies, which takes a tunnel into a pod.
ISTIOCTL_IN_PODS: Final = names(
    "admin authz bug-report d dash dashboard describe pc proxy-config proxy-status ps version zc ztunnel-config"
)
HELM_OFFLINE: Final = names(
    """completion create dep dependency env help lint package plugin pull registry repo search show template verify
    version"""
)
CLIENTS: Final = names("curl fortio grpcurl hey http nc openssl ping siege telnet wget")

LOAD_BALANCER: Final = re.compile(r"loadBalancer|status\.addresses|EXTERNAL-IP")
# A service's line with an address in the column of external ones (name, type, cluster address, external address).
ADDRESSED: Final = re.compile(r"^\S+\s+LoadBalancer\s+\S+\s+(?!<)\S+", re.MULTILINE)
NEAR: Final = re.compile(r"\b(?:localhost|127\.0\.0\.1)\b|\[::1\]")


def needs_of(script: Script, expected: str | None) -> Needed:
    """What a text needs by itself; ``expected`` is its promised output."""
    found = NOTHING.union(*(needs_of_call(call) for call in script.calls))
    if found and expected is not None and ADDRESSED.search(expected):
        found |= ADDRESS
    return found


def needs_of_call(call: Call) -> Needed:
    if (text := shell_text(call.words)) is not None:
        return needs_of(read_script(text), None)
    seen = invocation(call.words)
    if seen.program not in RULES:
        return NOTHING
    asks_address = LOAD_BALANCER.search(" ".join(call.words)) is not None
    return RULES[seen.program](seen) | (ADDRESS if asks_address else NOTHING)


def calls_client(script: Script) -> bool:
    """Whether a text speaks to a server itself, from where it runs."""
    return any(invocation(call.words).program in CLIENTS for call in script.calls)


def calls_near(script: Script) -> bool:
    """Whether a text speaks to this machine: where a port is forwarded, to what is behind it."""
    return any(
        invocation(call.words).program in CLIENTS and any(NEAR.search(word) for word in call.words)
        for call in script.calls
    )


def kubectl(call: Invocation) -> Needed:
    if call.verb in KUBECTL_OFFLINE or (call.verb == "version" and call.has("--client")):
        return NOTHING
    if call.verb in {"attach", "cp", "debug", "exec"} or (call.verb == "run" and call.letter("i")):
        return EXEC
    fixed = {"logs": LOGS, "port-forward": FORWARD, "run": RUNNING, "top": PODS}
    if call.verb in fixed:
        return fixed[call.verb]
    kinds = {part.partition("/")[0].partition(".")[0] for word in call.verbs[1:] for part in word.split(",")}
    if call.verb == "wait" and re.search(r"programmed", call.flags.get("--for", ""), re.IGNORECASE):
        return ADDRESS  # of a gateway
    if call.verb == "wait" or (call.verb, call.object) == ("rollout", "status"):
        return RUNNING if kinds & WORKLOADS else API | {Capability.CONTROLLERS}
    return PODS if call.verb in {"get", "describe"} and kinds & POD_NAMES else API


def istioctl(call: Invocation) -> Needed:
    verb = call.object if call.verb in {"x", "experimental"} else call.verb
    if verb in ISTIOCTL_OFFLINE or call.flags.get("--remote") == "false" or call.flags.get("--use-kube") == "false":
        return NOTHING
    if verb in {"pc", "proxy-config"} and call.has("--file", "-f"):
        return NOTHING  # a dump that is at hand
    if verb in ISTIOCTL_IN_PODS:
        return FORWARD
    return RUNNING if verb in {"install", "upgrade"} else API


def helm(call: Invocation) -> Needed:
    if call.verb in HELM_OFFLINE:
        return NOTHING
    return RUNNING if call.has("--wait", "--atomic") or call.verb == "test" else API


def needs_api(_call: Invocation) -> Needed:
    return API


RULES: Final[Mapping[str, Callable[[Invocation], Needed]]] = MappingProxyType(
    {"kubectl": kubectl, "istioctl": istioctl, "helm": helm, "calicoctl": needs_api, "cilium": needs_api}
)
