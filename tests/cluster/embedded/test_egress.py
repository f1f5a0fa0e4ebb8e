"""Calls of an API server into its cluster: to the process behind a pod, to nobody, or straight on."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from harness.cluster.embedded import egress

Call = Callable[[str], Awaitable[bytes]]


async def answering(socket: Path, ports: dict[tuple[str, int], int], target: str, *, late: float = 0.0) -> bytes:
    """What a client reads that sends ``ping`` to ``target`` through the proxy; the server there answers in capitals."""

    async def shout(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(100):
            writer.write(data.upper())
            await writer.drain()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(shout, "127.0.0.1", 0)
    own = server.sockets[0].getsockname()[1]
    known = {key: own if port == 0 else port for key, port in ports.items()}
    appears = asyncio.get_running_loop().time() + late

    def resolve(host: str, port: int) -> int | None:
        return known.get((host, port)) if asyncio.get_running_loop().time() >= appears else None

    proxy = await egress.serve(socket, "10.10.0.0/16", resolve, patience=0.5)
    reader, writer = await asyncio.open_unix_connection(str(socket))
    writer.write(f"CONNECT {target.replace('OWN', str(own))} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    if b" 200 " in head:
        writer.write(b"ping")
        writer.write_eof()
    body = await reader.read()
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
    for one in (proxy, server):
        one.close()
        await one.wait_closed()
    return head.split(b"\r\n")[0] + b"\n" + body


def test_a_pods_address_leads_to_its_process(tmp_path: Path) -> None:
    answer = asyncio.run(answering(tmp_path / "s", {("10.10.0.5", 15017): 0}, "10.10.0.5:15017"))
    assert answer == b"HTTP/1.1 200 Connection established\nPING"


def test_a_process_that_comes_a_little_later_is_waited_for(tmp_path: Path) -> None:
    answer = asyncio.run(answering(tmp_path / "s", {("10.10.0.5", 15017): 0}, "10.10.0.5:15017", late=0.3))
    assert answer == b"HTTP/1.1 200 Connection established\nPING"


def test_other_addresses_are_dialled_as_they_are(tmp_path: Path) -> None:
    answer = asyncio.run(answering(tmp_path / "s", {}, "127.0.0.1:OWN"))
    assert answer == b"HTTP/1.1 200 Connection established\nPING"


def test_a_pod_without_a_process_is_refused(tmp_path: Path) -> None:
    answer = asyncio.run(answering(tmp_path / "s", {}, "10.10.0.9:443"))
    assert answer == b"HTTP/1.1 502 Bad Gateway\nno process serves the simulated pod at 10.10.0.9:443"


def test_a_socket_deep_in_the_file_system(tmp_path: Path) -> None:
    deep = tmp_path / ("deep" * 30)
    deep.mkdir()

    async def listen() -> bool:
        server = await egress.serve(deep / "egress.sock", "10.10.0.0/16", lambda _, __: None)
        found = (deep / "egress.sock").is_socket()
        server.close()
        await server.wait_closed()
        return found

    assert asyncio.run(listen())


@pytest.mark.parametrize(
    ("head", "target"),
    [
        pytest.param(b"CONNECT 10.10.0.5:443 HTTP/1.1\r\nHost: x\r\n\r\n", ("10.10.0.5", 443), id="IPv4"),
        pytest.param(b"CONNECT [::1]:443 HTTP/1.1\r\n\r\n", ("::1", 443), id="IPv6"),
        pytest.param(b"CONNECT a.example:8443 HTTP/1.1\r\n\r\n", ("a.example", 8443), id="name"),
    ],
)
def test_connect_requests(head: bytes, target: tuple[str, int]) -> None:
    assert egress.parse_connect(head) == target


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        pytest.param(b"GET / HTTP/1.1\r\n\r\n", "GET is not CONNECT", id="another method"),
        pytest.param(b"CONNECT x HTTP/1.1\r\n\r\n", "invalid literal for int", id="no port"),
        pytest.param(b"nonsense\r\n\r\n", "not enough values to unpack", id="no request"),
    ],
)
def test_other_requests_are_none(head: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        egress.parse_connect(head)
