import hashlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from harness.cluster.containers.metallb_manifest import cached, metallb_manifest
from harness.cluster.toolchain import Toolchain
from harness.errors import ClusterError
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
    file = tmp_path / "manifests" / "metallb.yaml"
    digest = hashlib.sha256(BODY).hexdigest()
    assert cached(file, f"{host}/metallb.yaml", digest=digest) == BODY.decode()
    assert cached(file, "http://nobody.invalid/", digest=digest) == BODY.decode()
    assert [path.name for path in file.parent.iterdir()] == ["metallb.yaml"]


def test_a_download_that_is_not_what_was_seen_before(host: str, tmp_path: Path) -> None:
    with pytest.raises(ClusterError) as caught:
        cached(tmp_path / "metallb.yaml", f"{host}/metallb.yaml", digest="0123")
    found = hashlib.sha256(BODY).hexdigest()
    assert str(caught.value) == f"{host}/metallb.yaml: its SHA-256 is {found}, expected 0123"
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_not_there(host: str, tmp_path: Path) -> None:
    with pytest.raises(ClusterError) as caught:
        cached(tmp_path / "metallb.yaml", f"{host}/other.yaml", digest=None)
    assert str(caught.value).startswith(f"{host}/other.yaml: HTTP 404 ")


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
