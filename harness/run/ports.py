"""Ports of this machine: which answer, and which a command listens on."""

import os
import socket
from collections.abc import Iterable
from contextlib import suppress
from typing import Final

import psutil

from harness.run.process_table import descendants

HOSTS: Final = ("127.0.0.1", "::1")
PATIENCE: Final = 0.2  # seconds for a connection within this machine
MOST: Final = 3  # ports that are told of one command


def answering(ports: Iterable[int]) -> list[int]:
    """Those that take a connection."""
    return [port for port in ports if any(answers(host, port) for host in HOSTS)]


def answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=PATIENCE):
            return True
    except OSError:
        return False


def listening(pid: int, *, group: int | None = None) -> tuple[int, ...]:
    """The ports that processes below ``pid`` listen on, only those of a process group where one is given."""
    found: dict[int, None] = {}
    for process in descendants(pid):
        with suppress(psutil.Error, OSError):
            if group is None or os.getpgid(process.pid) == group:
                for connection in process.net_connections(kind="inet"):
                    if connection.status == psutil.CONN_LISTEN:
                        found.setdefault(connection.laddr.port)
    return tuple(sorted(found))[:MOST]
