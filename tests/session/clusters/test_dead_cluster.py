"""Clusters that have stopped answering, asked of a server that answers as an API server does."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from harness.cluster.api import kubeconfig
from harness.cluster.fleet.topology import default_topology
from harness.cluster.provider import Cluster, Fleet
from harness.match.error_patterns import infrastructure
from harness.session.clusters.dead_cluster import silent
from harness.session.threads.absence import API_SERVER, missing_in

SLOW = "Error from server (Timeout): request did not complete within requested timeout"


class ApiServer(ThreadingHTTPServer):
    daemon_threads = True
    status = 200


class Handler(BaseHTTPRequestHandler):
    server: ApiServer

    def do_GET(self) -> None:
        self.send_response(self.server.status)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def server() -> Iterator[ApiServer]:
    with ApiServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.mark.parametrize(
    ("status", "is_silent"),
    [
        pytest.param(200, False, id="answers"),
        pytest.param(403, False, id="refuses"),
        pytest.param(504, True, id="times out"),
    ],
)
def test_a_cluster_that_answers(server: ApiServer, tmp_path: Path, status: int, *, is_silent: bool) -> None:
    server.status = status
    assert bool(silent(fleet(tmp_path, server.server_port))) is is_silent


def test_a_cluster_that_is_gone(server: ApiServer, tmp_path: Path) -> None:
    gone = fleet(tmp_path, server.server_port)
    server.shutdown()
    server.server_close()
    assert "cluster1" in silent(gone)


def test_what_a_server_without_its_store_says() -> None:
    assert infrastructure(SLOW, None) is not None
    for text, note in ((SLOW, ""), ("", "the API server of cluster1 does not answer; it did not end within 60 s")):
        assert [thing.name for thing in missing_in(text, note)] == [API_SERVER]


def fleet(folder: Path, port: int) -> Fleet:
    named = {"name": "a"}
    url = f"http://127.0.0.1:{port}"
    config = folder / "config"
    kubeconfig.write(
        config,
        {
            "clusters": [{**named, "cluster": {"server": url}}],
            "contexts": [{**named, "context": {"cluster": "a", "user": "a"}}],
            "users": [{**named, "user": {}}],
            "current-context": "a",
        },
    )
    return Fleet(
        name="fleet",
        provider="embedded",
        topology=default_topology(1),
        clusters=(Cluster(name="cluster1", context="a", server=url, network="network1"),),
        kubeconfig=config,
        state=folder,
        capabilities={},
    )
