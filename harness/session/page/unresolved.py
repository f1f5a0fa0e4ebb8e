"""Hosts of the internet that a command in a pod asks, where this machine finds no such name: no fault of the page."""

import re
import socket
from functools import lru_cache
from typing import Final

from harness.capability import Capability
from harness.match.verdict import Failure
from harness.plan.step import Command

HOST: Final = re.compile(r"https?://([\w-]+(?:\.[\w-]+)*\.(?:com|io|org|net|dev|cloud))(?![\w.-])")
FOR_EXAMPLES: Final = re.compile(r"(?:^|\.)example\.(?:com|org|net)$")
ELSEWHERE: Final = re.compile(r"--(?:resolve|connect-to|proxy)\b|\s-x\s")
"""Flags that say where a host is, whatever its name."""
BY_ANSWER: Final = frozenset({Failure.STATUS, Failure.OUTPUT})


def unresolved(command: Command) -> str | None:
    """Which host cannot be asked from here; ``None`` where one can, and where a command asks none of the internet."""
    if Capability.EXEC not in command.needs or ELSEWHERE.search(command.text):
        return None
    hosts = [host for host in dict.fromkeys(HOST.findall(command.text)) if FOR_EXAMPLES.search(host) is None]
    lost = hosts and not any(map(is_known, hosts))
    return f"this machine cannot resolve {hosts[0]}" if lost else None


@lru_cache(maxsize=64)
def is_known(host: str) -> bool:
    try:
        socket.getaddrinfo(host, 443)
    except OSError:
        return False
    return True
