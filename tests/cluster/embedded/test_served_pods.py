"""When what stands for a pod is ready: by its ports, and by its pod's readiness probe."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from harness.cluster.embedded.served_pods import is_fine, probes


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/ready" else 503)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_a_process_is_ready_when_it_says_so(server: HTTPServer) -> None:
    port = server.server_address[1]
    assert (is_fine(port, "/ready"), is_fine(port, "/starting")) == (True, False)
    server.server_close()
    assert not is_fine(port, "/ready")


@pytest.mark.parametrize(
    ("probe", "found"),
    [
        pytest.param({"path": "/ready", "port": 8080}, [(20001, "/ready")], id="port"),
        pytest.param({"path": "/ready", "port": "http"}, [(20001, "/ready")], id="name of a port"),
        pytest.param({"port": 8080}, [(20001, "/")], id="no path"),
        pytest.param({"path": "/ready", "port": 9090}, [], id="port that nothing stands for"),
        pytest.param({"path": "/ready", "port": 8080, "scheme": "HTTPS"}, [], id="HTTPS"),
        pytest.param({}, [], id="no probe over HTTP"),
    ],
)
def test_the_readiness_probe_of_a_pod(probe: dict[str, Any], found: list[tuple[int, str]]) -> None:
    container = {"ports": [{"name": "http", "containerPort": 8080}], "readinessProbe": {"httpGet": probe}}
    assert list(probes({"spec": {"containers": [container]}}, {8080: 20001})) == found
