"""Layers of a real cluster: what runs in one goes on running, and one that a page broke runs again."""

import subprocess
from collections.abc import Callable, Iterator
from typing import Final

import pytest

from harness.cluster.containers import ContainerProvider
from harness.cluster.fleet.topology import default_topology
from harness.cluster.provider import Fleet

pytestmark = pytest.mark.kind

Kubectl = Callable[..., str]
UPPER: Final = "upper"


@pytest.fixture(scope="module")
def provider(
    make_kind: Callable[..., ContainerProvider], tmp_path_factory: pytest.TempPathFactory
) -> ContainerProvider:
    return make_kind(tmp_path_factory.mktemp("layers"))


@pytest.fixture(scope="module")
def fleet(provider: ContainerProvider) -> Iterator[Fleet]:
    fleet = provider.create("layers", default_topology(1), progress=lambda _: None)
    yield fleet
    provider.destroy(fleet)


@pytest.fixture(scope="module")
def kubectl(fleet: Fleet) -> Kubectl:
    def run(*arguments: str) -> str:
        command = [str(fleet.path[0] / "kubectl"), "--kubeconfig", str(fleet.kubeconfig), *arguments]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout

    return run


@pytest.fixture(scope="module")
def pod(provider: ContainerProvider, fleet: Fleet, kubectl: Kubectl) -> str:
    """The pod of a layer that is remembered now."""
    kubectl("create", "namespace", "layer")
    kubectl("create", "configmap", "settings", "--namespace=layer", "--from-literal=colour=green")
    kubectl("create", "deployment", "web", "--namespace=layer", "--image=nginx")
    kubectl("rollout", "status", "deployment/web", "--namespace=layer", "--timeout=60s")
    name = kubectl("get", "pods", "--namespace=layer", "-o", "name")
    provider.remember(fleet, UPPER)
    return name


def back(provider: ContainerProvider, fleet: Fleet) -> None:
    provider.return_to(fleet, UPPER, progress=lambda _: None)


def test_what_a_page_made_goes_and_the_layers_pod_runs_on(
    provider: ContainerProvider, fleet: Fleet, kubectl: Kubectl, pod: str
) -> None:
    kubectl("create", "namespace", "page")
    kubectl("create", "deployment", "more", "--namespace=page", "--image=nginx")
    kubectl("create", "configmap", "more", "--namespace=layer")
    kubectl("patch", "configmap", "settings", "--namespace=layer", "--patch", "data: {colour: red}")
    back(provider, fleet)
    assert "page" not in kubectl("get", "namespaces", "-o", "name")
    assert kubectl("get", "configmaps", "--namespace=layer", "-o", "name").split() == [
        "configmap/kube-root-ca.crt",
        "configmap/settings",
    ]
    assert kubectl("get", "configmap", "settings", "--namespace=layer", "-o", "jsonpath={.data.colour}") == "green"
    assert kubectl("get", "pods", "--namespace=layer", "-o", "name") == pod


def test_a_layer_that_a_page_deleted_runs_again(
    provider: ContainerProvider, fleet: Fleet, kubectl: Kubectl, pod: str
) -> None:
    kubectl("delete", "namespace", "layer")
    back(provider, fleet)
    again = kubectl("get", "pods", "--namespace=layer", "--field-selector=status.phase=Running", "-o", "name")
    assert again.count("pod/web-") == 1
    assert again != pod


def test_below_a_layer_is_the_state_that_the_fleet_was_made_in(
    provider: ContainerProvider, fleet: Fleet, kubectl: Kubectl, pod: str
) -> None:
    before = kubectl("get", "namespaces", "-o", "name")
    provider.reset(fleet, progress=lambda _: None)
    assert "namespace/layer" not in kubectl("get", "namespaces", "-o", "name")
    back(provider, fleet)
    assert kubectl("get", "namespaces", "-o", "name") == before
    provider.forget(fleet, UPPER)
    assert not list(fleet.state.glob(f"*.{UPPER}.*"))
    assert pod
