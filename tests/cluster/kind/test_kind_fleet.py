"""What only real clusters show. What every provider must do is in the contract suite."""

import dataclasses
import ipaddress
import os
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import platformdirs
import pytest
import yaml

from harness.capability import Capability, Fidelity
from harness.cluster.address_pool import AddressPool, parse_pool
from harness.cluster.containers import ContainerProvider
from harness.cluster.containers.container_record import read_record
from harness.cluster.existing import ExistingOptions, ExistingProvider
from harness.cluster.fleet.topology import Topology, default_topology
from harness.cluster.processes import ProcessIdentity
from harness.cluster.provider import Fleet
from harness.cluster.toolchain import Toolchain
from harness.cluster.waiting import until
from harness.errors import ClusterError

pytestmark = pytest.mark.kind

Make = Callable[..., ContainerProvider]
Kubectl = Callable[..., str]

NETWORKS = Topology(
    name="three",
    clusters=tuple(
        dataclasses.replace(spec, network=network)
        for spec, network in zip(default_topology(3).clusters, ("network1", "network1", "network2"), strict=True)
    ),
)
ONE = default_topology(1)
WEB = """
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  terminationGracePeriodSeconds: 0
  containers:
  - name: web
    image: busybox:1.36
    command: [sh, -c, "echo hello from $WHERE >/tmp/index.html; echo up; exec httpd -f -p 8080 -h /tmp"]
    env: [{name: WHERE, value: CLUSTER}]
---
apiVersion: v1
kind: Pod
metadata: {name: client}
spec:
  terminationGracePeriodSeconds: 0
  containers: [{name: client, image: curlimages/curl, command: [sleep, infinity]}]
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
"""


@pytest.fixture(scope="module")
def provider(make_kind: Make, tmp_path_factory: pytest.TempPathFactory) -> ContainerProvider:
    return make_kind(tmp_path_factory.mktemp("kind"))


@pytest.fixture(scope="module")
def fleet(provider: ContainerProvider) -> Iterator[Fleet]:
    fleet = provider.create("three", NETWORKS, progress=lambda _: None)
    yield fleet
    provider.destroy(fleet)


def kubectl_of(fleet: Fleet) -> Kubectl:
    def run(context: str, *arguments: str, stdin: str = "") -> str:
        command = [
            str(fleet.path[0] / "kubectl"),
            "--kubeconfig",
            str(fleet.kubeconfig),
            "--context",
            context,
            *arguments,
        ]
        done = subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=120, check=False)
        if done.returncode:
            raise ClusterError(f"{' '.join(arguments)}: {done.stdout}{done.stderr}")
        return done.stdout

    return run


@pytest.fixture(scope="module")
def kubectl(fleet: Fleet) -> Kubectl:
    return kubectl_of(fleet)


@pytest.fixture(scope="module")
def web(fleet: Fleet, kubectl: Kubectl) -> dict[str, dict[str, str]]:
    """A server, a client and a Service in each cluster: their addresses by cluster."""
    for cluster in fleet.clusters:
        kubectl(cluster.context, "apply", "-f", "-", stdin=WEB.replace("CLUSTER", cluster.name))
    for cluster in fleet.clusters:
        kubectl(cluster.context, "wait", "--for=condition=Ready", "pod", "--all", "--timeout=60s")

    def ask(context: str, what: str, path: str) -> str:
        return until(lambda: kubectl(context, "get", what, "web", "-o", f"jsonpath={path}"), timeout=30, what=what)

    return {
        cluster.name: {
            "pod": ask(cluster.context, "pod", "{.status.podIP}"),
            "service": ask(cluster.context, "service", "{.spec.clusterIP}"),
            "balancer": ask(cluster.context, "service", "{.status.loadBalancer.ingress[0].ip}"),
        }
        for cluster in fleet.clusters
    }


def curl(kubectl: Kubectl, context: str, url: str) -> str:
    return kubectl(context, "exec", "client", "--", "curl", "-ksS", "-m", "3", url)


def reaches(kubectl: Kubectl, context: str, url: str, text: str) -> bool:
    return until(lambda: text in curl(kubectl, context, url), timeout=20, what=url)


