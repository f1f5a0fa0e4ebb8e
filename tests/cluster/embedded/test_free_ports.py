"""Ports: free, below those of outgoing connections, and no two fleets the same."""

import socket
from pathlib import Path

import pytest

from harness.cluster.embedded.free_ports import free_ports, reserve_ports
from harness.errors import ClusterError


def test_fleets_share_no_port(tmp_path: Path) -> None:
    ports: list[int] = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        ports += reserve_ports(tmp_path, tmp_path / name, 20)
    ports += reserve_ports(tmp_path, tmp_path / "two", 5)
    assert len(set(ports)) == len(ports) == 45
    assert all(20000 <= port < 32000 for port in ports)


def test_a_port_in_use_is_not_given() -> None:
    (port,) = free_ports(1)
    with socket.socket() as busy:
        busy.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # another test's connections may just have ended
        busy.bind(("127.0.0.1", port))
        busy.listen()
        everything_else = set(range(20000, 32000)) - {port}
        with pytest.raises(ClusterError, match="no 1 free ports between 20000 and 32000"):
            free_ports(1, besides=everything_else)
    assert free_ports(1, besides=everything_else) == [port]
