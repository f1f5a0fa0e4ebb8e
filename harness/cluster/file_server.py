"""Folders served by HTTP on an address of this machine, to whoever can reach it: a page's commands, pods on kind."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

LOOPBACK: Final = "127.0.0.1"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the standard library
        """Who fetches what is in the page's own output."""


@contextmanager
def served(folders: Mapping[str, Path], *, address: str = LOOPBACK) -> Iterator[dict[str, str]]:
    """The URLs of folders, by name, as long as the context lasts."""
    servers: list[ThreadingHTTPServer] = []
    try:
        urls: dict[str, str] = {}
        for name, folder in folders.items():
            server = ThreadingHTTPServer((address, 0), partial(_Quiet, directory=str(folder)))
            servers.append(server)
            threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
            urls[name] = f"http://{address}:{server.server_address[1]}"
        yield urls
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()