def pools(fleet: Fleet) -> list[AddressPool]:
    found = [parse_pool(cluster.pool or "") for cluster in fleet.clusters]
    assert all(found)
    return [pool for pool in found if pool is not None]


def containers(engine: str) -> list[str]:
    command = [engine, "ps", "--all", "--format", "{{.Names}}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def test_servers_are_addresses_that_other_clusters_reach(fleet: Fleet, kubectl: Kubectl, web: Any) -> None:
    config = yaml.safe_load(fleet.kubeconfig.read_text())
    assert [item["cluster"]["server"] for item in config["clusters"]] == [one.server for one in fleet.clusters]
    for here in fleet.clusters:
        for there in fleet.clusters:
            assert there.server == f"https://{fleet.extra[f'{there.name}.node_address']}:6443"
            assert '"gitVersion"' in curl(kubectl, here.context, f"{there.server}/version")


def test_no_proxy_leads_to_nodes_and_balancers(fleet: Fleet) -> None:
    inside = [ipaddress.ip_network(subnet) for subnet in fleet.direct]
    addresses = [fleet.extra[f"{one.name}.node_address"] for one in fleet.clusters]
    addresses += [str(pool.first) for pool in pools(fleet)]
    assert all(any(ipaddress.ip_address(one) in subnet for subnet in inside) for one in addresses)


def test_a_balancer_is_reached_from_here_and_from_all_clusters(fleet: Fleet, kubectl: Kubectl, web: Any) -> None:
    for there in fleet.clusters:
        url = f"http://{web[there.name]['balancer']}/"
        hello = f"hello from {there.name}"

        def answer(url: str = url) -> str:
            try:
                with urllib.request.urlopen(url, timeout=3) as response:
                    return str(response.read().decode())
            except OSError as error:
                raise ClusterError(str(error)) from error

        assert until(answer, timeout=20, what=url).strip() == hello
        for here in fleet.clusters:
            assert reaches(kubectl, here.context, url, hello)


@pytest.mark.parametrize("path", ["http://{pod}:8080/", "http://{service}/"])
def test_clusters_of_a_network_reach_each_others_pods_and_services(kubectl: Kubectl, web: Any, path: str) -> None:
    assert reaches(kubectl, "cluster1", path.format(**web["cluster2"]), "hello from cluster2")
    assert reaches(kubectl, "cluster2", path.format(**web["cluster1"]), "hello from cluster1")


@pytest.mark.parametrize("path", ["http://{pod}:8080/", "http://{service}/"])
@pytest.mark.parametrize(("here", "there"), [("cluster1", "cluster3"), ("cluster3", "cluster2")])
def test_clusters_of_different_networks_do_not(kubectl: Kubectl, web: Any, here: str, there: str, path: str) -> None:
    with pytest.raises(ClusterError, match="curl: "):
        curl(kubectl, here, path.format(**web[there]))


def test_what_is_said_of_network_policies_is_true(fleet: Fleet, kubectl: Kubectl, web: Any) -> None:
    policy = "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: none}, spec: {podSelector: {}}}"
    url = f"http://{web['cluster1']['pod']}:8080/"
    kubectl("cluster1", "apply", "-f", "-", stdin=policy)
    try:
        if fleet.capabilities[Capability.NETWORK_POLICY] is Fidelity.NONE:
            assert "hello" in curl(kubectl, "cluster1", url)
        else:
            with pytest.raises(ClusterError):
                until(lambda: not curl(kubectl, "cluster1", url), timeout=5, what="a policy that holds")
    finally:
        kubectl("cluster1", "delete", "networkpolicy", "none")


def test_everything_else_is_real(fleet: Fleet) -> None:
    less = {capability for capability, fidelity in fleet.capabilities.items() if fidelity is not Fidelity.REAL}
    assert less <= {Capability.NETWORK_POLICY}


def test_as_somebodys_existing_cluster_it_can_do_the_same(
    fleet: Fleet, kubectl: Kubectl, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Found out by the other provider, which knows nothing of kind and leaves nothing behind."""
    options = ExistingOptions(
        owner=ProcessIdentity.of(os.getpid()),
        contexts={"cluster1": "cluster3"},
        allow=("cluster3",),
        confirm=lambda _: True,
        environ=os.environ,
        kubeconfig=fleet.kubeconfig,
    )
    before = kubectl("cluster3", "get", "namespaces", "-o", "name")
    existing = ExistingProvider(
        Toolchain(Path(platformdirs.user_cache_dir("docs-harness"))), tmp_path_factory.mktemp("theirs"), options
    )
    theirs = existing.create("theirs", ONE, progress=lambda _: None)
    existing.destroy(theirs)
    alone = {Capability.MULTI_NETWORK: Fidelity.NONE}  # one cluster, as far as this provider is told
    assert dict(theirs.capabilities) == {**fleet.capabilities, **alone}
    assert kubectl("cluster3", "get", "namespaces", "-o", "name") == before


def test_another_fleet_has_other_addresses(
    fleet: Fleet, make_kind: Make, engine: str, tmp_path_factory: pytest.TempPathFactory, kubectl: Kubectl
) -> None:
    """One that knows nothing of the first but what its clusters say: its folders are elsewhere."""
    root = tmp_path_factory.mktemp("elsewhere")
    stranger = make_kind(root)
    second = stranger.create("second", ONE, progress=lambda _: None)
    try:
        assert not any(mine.overlaps(other) for mine in pools(second) for other in pools(fleet))
        names = {spec.name for spec in ONE.clusters}
        assert {cluster.name for cluster in second.clusters} == names
    finally:
        stranger.destroy(second)
    assert kubectl("cluster1", "get", "nodes", "-o", "name")
    record = read_record(fleet.state)
    assert record is not None
    assert {f"{name}-control-plane" for name in record.clusters.values()} <= set(containers(engine))
    assert not any("-second-" in name for name in containers(engine))


def test_local_images_are_in_all_nodes(make_kind: Make, engine: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    names = ("docker.io/local/docs-harness-test:1", "docker.io/local/docs-harness-test:2")
    empty = subprocess.run(["tar", "--create", "--files-from", os.devnull], capture_output=True, check=True).stdout
    for name in names:
        subprocess.run([engine, "import", "-", name], input=empty, capture_output=True, check=True)
    root = tmp_path_factory.mktemp("images")
    images = make_kind(root, change=lambda kind: dataclasses.replace(kind, images=names))
    try:
        fleet = images.create("images", ONE, progress=lambda _: None)
        node = fleet.extra["cluster1.node"]
        command = [engine, "exec", node, "ctr", "--namespace", "k8s.io", "images", "ls", "--quiet"]
        listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        images.destroy(fleet)
    finally:
        subprocess.run([engine, "image", "rm", *names], capture_output=True, check=True)
    assert set(names) <= set(listed.split())


def test_one_that_does_not_come_up_tells_why_and_leaves_nothing(
    make_kind: Make, engine: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("failing")
    failing = make_kind(
        root, change=lambda kind: dataclasses.replace(kind, after=('echo "no luck in $CONTEXT" >&2; exit 3',))
    )
    with pytest.raises(ClusterError) as caught:
        failing.create("failing", ONE, progress=lambda _: None)
    assert "exited with status 3\nno luck in cluster1" in str(caught.value)
    evidence = caught.value.evidence
    assert set(evidence) == {
        f"cluster1/control-plane/{what}" for what in ("journal", "console", "nodes", "pods", "descriptions", "events")
    }
    assert "kubelet" in evidence["cluster1/control-plane/journal"]
    assert "coredns" in evidence["cluster1/control-plane/pods"]
    assert not [path for path in root.iterdir() if path.is_dir()]
    assert not any("-failing-" in name for name in containers(engine))


def test_a_cluster_of_that_name_is_not_touched(fleet: Fleet, make_kind: Make) -> None:
    """A fleet's folder was lost, and another fleet is to get its name."""
    lost = fleet.state.rename(fleet.state.with_name(".lost"))
    try:
        with pytest.raises(ClusterError) as caught:
            make_kind(fleet.state.parent).create(fleet.name, NETWORKS, progress=lambda _: None)
    finally:
        lost.rename(fleet.state)
    record = read_record(fleet.state)
    assert record is not None
    name = min(record.clusters.values())
    assert str(caught.value) == (
        f"kind cluster {name} is there already, and no fleet of ours\n"
        f"  to fix:   delete it: kind delete cluster --name {name}"
    )
    assert kubectl_of(fleet)("cluster1", "get", "nodes", "-o", "name")
