"""One kind cluster, from nothing to LoadBalancer addresses; several of them may come up side by side."""

import logging
import socket
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from harness.capability import Capability
from harness.cluster.address_pool import AddressPool
from harness.cluster.api import kubeconfig
from harness.cluster.api.apply import apply
from harness.cluster.api.client import Api
from harness.cluster.api.kubectl import Kubectl
from harness.cluster.command import CommandError
from harness.cluster.fleet.topology import ClusterSpec
from harness.cluster.kind import real_metallb
from harness.cluster.kind.config import cluster_config
from harness.cluster.kind.creation import end_kind
from harness.cluster.kind.docker import Engine
from harness.cluster.kind.images import load
from harness.cluster.kind.routes import Member, Node
from harness.cluster.probe import IMAGE, Probe, Reasons
from harness.cluster.provider import Cluster, Progress
from harness.cluster.readiness import COREDNS, KUBE_PROXY, wait_for_nodes, wait_for_workloads
from harness.errors import ClusterError
from harness.settings.sections import KindSettings

LOG = logging.getLogger(__name__)

SLOW: Final = "could not find a log line that matches"  # kind gives a node 30 s to start, however busy the machine
CREATION: Final = 900.0  # seconds for kind itself; it may pull a node image of a gigabyte
API_PORT: Final = 6443
WITHOUT_PROBE: Final = (Capability.IMAGES, Capability.NETWORK_POLICY)  # not there unless the probe shows that they are
CONTROL_PLANE: Final = "node-role.kubernetes.io/control-plane"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What all clusters of a fleet are made with. ``state`` is the fleet's folder, ``folder`` the settings'."""

    engine: Engine
    kind: Path
    kubectl: Path
    network: str
    state: Path
    folder: Path
    settings: KindSettings
    metallb: tuple[Sequence[Mapping[str, Any]], list[dict[str, Any]]]  # see `metallb.documents`
    archives: tuple[Path, ...]
    progress: Progress

    @property
    def stopped(self) -> Callable[[], bool]:
        return lambda: self.engine.runner.stopped


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A cluster that is up: its place among the fleet's networks, and what was found out about it."""

    cluster: Cluster
    member: Member
    reasons: Reasons


def make_cluster(site: Site, spec: ClusterSpec, kind_name: str, pool: AddressPool, *, probe: bool) -> Standing:
    """Create, load images, wait, MetalLB, ``after`` commands; ``ClusterError`` leaves the nodes for evidence.

    ``probe`` is said of one cluster of a fleet: the others are made in the same way.
    """
    site.progress(f"{spec.name}: create")
    create(site, spec, kind_name)
    file = own_kubeconfig(site, spec, kind_name)
    api = Api(file, spec.name)
    wait, stopped = site.settings.wait, site.stopped
    with ThreadPoolExecutor(1) as beside:
        definitions = beside.submit(apply, api, site.metallb[0])
        for node in site.engine.nodes(kind_name):
            load(site.archives, site.engine, node)
        site.progress(f"{spec.name}: nodes")
        wait_for_nodes(api, spec.nodes, timeout=wait, stopped=stopped)
        # Until kube-proxy works, a pod that asks for the API's service address is sent out of the machine and gives up.
        wait_for_workloads(api, (KUBE_PROXY,), timeout=wait, stopped=stopped)
        definitions.result()
    reasons = finish(site, spec, api, pool, probe=probe)
    wait_for_workloads(api, (COREDNS,), timeout=wait, stopped=stopped)
    for command in site.settings.after:
        site.progress(f"{spec.name}: {command}")
        path = f"{site.kubectl.parent}:{site.engine.runner.environment.get('PATH', '')}"
        env = {"KUBECONFIG": str(file), "CONTEXT": spec.name, "PATH": path}
        site.engine.runner.run(["bash", "-c", command], cwd=site.folder, env=env, timeout=CREATION)
    return Standing(
        cluster=Cluster(
            name=spec.name,
            context=spec.name,
            server=server_of(file),
            network=spec.network,
            pool=str(pool),
            version=api.version(),
        ),
        member=Member(network=spec.network, pods=spec.pod_subnet, services=spec.service_subnet, nodes=nodes_of(api)),
        reasons=reasons,
    )


