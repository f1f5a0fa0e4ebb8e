"""Pods that processes stand for, with the one that pages need most: Istio's control plane, by Helm and by istioctl."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import platformdirs
import pytest

from harness.cluster import charts, processes
from harness.cluster.embedded import EmbeddedOptions, EmbeddedProvider
from harness.cluster.file_server import served
from harness.cluster.fleet.environment import shell_environment
from harness.cluster.fleet.topology import default_topology
from harness.cluster.processes import ProcessIdentity
from harness.cluster.provider import Fleet
from harness.cluster.toolchain import Toolchain

pytestmark = pytest.mark.cluster

CHARTS = "go:istio.io/istio@{istio-module}/manifests/charts"
GATEWAY_API = "go:sigs.k8s.io/gateway-api@{gateway-api}/config/crd"
GATEWAY = """
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: east-west, namespace: istio-system, labels: {topology.istio.io/network: network1}}
spec:
  gatewayClassName: istio-east-west
  listeners:
  - name: mesh
    port: 15008
    protocol: HBONE
    tls: {mode: Terminate, options: {gateway.istio.io/tls-terminate-mode: ISTIO_MUTUAL}}
"""
ROUTE = """
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: reviews, namespace: default}
spec:
  parentRefs: [{group: "", kind: Service, name: reviews, port: 9080}]
  rules: [{backendRefs: [{name: reviews, port: 9080}]}]
"""
VALIDATOR = "validatingwebhookconfiguration/istio-validator-istio-system"
WRONG = """
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: wrong, namespace: default}
spec: {hosts: [a], http: [{route: [{destination: {host: b}, weight: -1}]}]}
"""
INSTALL = {
    "helm": """
        helm install istio-base istio/base -n istio-system --kube-context "$CTX_CLUSTER1" &&
        helm install istiod istio/istiod -n istio-system --kube-context "$CTX_CLUSTER1" \
            --set profile=ambient --set global.network=network1 --set env.AMBIENT_ENABLE_MULTI_NETWORK=true
    """,
    "istioctl": """
        istioctl install -y --context "$CTX_CLUSTER1" --set profile=ambient --set values.global.network=network1 \
            --set values.pilot.env.AMBIENT_ENABLE_MULTI_NETWORK=true
    """,
}


@pytest.fixture(scope="module")
def toolchain() -> Toolchain:
    return Toolchain(Path(platformdirs.user_cache_dir("docs-harness")))


@pytest.fixture(scope="module")
def provider(toolchain: Toolchain, tmp_path_factory: pytest.TempPathFactory) -> EmbeddedProvider:
    options = EmbeddedOptions(owner=ProcessIdentity.of(os.getpid()))
    return EmbeddedProvider(toolchain, tmp_path_factory.mktemp("istio"), options)


@pytest.fixture(scope="module")
def fleet(provider: EmbeddedProvider, toolchain: Toolchain) -> Iterator[Fleet]:
    toolchain.ensure(["pilot-discovery"], progress=lambda _: None)
    fleet = provider.create("istio", default_topology(1), progress=lambda _: None)
    yield fleet
    provider.destroy(fleet)


@pytest.fixture
def shell(fleet: Fleet, toolchain: Toolchain, tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Runs bash with Istio's chart repository, and fails when the command does."""
    repository = tmp_path / "istio"
    repository.mkdir()
    source = toolchain.source(CHARTS, base=tmp_path, progress=lambda _: None)
    charts.package(source, repository, charts.release_stamp(CHARTS, toolchain.versions))
    tools = toolchain.folder(["helm", "istioctl", "kubectl"], progress=lambda _: None)
    with served({"istio": repository}) as urls:
        charts.prepare_helm(tmp_path / "home", {"istio": repository}, urls)

        def run(command: str, *, stdin: str = "", status: int = 0) -> str:
            environment = shell_environment(
                fleet,
                home=tmp_path / "home",
                workdir=tmp_path,
                templates={"CTX_CLUSTER1": "{cluster1.context}"},
                inherit={"PATH": os.environ["PATH"]},
                path=[tools],
            )
            done = subprocess.run(
                ["bash", "-c", command],
                env=environment,
                input=stdin,
                capture_output=True,
                text=True,
                timeout=180,
                check=False,
            )
            assert done.returncode == status, done.stdout + done.stderr
            return done.stdout + done.stderr

        yield run


def pilots(fleet: Fleet) -> list[Any]:
    return [process for state, process in processes.tagged() if state == fleet.state and "pilot" in process.name()]


