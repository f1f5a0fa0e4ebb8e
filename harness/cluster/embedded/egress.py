"""Where the API server's calls into its cluster end: an HTTP CONNECT proxy that knows which process serves which pod.

Kubernetes lets a control plane that does not route the pod network reach it by such a proxy (an *egress selector*,
https://kubernetes.io/docs/tasks/extend-kubernetes/setup-konnectivity/). Here no pod network exists at all: a webhook's
call to a pod's address is handed to the local process that stands for the pod, as itself, TLS and names untouched.
"""

import asyncio
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from ipaddress import IPv4Address, IPv4Network
from pathlib import Path
from typing import Final

LOG = logging.getLogger(__name__)

Resolve = Callable[[str, int], int | None]
"""The loopback port that serves a port of a pod's address; ``None`` where no process stands for that pod."""

# A pod says that it is ready before its process listens; webhooks give up after 10 s of their own.
PATIENCE: Final = 8.0
_CHUNK: Final = 1 << 16

_Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def serve(socket: Path, pod_subnet: str, resolve: Resolve, *, patience: float = PATIENCE) -> asyncio.Server:
    """Listen on a Unix socket; a process that does not listen yet is waited for during ``patience`` seconds."""
    network = IPv4Network(pod_subnet)

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            host, target_port = parse_connect(await reader.readuntil(b"\r\n\r\n"))
            try:
                there = await _dial(host, target_port, network, resolve, patience)
            except OSError as error:
                LOG.info("no connection to %s:%d: %s", host, target_port, error)
                writer.write(f"HTTP/1.1 502 Bad Gateway\r\nContent-Length: {len(str(error))}\r\n\r\n{error}".encode())
                return
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            try:
                await asyncio.gather(_pipe(reader, there[1]), _pipe(there[0], writer))
            finally:
                await _close(there[1])
        except (ValueError, ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError) as error:
            LOG.info("not served: %s", error)
        finally:
            await _close(writer)

    with _short_name(socket) as name:
        return await asyncio.start_unix_server(handle, name)


@contextmanager
def _short_name(socket: Path) -> Iterator[str]:
    """A name of the socket that fits into the 108 bytes which the kernel has for it."""
    folder = os.open(socket.parent, os.O_RDONLY)
    short = f"/proc/self/fd/{folder}/{socket.name}"
    try:
        yield short if Path(short).parent.exists() else str(socket)
    finally:
        os.close(folder)


def parse_connect(head: bytes) -> tuple[str, int]:
    """Host and port of a ``CONNECT`` request; ``ValueError`` for anything else."""
    method, target, _ = head.split(b"\r\n", 1)[0].decode("ascii").split(" ")
    if method != "CONNECT":
        raise ValueError(f"{method} is not CONNECT")
    host, _, port = target.rpartition(":")
    return host.strip("[]"), int(port)


async def _dial(host: str, port: int, network: IPv4Network, resolve: Resolve, patience: float) -> _Streams:
    if not _inside(host, network):
        return await asyncio.open_connection(host, port)  # kwok as the kubelet; webhooks given as a URL
    deadline = asyncio.get_running_loop().time() + patience
    while True:
        local = resolve(host, port)
        if local is not None:
            try:
                return await asyncio.open_connection("127.0.0.1", local)
            except ConnectionRefusedError:
                LOG.debug("%s:%d does not listen yet", host, port)
        if asyncio.get_running_loop().time() > deadline:
            raise ConnectionRefusedError(f"no process serves the simulated pod at {host}:{port}")
        await asyncio.sleep(0.1)


def _inside(host: str, network: IPv4Network) -> bool:
    try:
        return IPv4Address(host) in network
    except ValueError:
        return False


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(_CHUNK):
            writer.write(data)
            await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()
    except OSError:  # the other side has gone
        await _close(writer)


async def _close(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()
