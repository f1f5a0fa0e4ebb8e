"""Layers that are put back through the API, on an embedded control plane: what they do needs no containers."""

import os
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import platformdirs
import pytest

from harness.cluster.api.client import Api, ApiError
from harness.cluster.containers.container_layers import remember_layer, restore_layer
from harness.cluster.embedded import EmbeddedOptions, EmbeddedProvider
from harness.cluster.fleet.topology import default_topology
from harness.cluster.processes import ProcessIdentity
from harness.cluster.toolchain import Toolchain
from harness.cluster.waiting import until

pytestmark = pytest.mark.cluster
WEB = {
    "metadata": {"name": "web"},
    "spec": {
        "selector": {"matchLabels": {"app": "web"}},
        "template": {
            "metadata": {"labels": {"app": "web"}},
            "spec": {"containers": [{"name": "web", "image": "nginx"}]},
        },
    },
}
DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments"


@pytest.fixture
def api(tmp_path: Path) -> Iterator[Api]:
    toolchain = Toolchain(Path(platformdirs.user_cache_dir("docs-harness")))
    provider = EmbeddedProvider(toolchain, tmp_path, EmbeddedOptions(owner=ProcessIdentity.of(os.getpid())))
    fleet = provider.create("one", default_topology(1), progress=lambda _: None)
    yield Api(fleet.kubeconfig, "cluster1")
    provider.destroy(fleet)


def names(api: Api, path: str) -> set[str]:
    return {item["metadata"]["name"] for item in api.get(path)["items"]}


def test_what_a_page_made_on_top_goes_and_a_layer_that_went_comes_back(api: Api, tmp_path: Path) -> None:
    remember_layer(api, tmp_path, "base")
    api.create("/api/v1/namespaces", {"metadata": {"name": "layer"}})
    api.create("/api/v1/namespaces/layer/configmaps", {"metadata": {"name": "one"}, "data": {"a": "1"}})
    api.create(DEPLOYMENTS, WEB)
    remember_layer(api, tmp_path, "upper")
    api.create("/api/v1/namespaces", {"metadata": {"name": "page"}})
    api.merge("/api/v1/namespaces/layer/configmaps/one", {"data": {"a": "2", "b": "3"}})
    api.delete(f"{DEPLOYMENTS}/web")
    restore_layer(api, tmp_path, "upper", stopped=lambda: False)
    assert "page" not in names(api, "/api/v1/namespaces")
    assert api.get("/api/v1/namespaces/layer/configmaps/one")["data"] == {"a": "1"}
    assert api.get(f"{DEPLOYMENTS}/web")["status"]["availableReplicas"] == 1
    restore_layer(api, tmp_path, "base", stopped=lambda: False)
    assert "layer" not in names(api, "/api/v1/namespaces")
    with pytest.raises(ApiError):
        api.get(f"{DEPLOYMENTS}/web")
    restore_layer(api, tmp_path, "upper", stopped=lambda: False)
    assert api.get("/api/v1/namespaces/layer/configmaps/one")["data"] == {"a": "1"}
    assert api.get(f"{DEPLOYMENTS}/web")["status"]["availableReplicas"] == 1


ROUTES = {
    "metadata": {"name": "routes.example.com"},
    "spec": {
        "group": "example.com",
        "names": {"kind": "Route", "listKind": "RouteList", "plural": "routes", "singular": "route"},
        "scope": "Namespaced",
        "versions": [
            {"name": "v1", "served": True, "storage": True, "schema": {"openAPIV3Schema": {"type": "object"}}}
        ],
    },
}
DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
RBAC = "/apis/rbac.authorization.k8s.io/v1"


def uids(api: Api, app: str) -> set[str]:
    return {pod["metadata"]["uid"] for pod in api.get(f"/api/v1/pods?labelSelector=app%3D{app}")["items"]}


def test_only_controllers_of_a_kind_that_went_start_anew(api: Api, tmp_path: Path) -> None:
    api.create("/api/v1/namespaces/default/serviceaccounts", {"metadata": {"name": "router"}})
    rule = {"apiGroups": ["example.com"], "resources": ["*"], "verbs": ["list", "watch"]}
    api.create(f"{RBAC}/clusterroles", {"metadata": {"name": "router"}, "rules": [rule]})
    subject = {"kind": "ServiceAccount", "name": "router", "namespace": "default"}
    role = {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "router"}
    binding = {"metadata": {"name": "router"}, "roleRef": role, "subjects": [subject]}
    api.create(f"{RBAC}/clusterrolebindings", binding)
    router: Any = deepcopy(WEB)
    router["metadata"]["name"] = "router"
    router["spec"]["selector"]["matchLabels"] = router["spec"]["template"]["metadata"]["labels"] = {"app": "router"}
    router["spec"]["template"]["spec"]["serviceAccountName"] = "router"
    api.create(DEPLOYMENTS, WEB)
    api.create(DEPLOYMENTS, router)
    until(lambda: len(uids(api, "router")) == len(uids(api, "web")) == 1, timeout=20, what="pods")
    remember_layer(api, tmp_path, "layer")
    before = uids(api, "router"), uids(api, "web")
    restore_layer(api, tmp_path, "layer", stopped=lambda: False)
    assert (uids(api, "router"), uids(api, "web")) == before
    api.create(DEFINITIONS, ROUTES)
    restore_layer(api, tmp_path, "layer", stopped=lambda: False)
    assert len(uids(api, "router")) == 1
    assert uids(api, "router").isdisjoint(before[0])
    assert uids(api, "web") == before[1]
