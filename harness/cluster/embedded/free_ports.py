"""Free ports on the loopback address, no two fleets of this machine the same."""

import json
import random
import socket
from pathlib import Path
from typing import Final

from filelock import FileLock

from harness.errors import ClusterError

_FIRST: Final = 20000
_LAST: Final = 32000  # below the ports that the kernel gives to outgoing connections, which would take ours away
_FILE: Final = "ports.json"


def reserve_ports(root: Path, state: Path, count: int) -> list[int]:
    """``count`` ports for the fleet at ``state``, kept free for it as long as its folder stands below ``root``.

    Programs bind theirs seconds later, so a port that is free now is not enough: every fleet writes down what it took.
    """
    with FileLock(root / ".ports.lock"):
        taken = {port for file in root.glob(f"*/{_FILE}") for port in json.loads(file.read_text())}
        ports = free_ports(count, besides=taken)
        own = state / _FILE
        earlier = json.loads(own.read_text()) if own.exists() else []
        own.write_text(json.dumps([*earlier, *ports]))
    return ports


def free_ports(count: int, *, besides: set[int] | frozenset[int] = frozenset()) -> list[int]:
    """``count`` ports that nothing listens on now, from a random place on: other users' fleets draw elsewhere."""
    ports: list[int] = []
    start = random.randrange(_LAST - _FIRST)  # noqa: S311 - nothing secret about a port
    for offset in range(_LAST - _FIRST):
        if len(ports) == count:
            return ports
        port = _FIRST + (start + offset) % (_LAST - _FIRST)
        if port not in besides and _is_free(port):
            ports.append(port)
    raise ClusterError(f"no {count} free ports between {_FIRST} and {_LAST} on the loopback address")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # Without it a port stays "in use" for a minute after the last fleet's connections.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def answers(port: int) -> bool:
    """Whether somebody listens on a port of the loopback interface."""
    with socket.socket() as probe:
        probe.settimeout(1.0)
        return probe.connect_ex(("127.0.0.1", port)) == 0
