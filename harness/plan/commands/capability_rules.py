"""Which capabilities of a cluster a command needs, by the profiles of programs."""

import re
from typing import Final

from harness.capability import Capability
from harness.programs.addresses import HERE
from harness.programs.invocation import Invocation, invocation, shell_text
from harness.programs.program_profile import NEEDS
from harness.programs.registry import remembered
from harness.programs.roles import CLIENT
from harness.shell.script import Call, Script
from harness.shell.script_reader import read_script

Needed = frozenset[Capability]

NOTHING: Final[Needed] = frozenset()
FORWARD: Final[Needed] = frozenset({Capability.API, Capability.PODS, Capability.PORT_FORWARD})
ADDRESS: Final[Needed] = frozenset({Capability.API, Capability.CONTROLLERS, Capability.LB_ADDRESS})
TRAFFIC: Final[Needed] = ADDRESS | {Capability.LB_TRAFFIC}

LOAD_BALANCER: Final = re.compile(r"loadBalancer|status\.addresses|EXTERNAL-IP")
# A service's line with an address in the column of external ones (name, type, cluster address, external address).
ADDRESSED: Final = re.compile(r"^\S+\s+LoadBalancer\s+\S+\s+(?!<)\S+", re.MULTILINE)
EXAMPLE: Final = re.compile(r"(?<![\w.])(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}(?![\w.])")
"""Addresses for documentation (RFC 5737): one stands for what a load balancer gave out."""
SYSTEM: Final = re.compile(
    r"^(?:\S+\s+)?(?:pod/|deployment(?:\.apps)?/)?(?:coredns|kube-dns)(?:-\w+-?\w*)?\s+\d+/\d+\s"
    r"|^(?:\S+\s+)?(?:service/)?kube-dns(?:-\w+)?\s+(?:ClusterIP|IPv[46])\s|^(?:CoreDNS|KubeDNS) is running at ",
    re.MULTILINE,
)
"""A table's row with a pod, the Deployment, the service or the addresses of the cluster's own names service."""
NAMES: Final[Needed] = frozenset({Capability.API, Capability.PODS, Capability.DNS})


def needs_of(script: Script, expected: str | None) -> Needed:
    """What a text needs by itself; ``expected`` is its expected output."""
    found = NOTHING.union(*(needs_of_call(call) for call in script.calls))
    if found and expected is not None and ADDRESSED.search(expected):
        found |= ADDRESS
    if found and expected is not None and SYSTEM.search(expected):
        found |= NAMES
    return found


@remembered(8192)
def needs_of_call(call: Call) -> Needed:
    if (text := shell_text(call.words)) is not None:
        return needs_of(read_script(text), None)
    seen = invocation(call.words)
    if seen.program in CLIENT and any(EXAMPLE.search(word) for word in call.words):
        return TRAFFIC
    if not seen.profile.needs:
        return NOTHING
    asks_address = LOAD_BALANCER.search(" ".join(call.words)) is not None
    return own_needs(seen) | (ADDRESS if asks_address else NOTHING)


def own_needs(seen: Invocation) -> Needed:
    """What the profile of its program says that a call needs."""
    return frozenset(Capability(name) for one in seen.needs for name in NEEDS[one])


def is_offline(seen: Invocation) -> bool:
    """Whether a call of a program that has to do with clusters needs none."""
    return bool(seen.profile.needs) and not own_needs(seen)


def calls_client(script: Script) -> bool:
    """Whether a text speaks to a server itself, from where it runs."""
    return any(is_client(invocation(call.words)) for call in script.calls)


def is_client(seen: Invocation) -> bool:
    """Whether a call asks a server: some programs do so with few of their subcommands only."""
    return seen.program in CLIENT and (not seen.profile.online or seen.verb in seen.profile.online)


def calls_near(script: Script) -> bool:
    """Whether a text speaks to this machine: where a port is forwarded, to what is behind it."""
    return any(
        is_client(invocation(call.words)) and any(HERE.search(word) for word in call.words) for call in script.calls
    )
