"""Which address this machine has on the way to another one."""

import socket


def own_address_towards(address: str) -> str:
    """Found without sending anything; ``OSError`` where there is no way."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect((address, 9))
        return str(probe.getsockname()[0])
