"""Whether clusters still move, asked of a server that answers as an API server does."""

import json
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from harness.cluster.api import kubeconfig
from harness.session.clusters.stillness import Stillness, contexts_read, is_moving

Item = Mapping[str, Any]
META: Item = {"uid": "u", "resourceVersion": "7", "creationTimestamp": "2020-01-01T00:00:00Z"}


def pod(phase: str = "Running", ready: str = "True", node: str = "n", **metadata: str) -> Item:
    status = {"phase": phase, "conditions": [{"type": "Ready", "status": ready}]}
    return {"metadata": {**META, **metadata}, "spec": {"nodeName": node}, "status": status}


@pytest.mark.parametrize(
    ("plural", "item", "moving"),
    [
        pytest.param("pods", pod(), False, id="a ready pod"),
        pytest.param("pods", pod(ready="False"), True, id="a pod that starts"),
        pytest.param("pods", pod(ready="False", node=""), False, id="a pod that no node takes"),
        pytest.param("pods", pod("Succeeded", ready="False"), False, id="a pod that has ended"),
        pytest.param("pods", pod(deletionTimestamp="2020-01-01T00:00:00Z"), True, id="a pod that is being deleted"),
        pytest.param("cronjobs", {"metadata": META}, True, id="a clock"),
        pytest.param("services", {"metadata": META, "spec": {"type": "LoadBalancer"}}, False, id="an old service"),
        pytest.param(
            "services",
            {"metadata": {**META, "creationTimestamp": "2999-01-01T00:00:00Z"}, "spec": {"type": "LoadBalancer"}},
            True,
            id="a service that may get an address",
        ),
        pytest.param("deployments", {"metadata": {**META, "generation": 2}}, True, id="a change nobody has seen"),
    ],
)
def test_what_moves_by_itself(plural: str, item: Item, moving: bool) -> None:  # noqa: FBT001 - a column
    assert is_moving(plural, item) is moving


@pytest.mark.parametrize(
    ("command", "contexts"),
    [
        pytest.param("kubectl get pods -o yaml | grep x", ("",), id="current context"),
        pytest.param("kubectl --context b get pods", ("b",), id="named context"),
        pytest.param('kubectl --context="$CTX" get pods', ("a",), id="context in a variable"),
        pytest.param("kubectl exec a -- curl b", (), id="what a pod says"),
        pytest.param("kubectl logs a", (), id="a log"),
        pytest.param("curl $(kubectl get svc -o name)", (), id="a server"),
        pytest.param("cat a", (), id="no cluster"),
    ],
)
def test_commands_that_read_objects(command: str, contexts: tuple[str, ...]) -> None:
    assert contexts_read(command, {"CTX": "a"}, ["a", "b"]) == contexts


class ApiServer(ThreadingHTTPServer):
    daemon_threads = True
    pods: tuple[Item, ...] = ()


class Handler(BaseHTTPRequestHandler):
    server: ApiServer

    def do_GET(self) -> None:
        items = self.server.pods if "/pods" in self.path else ()
        body = json.dumps({"items": items}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def server() -> Iterator[ApiServer]:
    with ApiServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_seconds_count_from_the_last_change(server: ApiServer, tmp_path: Path) -> None:
    config = tmp_path / "config"
    named = {"name": "a"}
    address = {"server": f"http://127.0.0.1:{server.server_port}"}
    kubeconfig.write(
        config,
        {
            "clusters": [{**named, "cluster": address}],
            "contexts": [{**named, "context": {"cluster": "a", "user": "a"}}],
            "users": [{**named, "user": {}}],
            "current-context": "a",
        },
    )
    now = [100.0]
    still = Stillness(kubeconfig=config, contexts=("a",), clock=lambda: now[0])

    def after(seconds: float, *pods: Item) -> float:
        now[0] += seconds
        server.pods = pods
        return still.seconds()

    assert after(0, pod()) == 0
    assert after(5, pod()) == 5
    assert after(5, pod(resourceVersion="8")) == 0
    assert after(3, pod(resourceVersion="8")) == 3
    assert after(3, pod(ready="False")) == 0
    assert after(3, pod(ready="False")) == 0
