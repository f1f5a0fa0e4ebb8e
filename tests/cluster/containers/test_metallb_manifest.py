import hashlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from harness.cluster.containers.metallb_manifest import metallb_manifest
from harness.cluster.toolchain import Toolchain
from harness.errors import ToolchainError
from harness.settings.sections import MetallbSettings

BODY = b"kind: Namespace\n"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/metallb.yaml" else 404)
        self.end_headers()
        self.wfile.write(BODY)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def host() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_download_is_kept(host: str, tmp_path: Path) -> None:
    digest, cache = hashlib.sha256(BODY).hexdigest(), tmp_path / "cache"
    said: list[str] = []
    for _ in range(2):
        kept = Toolchain(cache).published(f"{host}/metallb.yaml", digest=digest, progress=said.append)
        assert kept.read_bytes() == BODY
    assert said == [f"downloading {host}/metallb.yaml"]


@pytest.mark.parametrize(
    ("name", "digest", "reason"),
    [
        pytest.param("metallb.yaml", "0123", f"its SHA-256 is {hashlib.sha256(BODY).hexdigest()}", id="other content"),
        pytest.param("other.yaml", None, "HTTP 404", id="not there"),
    ],
)
def test_a_download_that_is_not_to_be_had(
    host: str, tmp_path: Path, name: str, digest: str | None, reason: str
) -> None:
    with pytest.raises(ToolchainError) as caught:
        Toolchain(tmp_path / "cache").published(f"{host}/{name}", digest=digest, progress=lambda _: None)
    assert caught.value.message.startswith(f"{host}/{name}: {reason}")


@pytest.mark.parametrize("relative", [True, False])
def test_a_path_in_settings(tmp_path: Path, relative: bool) -> None:  # noqa: FBT001 - two cases
    file = tmp_path / "metallb.yaml"
    file.write_bytes(BODY)
    settings = MetallbSettings(manifest="metallb.yaml" if relative else str(file))
    toolchain = Toolchain(tmp_path / "cache")
    assert metallb_manifest(settings, toolchain, folder=tmp_path, progress=lambda _: None) == BODY.decode()


def test_an_address_in_settings(host: str, tmp_path: Path) -> None:
    settings = MetallbSettings(manifest=f"{host}/metallb.yaml")
    toolchain = Toolchain(tmp_path / "cache")
    assert metallb_manifest(settings, toolchain, folder=tmp_path, progress=lambda _: None) == BODY.decode()