@pytest.mark.parametrize("how", INSTALL)
def test_istio_from_install_to_reset(
    *,
    shell: Callable[..., str],
    provider: EmbeddedProvider,
    toolchain: Toolchain,
    fleet: Fleet,
    tmp_path: Path,
    how: str,
) -> None:
    definitions = toolchain.source(GATEWAY_API, base=tmp_path, progress=lambda _: None)
    kubectl = 'kubectl --context "$CTX_CLUSTER1"'
    shell(f"{kubectl} create namespace istio-system && {kubectl} apply --server-side -k {definitions}")
    shell(INSTALL[how])
    shell(f"{kubectl} apply -f -", stdin=GATEWAY)
    shell(f"{kubectl} -n istio-system wait --for=condition=Programmed gateway/east-west --timeout=30s")
    address = f"{kubectl} -n istio-system get gateway east-west -o jsonpath='{{.status.addresses[0].value}}'"
    assert shell(address).startswith("198.18.1.")

    # Its webhooks are reached: the process refuses what only it understands, and injects what only it knows.
    # Until it has put its certificate there, anything that it cannot be asked about is let in.
    shell(f"{kubectl} wait {VALIDATOR} --for=jsonpath='{{.webhooks[0].failurePolicy}}'=Fail --timeout=60s")
    assert "weight -1 < 0" in shell(f"{kubectl} apply -f -", stdin=WRONG, status=1)
    shell(f"{kubectl} label namespace default istio-injection=enabled && {kubectl} create deployment web --image=nginx")
    shell(f"{kubectl} wait --for=condition=Available deployment/web --timeout=30s")
    assert "istio-proxy" in shell(f"{kubectl} get pods -o jsonpath='{{.items[0].spec.containers[*].name}}'")

    # istioctl reaches it through the pod's forwarded ports.
    assert f"control plane version: {toolchain.versions['istio']}" in shell(
        'istioctl --context "$CTX_CLUSTER1" version'
    )

    (pilot,) = pilots(fleet)
    provider.reset(fleet, progress=lambda _: None)
    assert not pilot.is_running()
    assert shell(f"{kubectl} get pods --all-namespaces -o name") == ""


def test_a_process_that_ends_is_started_again(
    shell: Callable[..., str], provider: EmbeddedProvider, fleet: Fleet
) -> None:
    kubectl = 'kubectl --context "$CTX_CLUSTER1"'
    shell(f"{kubectl} create namespace istio-system")
    shell(INSTALL["helm"])

    def one_pilot_but(old: int) -> bool:
        deadline = time.monotonic() + 15
        while time.monotonic() < deadline:
            if [process.pid for process in pilots(fleet) if process.pid != old]:
                return True
            time.sleep(0.1)
        return False

    assert one_pilot_but(0)
    (pilot,) = pilots(fleet)
    pilot.kill()
    assert one_pilot_but(pilot.pid)
    provider.reset(fleet, progress=lambda _: None)
    assert pilots(fleet) == []


@pytest.mark.slow
def test_controllers_know_of_kinds_that_vanish_and_come_again_between_layers(
    shell: Callable[..., str], provider: EmbeddedProvider, toolchain: Toolchain, fleet: Fleet, tmp_path: Path
) -> None:
    """An informer whose kind vanished asks for it half a minute later; a page does not wait as long."""
    definitions = toolchain.source(GATEWAY_API, base=tmp_path, progress=lambda _: None)
    kubectl = 'kubectl --context "$CTX_CLUSTER1"'
    shell(f"{kubectl} create namespace istio-system")
    shell(INSTALL["istioctl"])
    provider.remember(fleet, "istio")
    (pilot,) = pilots(fleet)
    shell(f"{kubectl} create configmap of-the-page")
    provider.return_to(fleet, "istio", progress=lambda _: None)
    assert pilots(fleet) == [pilot]  # no kind has changed
    shell(f"{kubectl} apply --server-side -k {definitions}")
    provider.remember(fleet, "kinds")
    provider.return_to(fleet, "istio", progress=lambda _: None)
    assert pilots(fleet) != [pilot]
    time.sleep(15)
    provider.return_to(fleet, "kinds", progress=lambda _: None)
    shell(f"{kubectl} apply -f -", stdin=ROUTE)
    shell(f"{kubectl} wait httproute/reviews --for=jsonpath='{{.status.parents}}' --timeout=5s")
    provider.reset(fleet, progress=lambda _: None)


def test_a_layer_comes_back_after_its_pods_were_replaced(
    shell: Callable[..., str], provider: EmbeddedProvider, fleet: Fleet
) -> None:
    """The processes that stand for the layer's pods listen elsewhere than when it was remembered."""
    kubectl = 'kubectl --context "$CTX_CLUSTER1"'
    shell(f"{kubectl} create namespace istio-system")
    shell(INSTALL["istioctl"])
    provider.remember(fleet, "istio")
    (pilot,) = pilots(fleet)
    shell(f"{kubectl} -n istio-system rollout restart deployment/istiod")
    shell(f"{kubectl} -n istio-system rollout status deployment/istiod --timeout=60s")
    pilot.wait(timeout=60)  # a pod has its time to end
    provider.return_to(fleet, "istio", progress=lambda _: None)
    assert pilots(fleet) != [pilot]
    assert len(pilots(fleet)) == 1
    assert "control plane version" in shell('istioctl --context "$CTX_CLUSTER1" version')
    provider.reset(fleet, progress=lambda _: None)
