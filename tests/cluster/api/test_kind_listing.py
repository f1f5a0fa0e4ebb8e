"""Lists of kinds, asked of a server that answers as an API server does while a definition is new."""

import json
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from harness.cluster.api import kubeconfig
from harness.cluster.api.client import Api, ApiError, ApiKind
from harness.cluster.api.inventory import Identity, take_inventory
from harness.cluster.api.kind_listing import lists
from harness.cluster.api.object_metadata import cluster_snapshot

INITIALIZING = "storage is (re)initializing"
VERBS = frozenset({"list", "delete"})
FOOS = ApiKind(group="example.com", plural="foos", version="v1", kind="Foo", namespaced=True, verbs=VERBS)
PATH = "/apis/example.com/v1/foos"
FOO = {"metadata": {"name": "a", "namespace": "default"}}


@dataclass
class Answer:
    status: int
    body: Mapping[str, Any]
    headers: Mapping[str, str] = field(default_factory=dict)


def refusal(status: int, message: str, **headers: str) -> Answer:
    return Answer(
        status, {"kind": "Status", "message": message}, {key.replace("_", "-"): headers[key] for key in headers}
    )


LISTED = Answer(200, {"items": [FOO]})
NOT_YET = refusal(429, INITIALIZING, Retry_After="0")


class ApiServer(ThreadingHTTPServer):
    """Serves the kind foos; ``answers`` are given to those who list it, the last one again and again."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: list[Answer] = []
        self.asked = 0

    def answer(self, path: str) -> Answer:
        if path == "/api":
            return Answer(200, {"items": []})
        if path == "/apis":
            resource = {
                "resource": FOOS.plural,
                "responseKind": {"kind": FOOS.kind},
                "scope": "Namespaced",
                "verbs": sorted(VERBS),
            }
            versions = [{"version": FOOS.version, "resources": [resource]}]
            return Answer(200, {"items": [{"metadata": {"name": FOOS.group}, "versions": versions}]})
        self.asked += 1
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


class Handler(BaseHTTPRequestHandler):
    server: ApiServer

    def do_GET(self) -> None:
        answer = self.server.answer(self.path)
        body = json.dumps(answer.body).encode()
        self.send_response(answer.status)
        for name, value in {**answer.headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Not to the terminal."""


@pytest.fixture
def server() -> Iterator[ApiServer]:
    with ApiServer() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def api(server: ApiServer, tmp_path: Path) -> Api:
    config = {
        "apiVersion": "v1",
        "kind": "Config",
        "clusters": [{"name": "c", "cluster": {"server": f"http://127.0.0.1:{server.server_port}"}}],
        "users": [{"name": "c", "user": {}}],
        "contexts": [{"name": "c", "context": {"cluster": "c", "user": "c"}}],
        "current-context": "c",
    }
    kubeconfig.write(tmp_path / "kubeconfig", config)
    return Api(tmp_path / "kubeconfig", "c")


def test_a_kind_that_is_not_ready_is_asked_for_again(server: ApiServer, api: Api) -> None:
    server.answers = [NOT_YET, refusal(429, INITIALIZING), LISTED]
    assert lists(api, [FOOS]) == [(FOOS, [FOO])]
    assert server.asked == 3


def test_the_server_says_when(server: ApiServer, api: Api) -> None:
    server.answers = [refusal(429, INITIALIZING, Retry_After="7")]
    with pytest.raises(ApiError) as caught:
        api.get(PATH)
    assert (caught.value.status, caught.value.retry_after) == (429, 7.0)


def test_it_is_not_asked_again_when_that_would_be_too_late(server: ApiServer, api: Api) -> None:
    server.answers = [refusal(429, INITIALIZING, Retry_After="7")]
    [(_, refused)] = lists(api, [FOOS], patience=2)
    assert str(refused) == f"c: GET {PATH}: 429 {INITIALIZING}, for 2 s"
    assert server.asked == 1


@pytest.mark.parametrize("status", [404, 405])
def test_a_kind_that_is_gone_has_no_objects(server: ApiServer, api: Api, status: int) -> None:
    server.answers = [refusal(status, "gone")]
    assert lists(api, [FOOS]) == [(FOOS, [])]


def test_an_inventory_waits_for_kinds(server: ApiServer, api: Api) -> None:
    server.answers = [NOT_YET, LISTED]
    foo = Identity(group="example.com", plural="foos", namespace="default", name="a")
    assert list(take_inventory(api).objects) == [foo]


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        pytest.param(NOT_YET, f"c: GET {PATH}: 429 {INITIALIZING}, for 0 s", id="never ready"),
        pytest.param(refusal(403, "forbidden"), f"c: GET {PATH}: 403 forbidden", id="refused"),
    ],
)
def test_an_inventory_is_of_everything_or_fails(server: ApiServer, api: Api, answer: Answer, message: str) -> None:
    server.answers = [answer]
    with pytest.raises(ApiError) as caught:
        take_inventory(api, patience=0.1)
    assert str(caught.value) == message


def test_a_snapshot_tells_what_is_refused(server: ApiServer, api: Api) -> None:
    server.answers = [refusal(403, "forbidden")]
    assert cluster_snapshot(api, "c").refused == {("example.com", "foos"): f"c: GET {PATH}: 403 forbidden"}


def test_nobody_there(server: ApiServer, api: Api) -> None:
    server.shutdown()
    server.server_close()
    with pytest.raises(ApiError, match="no answer"):
        lists(api, [FOOS])
