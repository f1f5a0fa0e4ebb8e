"""What every provider's fleets must do. What one does not have is asserted to be declared so, never left out."""

import os
import signal
import stat
import subprocess
import time
from collections.abc import Callable
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

import pytest
import yaml

from harness.capability import Capability, Fidelity
from harness.cluster import processes
from harness.cluster.address_pool import parse_pool
from harness.cluster.provider import ClusterProvider, Fleet
from harness.cluster.simulated_errors import refused

WEB = """
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "nginx:latest", ports: [{containerPort: 80}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}
"""
THINGS = """
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: things.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {plural: things, kind: Thing, singular: thing}
  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]
"""
THING = "{apiVersion: example.com/v1, kind: Thing, metadata: {name: one, namespace: left}}"
OWN_CONTEXT = '--context="${CTX_CLUSTER1}"'
OTHER_CONTEXT = '--context="${CTX_CLUSTER2}"'


def until(condition: Callable[[], object], *, seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.2)
    return True


def test_a_fleet_is_what_was_asked_for(fleet: Fleet, topology: Any, candidate: Any) -> None:
    assert fleet.topology == topology
    assert [(one.name, one.network) for one in fleet.clusters] == [("cluster1", "network1"), ("cluster2", "network2")]
    assert len({one.server for one in fleet.clusters}) == 2
    assert fleet.provider == candidate.name


def test_capabilities_are_declared(fleet: Fleet, candidate: Any) -> None:
    depends = {capability: fleet.capabilities[capability] for capability in candidate.found_out}
    assert dict(fleet.capabilities) == {**candidate.capabilities, **depends}
    assert set(fleet.capabilities) == set(Capability)


def test_the_kubeconfig_is_the_fleets_own(fleet: Fleet) -> None:
    assert stat.S_IMODE(fleet.kubeconfig.stat().st_mode) == 0o600
    config = yaml.safe_load(fleet.kubeconfig.read_text())
    assert [context["name"] for context in config["contexts"]] == [one.context for one in fleet.clusters]
    assert fleet.kubeconfig.is_relative_to(fleet.state)


def test_contexts_reach_their_clusters(shell: Any) -> None:
    first = shell(f"kubectl {OWN_CONTEXT} get nodes -o name").text
    second = shell(f"kubectl {OTHER_CONTEXT} get nodes -o name").text
    assert "cluster1" in first
    assert "cluster2" in second


def test_nodes_are_ready(shell: Any) -> None:
    for context in (OWN_CONTEXT, OTHER_CONTEXT):
        shell(f"kubectl {context} wait --for=condition=Ready nodes --all --timeout=5s").must_succeed()


@pytest.fixture
def web(shell: Any) -> Any:
    """A Deployment and its Service in both clusters, in a namespace of their own."""
    for context in (OWN_CONTEXT, OTHER_CONTEXT):
        shell(f"kubectl {context} create namespace shop").must_succeed()
        shell(f"kubectl {context} -n shop apply -f -", stdin=WEB).must_succeed()
    yield
    for context in (OWN_CONTEXT, OTHER_CONTEXT):
        shell(f"kubectl {context} delete namespace shop --ignore-not-found --wait=false")
    for context in (OWN_CONTEXT, OTHER_CONTEXT):
        shell(f"kubectl {context} wait --for=delete namespace/shop --timeout=60s")


def test_an_application_from_apply_to_delete(shell: Any, web: None, fleet: Fleet, candidate: Any) -> None:
    """Available, an address of the cluster's own range, what pods can do, and nothing left after its namespace."""
    for context in (OWN_CONTEXT, OTHER_CONTEXT):
        shell(f"kubectl {context} -n shop wait --for=condition=Available deployment/web --timeout=60s").must_succeed()
    check_addresses(shell, fleet, owns=candidate.owns)
    check_pods(shell, fleet)
    shell(f"kubectl {OWN_CONTEXT} delete namespace shop --timeout=60s").must_succeed()
    left = shell(f"kubectl {OWN_CONTEXT} get all --all-namespaces -o name").must_succeed().split()
    assert not [name for name in left if name.rpartition("/")[2] == "web" or "/web-" in name]


def check_addresses(shell: Any, fleet: Fleet, *, owns: bool) -> None:
    if fleet.capabilities[Capability.LB_ADDRESS] is Fidelity.NONE:
        assert all(cluster.pool is None for cluster in fleet.clusters)
        return
    addresses = [address(shell, context) for context in (OWN_CONTEXT, OTHER_CONTEXT)]
    assert len(set(addresses)) == 2
    if not owns:
        assert all(cluster.pool is None for cluster in fleet.clusters)
        return
    for cluster, found in zip(fleet.clusters, addresses, strict=True):
        pool = parse_pool(cluster.pool or "")
        assert pool is not None
        assert pool.first <= found <= pool.last


def address(shell: Any, context: str) -> IPv4Address:
    ask = f"kubectl {context} -n shop get service web -o jsonpath='{{.status.loadBalancer.ingress[0].ip}}'"
    assert until(lambda: shell(ask).text), f"{context}: no address"
    return IPv4Address(shell(ask).text)


POD_COMMANDS = {
    Capability.EXEC: "exec deployment/web -- true",
    Capability.LOGS: "logs deployment/web --tail=1",
}


def check_pods(shell: Any, fleet: Fleet) -> None:
    for capability, command in POD_COMMANDS.items():
        answer = shell(f"kubectl {OWN_CONTEXT} -n shop {command}")
        if fleet.capabilities[capability] is Fidelity.REAL:
            assert answer.status == 0, answer.text
        else:
            assert answer.status != 0
            assert refused(answer.text, fleet.capabilities) == {capability}


