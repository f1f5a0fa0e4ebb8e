"""What a page adds to a node's capacity can be given to pods."""

import threading
from collections.abc import Iterator, Mapping
from typing import Any, cast

import pytest

from harness.cluster.api.client import Api
from harness.cluster.embedded.extended_resources import ExtendedResources, to_allocate
from harness.cluster.waiting import until

CPU = {"cpu": "4"}
OVEN = {"example.com/oven": "4"}


@pytest.mark.parametrize(
    ("capacity", "allocatable", "changed"),
    [
        pytest.param(CPU | OVEN, CPU, OVEN, id="added"),
        pytest.param(CPU | OVEN, CPU | {"example.com/oven": "2"}, OVEN, id="changed"),
        pytest.param(CPU | OVEN, CPU | OVEN, {}, id="the same"),
        pytest.param(CPU, CPU | OVEN, {"example.com/oven": None}, id="removed"),
        pytest.param({"cpu": "8"}, CPU, {}, id="the node's own"),
        pytest.param({"x.kubernetes.io/oven": "1"}, {}, {}, id="of Kubernetes itself"),
    ],
)
def test_what_is_to_be_given(
    capacity: Mapping[str, str], allocatable: Mapping[str, str], changed: Mapping[str, str | None]
) -> None:
    assert to_allocate({"capacity": capacity, "allocatable": allocatable}) == changed


class Cluster:
    """An API with one node; ``merged`` is what was changed."""

    context = "one"

    def __init__(self) -> None:
        self.merged: list[tuple[str, Mapping[str, Any]]] = []
        self.silent = threading.Event()

    def watch(self, _: str) -> Iterator[Mapping[str, Any]]:
        yield {"type": "ADDED", "object": {"metadata": {"name": "kitchen"}}}  # as the API tells it: without a status
        self.silent.wait()

    def found(self, _: str) -> Any:
        return {"status": {"capacity": CPU | OVEN, "allocatable": CPU}}

    def merge(self, path: str, body: Mapping[str, Any]) -> None:
        self.merged.append((path, body))


def test_a_node_is_looked_at_when_it_changes() -> None:
    cluster = Cluster()
    ExtendedResources(cast("Api", cluster))
    until(lambda: bool(cluster.merged), timeout=10, what="change of the node", interval=0.01)
    assert cluster.merged == [("/api/v1/nodes/kitchen/status", {"status": {"allocatable": OVEN}})]
