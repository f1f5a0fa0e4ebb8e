"""A release host on the loopback address, programs that say a version, and a toolchain that reaches nothing else."""

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest


@dataclass
class ReleaseHost:
    """Answers what a test puts into ``files`` (path -> body); ``asked`` is what was asked for, in order.

    ``cut`` names paths whose answer announces more bytes than it has.
    """

    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    cut: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)


class _Handler(http.server.BaseHTTPRequestHandler):
    def __init__(self, host: ReleaseHost, *args: object) -> None:
        self.host = host
        super().__init__(*args)  # type: ignore[arg-type]  # passed on as they come

    def do_GET(self) -> None:
        self.host.asked.append(self.path)
        body = self.host.files.get(self.path)
        if body is None:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(body) + (1000 if self.path in self.host.cut else 0)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the standard library
        pass


@pytest.fixture
def host() -> Iterator[ReleaseHost]:
    host = ReleaseHost()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, host))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    host.url = f"http://127.0.0.1:{server.server_address[1]}"
    yield host
    server.shutdown()
    thread.join()
    server.server_close()


Program = Callable[..., Path]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Makes a program in ``folder`` that runs ``script``."""

    def make(name: str, script: str, folder: str = "bin") -> Path:
        path = tmp_path / folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return path

    return make


@pytest.fixture
def said() -> list[str]:
    """What a toolchain reported as progress: pass ``said.append``."""
    return []
