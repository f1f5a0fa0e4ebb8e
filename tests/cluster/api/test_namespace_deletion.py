"""Namespaces end as soon as they are empty, and not before."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import platformdirs
import pytest

from harness.cluster.api.apply import apply
from harness.cluster.api.client import Api, ApiError
from harness.cluster.api.inventory import take_inventory
from harness.cluster.api.namespace_deletion import NAMESPACES, contained, empty, let_go
from harness.cluster.api.reset import restore
from harness.cluster.embedded import EmbeddedOptions, EmbeddedProvider
from harness.cluster.fleet.topology import default_topology
from harness.cluster.processes import ProcessIdentity
from harness.cluster.toolchain import Toolchain

pytestmark = pytest.mark.cluster

FINALIZER = "example.com/held"


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    toolchain = Toolchain(Path(platformdirs.user_cache_dir("docs-harness")))
    owner = ProcessIdentity.of(os.getpid())
    provider = EmbeddedProvider(toolchain, tmp_path_factory.mktemp("fleets"), EmbeddedOptions(owner=owner))
    fleet = provider.create("emptying", default_topology(1), progress=lambda _: None)
    api = Api(fleet.kubeconfig, fleet.clusters[0].context)
    settle(api)
    yield api
    provider.destroy(fleet)


def settle(api: Api) -> None:
    """Until controllers have written what they write after they have started."""
    earlier = None
    while earlier != (now := take_inventory(api).objects):
        earlier = now
        time.sleep(2)


def made(api: Api, namespace: str) -> None:
    """A namespace with what users, controllers and programs put into one."""
    labels = {"app": "web"}
    template = {"metadata": {"labels": labels}, "spec": {"containers": [{"name": "web", "image": "web"}]}}
    objects: list[dict[str, Any]] = [
        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "map"}},
        {
            "apiVersion": "apps/v1",
            "kind": "Deployment",
            "metadata": {"name": "web"},
            "spec": {"replicas": 2, "selector": {"matchLabels": labels}, "template": template},
        },
        {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}, "spec": {"ports": [{"port": 80}]}},
        {"apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": {"name": "leader"}},
    ]
    for item in objects:
        item["metadata"]["namespace"] = namespace
    apply(api, [{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": namespace}}, *objects])


def exists(api: Api, path: str) -> bool:
    try:
        api.get(path)
    except ApiError as error:
        if error.status == 404:
            return False
        raise
    return True


def inside(api: Api, namespace: str) -> set[str]:
    return {
        f"{kind.plural}/{item['metadata']['name']}"
        for kind in contained(api)
        for item in api.get(kind.path(namespace))["items"]
    }


def test_a_namespace_ends(api: Api) -> None:
    before = take_inventory(api)
    made(api, "full")
    restore(api, before)
    assert not exists(api, f"{NAMESPACES}/full")


def test_nothing_of_it_is_in_a_namespace_of_the_same_name(api: Api) -> None:
    before = take_inventory(api)
    made(api, "again")
    restore(api, before)
    apply(api, [{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "again"}}])
    assert inside(api, "again") <= {"serviceaccounts/default", "configmaps/kube-root-ca.crt"}
    restore(api, before)


@pytest.mark.parametrize("finalizers", [[], [FINALIZER]], ids=["left", "left and held"])
def test_what_outlived_its_namespace_goes(api: Api, finalizers: list[str]) -> None:
    """As a controller does that writes into a namespace while it ends."""
    before = take_inventory(api)
    metadata = {"name": "left", "namespace": "ghost", "finalizers": finalizers}
    namespace = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "ghost"}}
    apply(api, [namespace, {"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata}])
    api.delete(f"{NAMESPACES}/ghost")
    api.replace(f"{NAMESPACES}/ghost/finalize", {**namespace, "spec": {"finalizers": []}})
    assert not exists(api, f"{NAMESPACES}/ghost")
    restore(api, before, timeout=30)
    assert not exists(api, f"{NAMESPACES}/ghost/configmaps/left")


def test_a_namespace_that_holds_something_is_not_let_go(api: Api) -> None:
    made(api, "held")
    held = f"{NAMESPACES}/held/configmaps/map"
    api.merge(held, {"metadata": {"finalizers": [FINALIZER]}})
    api.delete(f"{NAMESPACES}/held")
    empty(api, {"held"})
    let_go(api, {"held"})
    assert exists(api, f"{NAMESPACES}/held")
    assert "configmaps/map" in inside(api, "held")
    api.merge(held, {"metadata": {"finalizers": None}})
    deadline = time.monotonic() + 60
    while exists(api, f"{NAMESPACES}/held") and time.monotonic() < deadline:
        for pod in api.get(f"{NAMESPACES}/held/pods")["items"]:
            api.delete(f"{NAMESPACES}/held/pods/{pod['metadata']['name']}")
        let_go(api, {"held"})
        time.sleep(0.2)
    assert not exists(api, f"{NAMESPACES}/held")


def test_what_is_gone_already_is_let_go(api: Api) -> None:
    let_go(api, {"never-was"})