EVERYTHING = (
    "kubectl {0} get namespaces,customresourcedefinitions,clusterroles,nodes,services,configmaps --all-namespaces"
    " -o custom-columns=K:.kind,S:.metadata.namespace,N:.metadata.name,L:.metadata.labels,D:.data --sort-by=.kind"
)


@pytest.fixture
def things(shell: Any) -> Any:
    """What a page may make, of every sort, in both clusters; taken back for providers that leave it."""
    contexts = (OWN_CONTEXT, OTHER_CONTEXT)
    before = [shell(EVERYTHING.format(context)).text for context in contexts]
    for context in contexts:
        for command, stdin in (
            ("create namespace left", ""),
            ("-n left apply -f -", WEB),
            ("apply -f -", THINGS),
            ("wait --for=condition=Established crd/things.example.com --timeout=20s", ""),
            ("apply -f -", THING),
            ("create clusterrole left --verb=get --resource=pods", ""),
            ("label namespace default left=here", ""),
            ("label nodes --all left=here", ""),
        ):
            shell(f"kubectl {context} {command}", stdin=stdin).must_succeed()
    yield before
    for context in contexts:
        shell(f"kubectl {context} delete crd/things.example.com clusterrole/left --ignore-not-found").must_succeed()
        for labelled in ("namespace default", "nodes --all"):
            shell(f"kubectl {context} label {labelled} left-").must_succeed()


def test_a_reset_takes_back_what_the_provider_owns(
    shell: Any, provider: ClusterProvider, fleet: Fleet, candidate: Any, things: list[str]
) -> None:
    """Everything; of somebody else's clusters only the namespaces that were labelled as a page's."""
    if not candidate.owns:
        provider.claim_namespaces(fleet, {"left"})
    provider.reset(fleet, progress=lambda _: None)
    after = [shell(EVERYTHING.format(context)).text for context in (OWN_CONTEXT, OTHER_CONTEXT)]
    if candidate.owns:
        assert after == things
        assert "NotFound" in shell(f"kubectl {OWN_CONTEXT} get --raw /apis/example.com").text
        return
    for context in (OWN_CONTEXT, OTHER_CONTEXT):
        assert "NotFound" in shell(f"kubectl {context} get namespace left").text
        for stays in ("crd/things.example.com", "clusterrole/left"):
            shell(f"kubectl {context} get {stays}").must_succeed()
        assert "default" in shell(f"kubectl {context} get namespaces -l left=here -o name").must_succeed()


def test_a_fleet_works_after_a_reset(
    shell: Any, provider: ClusterProvider, fleet: Fleet, web: None, candidate: Any
) -> None:
    provider.reset(fleet, progress=lambda _: None)
    if candidate.owns:
        shell(f"kubectl {OWN_CONTEXT} create namespace shop").must_succeed()
    shell(f"kubectl {OWN_CONTEXT} -n shop apply -f -", stdin=WEB).must_succeed()
    shell(f"kubectl {OWN_CONTEXT} -n shop wait --for=condition=Available deployment/web --timeout=60s").must_succeed()
    if fleet.capabilities[Capability.LB_ADDRESS] is not Fidelity.NONE:
        address(shell, OWN_CONTEXT)


def test_a_living_fleet_is_not_swept(provider: ClusterProvider, fleet: Fleet) -> None:
    assert provider.sweep() == ()
    assert fleet.kubeconfig.exists()


def test_a_fleet_is_destroyed_once(provider: ClusterProvider, topology: Any) -> None:
    fleet = provider.create("short", topology, progress=lambda _: None)
    for _ in range(2):
        provider.destroy(fleet)
        assert not fleet.state.exists()
        assert not any(state == fleet.state for state, _ in processes.tagged())
    assert provider.sweep() == ()


@pytest.mark.parametrize(
    ("said", "delay"),
    [
        pytest.param("making", 0.1, id="at the very start"),
        pytest.param("making", 2.0, id="control planes start"),
        pytest.param("making", 6.0, id="clusters are set up"),
        pytest.param("made", 0.0, id="ready"),
    ],
)
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT], ids=["SIGKILL", "SIGINT"])
def test_nothing_is_left_of_a_run_that_was_ended(
    *,
    candidate: Any,
    toolchain: Any,
    tmp_path: Path,
    maker: Any,
    number: signal.Signals,
    said: str,
    delay: float,
) -> None:
    """After the next run's sweep at the latest: no process, no folder; and the user's home is as it was."""
    home, root = tmp_path / "home", tmp_path / "fleets"
    (home / ".kube").mkdir(parents=True)
    (home / ".kube" / "config").write_text("apiVersion: v1\nkind: Config\n")
    with maker(root, home) as process:
        lines = iter(process.stdout.readline, "")
        assert said in map(str.strip, lines), process.stderr.read()
        time.sleep(delay)
        process.send_signal(number)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:  # Python drops a Ctrl-C that comes within a destructor; people press it again
            process.send_signal(number)
            process.wait(60)
        process.stderr.read()
    candidate.make(toolchain, root, processes.ProcessIdentity.of(os.getpid())).sweep()
    assert not any(state.is_relative_to(root) for state, _ in processes.tagged())
    assert [path for path in root.glob("*") if path.is_dir()] == []
    assert candidate.left() == []
    assert {path.relative_to(home).as_posix(): path.read_text() for path in home.rglob("*") if path.is_file()} == {
        ".kube/config": "apiVersion: v1\nkind: Config\n"
    }