def create(site: Site, spec: ClusterSpec, kind_name: str) -> None:
    """Without kind's own --wait: it only warns when its time is over."""
    config = site.state / f"{spec.name}.kind.yaml"
    config.write_text(yaml.safe_dump(cluster_config(kind_name, spec, site.settings), sort_keys=False))
    file = raw_kubeconfig(site.state, spec)
    command: list[str | Path] = [site.kind, "create", "cluster", "--config", config, "--retain", "--kubeconfig", file]
    try:
        site.engine.runner.run(command, timeout=CREATION, end=end_kind)
    except CommandError as error:
        if SLOW not in error.output:
            raise
        LOG.warning("%s: its node took longer to start than kind waits, once more", spec.name)
        site.engine.runner.run([site.kind, "delete", "cluster", "--name", kind_name, "--kubeconfig", file])
        site.engine.runner.run(command, timeout=CREATION, end=end_kind)


def raw_kubeconfig(state: Path, spec: ClusterSpec) -> Path:
    return state / f"{spec.name}.kind.kubeconfig"


def own_kubeconfig(site: Site, spec: ClusterSpec, kind_name: str) -> Path:
    """The cluster's kubeconfig with its own name, and a server that other clusters reach as well.

    Where this machine does not reach containers by address (their engine runs in a virtual machine), the published
    port stays; remote secrets do not work then.
    """
    raw = raw_kubeconfig(site.state, spec)
    config = kubeconfig.load(raw.read_text(encoding="utf-8"), origin=str(raw))
    address = site.engine.address(f"{kind_name}-control-plane", site.network)
    server = f"https://{address}:{API_PORT}" if reachable(address, API_PORT) else None
    if server is None:
        LOG.warning("%s: no way from here to its node at %s, its published port is used", spec.name, address)
    file = site.state / f"{spec.name}.kubeconfig"
    part = kubeconfig.renamed(config, context=f"kind-{kind_name}", name=spec.name, server=server)
    kubeconfig.write(file, kubeconfig.joined([part]))
    return file


def reachable(address: str, port: int) -> bool:
    try:
        socket.create_connection((address, port), timeout=2).close()
    except OSError:
        return False
    return True


def server_of(file: Path) -> str:
    config = kubeconfig.load(file.read_text(encoding="utf-8"), origin=str(file))
    return str(config["clusters"][0]["cluster"]["server"])


def finish(site: Site, spec: ClusterSpec, api: Api, pool: AddressPool, *, probe: bool) -> Reasons:
    """MetalLB and its addresses; the pods of the probe start while it does."""
    wait, stopped = site.settings.wait, site.stopped

    def balancer() -> None:
        site.progress(f"{spec.name}: MetalLB")
        real_metallb.start(api, site.metallb[1], timeout=wait, stopped=stopped)
        real_metallb.give_addresses(api, pool, stopped=stopped)

    if not probe:
        balancer()
        return {}
    kubectl = Kubectl(
        program=site.kubectl,
        kubeconfig=site.state / f"{spec.name}.kubeconfig",
        context=spec.name,
        runner=site.engine.runner,
    )
    prober = Probe(api=api, kubectl=kubectl, patience=wait / 3, stopped=stopped)
    with ThreadPoolExecutor(2) as beside:
        balanced = beside.submit(balancer)
        with prober.pods():
            asked = beside.submit(prober.ask_pods)
            balanced.result()
            return believed({**prober.ask_service(), **asked.result()})


def believed(reasons: Reasons) -> Reasons:
    """Where the probe's own image cannot be had, that is all it shows: the pods of the control plane are real."""
    if not (missing := reasons[Capability.PODS]):
        return reasons
    LOG.warning("the pods that show what clusters can do (image %s) did not start: %s", IMAGE, missing)
    shown = (*WITHOUT_PROBE, Capability.LB_ADDRESS)
    return {capability: reasons[capability] for capability in shown}


def nodes_of(api: Api) -> tuple[Node, ...]:
    """The control plane first."""
    items = api.get("/api/v1/nodes")["items"]
    items.sort(key=lambda item: CONTROL_PLANE not in item["metadata"]["labels"])
    return tuple(
        Node(name=item["metadata"]["name"], address=internal_address(item), pods=item["spec"].get("podCIDR", ""))
        for item in items
    )


def internal_address(node: Mapping[str, Any]) -> str:
    for address in node["status"]["addresses"]:
        if address["type"] == "InternalIP" and ":" not in address["address"]:
            return str(address["address"])
    raise ClusterError(f"node {node['metadata']['name']} has no IPv4 address")
