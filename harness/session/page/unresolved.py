"""Hosts of the internet that a command in a pod asks, where this machine finds no such name: no fault of the page."""

import re
from typing import Final

from harness.capability import Capability
from harness.match.verdict import Failure
from harness.plan.step import Command
from harness.programs.addresses import PUBLIC_URL
from harness.run.hosts import resolves

FOR_EXAMPLES: Final = re.compile(r"(?:^|\.)example\.(?:com|org|net)$")
ELSEWHERE: Final = re.compile(r"--(?:resolve|connect-to|proxy)\b|\s-x\s")
"""Flags that say where a host is, whatever its name."""
BY_ANSWER: Final = frozenset({Failure.STATUS, Failure.OUTPUT})


def unresolved(command: Command) -> str | None:
    """Which host cannot be asked from here; ``None`` where one can, and where a command asks none of the internet."""
    if Capability.EXEC not in command.needs or ELSEWHERE.search(command.text):
        return None
    hosts = [host for host in dict.fromkeys(PUBLIC_URL.findall(command.text)) if FOR_EXAMPLES.search(host) is None]
    lost = hosts and not any(map(resolves, hosts))
    return f"this machine cannot resolve {hosts[0]}" if lost else None
