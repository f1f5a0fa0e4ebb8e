"""What a reset removes and writes, in which order, and when it gives in or gives up."""

import base64
import http.server
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from harness.cluster.embedded.etcd_snapshot import PREFIX, Change, difference, load, lost, restore, save, take, written
from harness.errors import ClusterError

KEPT = {"/registry/namespaces/default": "MQ==", "/registry/configmaps/default/a": "Mg=="}


@pytest.mark.parametrize(
    ("now", "change"),
    [
        pytest.param(KEPT, Change(remove=(), write={}), id="nothing changed"),
        pytest.param(
            {"/registry/namespaces/default": "MQ=="},
            Change(remove=(), write={"/registry/configmaps/default/a": "Mg=="}),
            id="something was deleted",
        ),
        pytest.param(
            {**KEPT, "/registry/configmaps/default/a": "Mw=="},
            Change(remove=(), write={"/registry/configmaps/default/a": "Mg=="}),
            id="something was changed",
        ),
        pytest.param(
            {**KEPT, "/registry/secrets/default/b": "MQ=="},
            Change(remove=("/registry/secrets/default/b",), write={}),
            id="something was made",
        ),
        pytest.param(
            {**KEPT, "/registry/leases/kube-node-lease/n": "MQ==", "/registry/masterleases/1": "MQ=="},
            Change(remove=(), write={}),
            id="heartbeats are left alone",
        ),
        pytest.param(
            {**KEPT, "/registry/leases/istio-system/leader": "MQ=="},
            Change(remove=("/registry/leases/istio-system/leader",), write={}),
            id="an election of the page's own is not",
        ),
    ],
)
def test_difference(now: dict[str, str], change: Change) -> None:
    assert difference(KEPT, now) == change


def test_owners_go_before_what_they_own_and_namespaces_last() -> None:
    names = [
        "validatingwebhookconfigurations/w",
        "deployments/n/d",
        "example.com/things/n/t",
        "services/specs/n/s",
        "replicasets/n/r",
        "pods/n/p",
        "apiextensions.k8s.io/customresourcedefinitions/things.example.com",
        "apiregistration.k8s.io/apiservices/v1.example.com",
        "namespaces/n",
    ]
    now = {f"/registry/{name}": "MQ==" for name in reversed(names)}
    order = [key.removeprefix("/registry/") for key in difference({}, now).remove]
    assert order == ["deployments/n/d", "validatingwebhookconfigurations/w", *names[2:]]


class Etcd:
    """The gateway of an etcd that holds ``keys``; ``answer`` may write to them when something was removed."""

    def __init__(self, keys: dict[str, str]) -> None:
        self.keys = dict(keys)
        self.answer: Callable[[Etcd], None] = lambda _: None
        etcd = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                reply = json.dumps(etcd.handle(self.path, body)).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(reply)))
                self.end_headers()
                self.wfile.write(reply)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the standard library
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def handle(self, path: str, body: Any) -> Any:
        if path == "/v3/kv/range":
            items = [{"key": encode(key), "value": value} for key, value in self.keys.items()]
            return {"kvs": items} if items else {}
        assert len(body["success"]) <= 128
        for operation in body["success"]:
            if put := operation.get("requestPut"):
                self.keys[decode(put["key"])] = put["value"]
            else:
                self.keys.pop(decode(operation["requestDeleteRange"]["key"]), None)
        self.answer(self)
        return {}


def encode(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def decode(text: str) -> str:
    return base64.b64decode(text).decode()


@pytest.fixture
def etcd() -> Iterator[Etcd]:
    etcd = Etcd(KEPT)
    thread = threading.Thread(target=etcd.server.serve_forever, args=(0.02,))
    thread.start()
    yield etcd
    etcd.server.shutdown()
    thread.join()
    etcd.server.server_close()


def test_everything_is_put_back(etcd: Etcd) -> None:
    wanted = take(etcd.url)
    etcd.keys = {f"/registry/secrets/n/{number}": "MQ==" for number in range(300)}
    assert restore(etcd.url, wanted) == ()
    assert etcd.keys == KEPT


def test_what_a_controller_makes_anew_for_a_moment_is_removed_again(etcd: Etcd) -> None:
    wanted, moments = take(etcd.url), iter(range(1))

    def controller(etcd: Etcd) -> None:
        if next(moments, None) is not None:
            etcd.keys["/registry/pods/n/again"] = "MQ=="

    etcd.answer = controller
    etcd.keys["/registry/replicasets/n/r"] = "MQ=="
    assert restore(etcd.url, wanted) == ()
    assert etcd.keys == KEPT


def test_what_comes_back_each_time_is_its_controllers_own(etcd: Etcd) -> None:
    wanted = take(etcd.url)
    status = "/registry/metallb.io/configurationstates/metallb-system/controller"

    def controller(etcd: Etcd) -> None:
        etcd.keys[status] = "MQ=="

    etcd.answer = controller
    etcd.keys["/registry/secrets/n/s"] = "MQ=="
    assert restore(etcd.url, wanted) == (status,)
    assert etcd.keys == {**KEPT, status: "MQ=="}


def test_owners_come_back_together_with_what_they_own() -> None:
    kinds = ["mutatingwebhookconfigurations/", "endpointslices/", "namespaces/", "pods/", "services/specs/", "secrets/"]
    keys = [f"{PREFIX}{kind}a" for kind in [*kinds, "replicasets/", "deployments/"]]
    stages = [{key.removeprefix(PREFIX) for key in stage} for stage in written(keys)]
    assert stages == [
        {"namespaces/a"},
        {"services/specs/a", "secrets/a"},
        {"pods/a", "replicasets/a", "deployments/a"},
        {"mutatingwebhookconfigurations/a", "endpointslices/a"},
    ]


def test_what_is_lost_of_a_kind() -> None:
    wanted = {f"{PREFIX}pods/default/a": "1", f"{PREFIX}pods/default/b": "1", f"{PREFIX}secrets/c": "1"}
    assert lost(wanted, {f"{PREFIX}pods/default/a": "2"}, "pods") == (f"{PREFIX}pods/default/b",)


def test_an_etcd_that_is_gone() -> None:
    with pytest.raises(ClusterError, match=r"etcd at http://127\.0\.0\.1:1 does not answer: "):
        take("http://127.0.0.1:1")


def test_a_snapshot_is_for_its_owners_eyes(tmp_path: Path) -> None:
    save(KEPT, tmp_path / "etcd.json")
    assert load(tmp_path / "etcd.json") == KEPT
    assert (tmp_path / "etcd.json").stat().st_mode & 0o777 == 0o600
