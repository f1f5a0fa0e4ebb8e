"""Names of hosts that this machine can look up."""

import socket
from functools import lru_cache


@lru_cache(maxsize=64)
def resolves(host: str) -> bool:
    """Whether ``host`` has an address; asked once."""
    try:
        socket.getaddrinfo(host, 443)
    except OSError:
        return False
    return True
