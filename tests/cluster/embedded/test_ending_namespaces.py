"""Namespaces that end, with an API that holds what the test says."""

import threading
from collections.abc import Iterator, Mapping
from typing import Any, cast

import pytest

from harness.cluster.api.client import Api, ApiKind
from harness.cluster.embedded import ending_namespaces
from harness.cluster.embedded.ending_namespaces import EndingNamespaces
from harness.cluster.waiting import until

VERBS = frozenset({"list", "delete", "deletecollection"})
SECRETS = ApiKind(group="", plural="secrets", version="v1", kind="Secret", namespaced=True, verbs=VERBS)
NODES = ApiKind(group="", plural="nodes", version="v1", kind="Node", namespaced=False, verbs=VERBS)


class Cluster:
    """``held`` namespaces keep a secret whatever is asked for; ``asked`` are the requests that change something."""

    context = "one"

    def __init__(self, *events: Mapping[str, Any], held: frozenset[str] = frozenset()) -> None:
        self.events, self.held = events, held
        self.asked: list[str] = []
        self.let_go: set[str] = set()
        self.silent = threading.Event()

    def watch(self, _: str) -> Iterator[Mapping[str, Any]]:
        yield from self.events
        self.silent.wait()

    def kinds(self) -> tuple[ApiKind, ...]:
        return (SECRETS, NODES)

    def request(self, method: str, path: str, **_: Any) -> Any:
        self.asked.append(f"{method} {path}")
        return {}

    def get(self, path: str, **_: Any) -> Any:
        return {"items": [{"metadata": {"namespace": name}} for name in self.held]} if path == SECRETS.path() else {}

    def found(self, path: str) -> Any:
        return None if path.rpartition("/")[2] in self.let_go else {}

    def replace(self, path: str, body: Mapping[str, Any]) -> Any:
        self.asked.append(f"PUT {path}")
        self.let_go.add(body["metadata"]["name"])


def event(name: str, sort: str = "MODIFIED", **metadata: str) -> Mapping[str, Any]:
    return {"type": sort, "object": {"metadata": {"name": name, **metadata}}}


ENDS = {"deletionTimestamp": "2020-01-01T00:00:00Z"}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_SEEN", "_BETWEEN"):
        monkeypatch.setattr(ending_namespaces, name, 0.01)


def test_a_deleted_namespace_is_emptied_and_let_go() -> None:
    cluster = Cluster(event("shop", **ENDS))
    EndingNamespaces(cast("Api", cluster))
    until(lambda: "shop" in cluster.let_go, timeout=10, what="end of the namespace", interval=0.01)
    assert cluster.asked == [
        "DELETE /api/v1/namespaces/shop/secrets",
        "DELETE /api/v1/namespaces/shop/pods",
        "PUT /api/v1/namespaces/shop/finalize",
    ]


def test_a_namespace_that_holds_something_stays_for_its_controller() -> None:
    cluster = Cluster(event("kept", **ENDS), event("shop", **ENDS), held=frozenset({"kept"}))
    EndingNamespaces(cast("Api", cluster))
    until(lambda: "shop" in cluster.let_go, timeout=10, what="end of the other namespace", interval=0.01)
    assert cluster.let_go == {"shop"}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(event("other", "ADDED"), id="a new one"),
        pytest.param(event("other"), id="one that has changed"),
        pytest.param(event("other", "DELETED", **ENDS), id="one that is gone"),
    ],
)
def test_nothing_else_is_touched(other: Mapping[str, Any]) -> None:
    cluster = Cluster(other, event("shop", **ENDS))
    EndingNamespaces(cast("Api", cluster))
    until(lambda: "shop" in cluster.let_go, timeout=10, what="end of the other namespace", interval=0.01)
    assert not [each for each in cluster.asked if "other" in each]
