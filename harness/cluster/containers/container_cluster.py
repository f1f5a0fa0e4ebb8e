"""One cluster of containers, from nothing to LoadBalancer addresses; several of them may come up side by side."""

import logging
import socket
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from harness.capability import Capability
from harness.cluster.address_pool import AddressPool
from harness.cluster.api import kubeconfig
from harness.cluster.api.apply import apply
from harness.cluster.api.client import Api
from harness.cluster.api.kubectl_client import Kubectl
from harness.cluster.containers import real_metallb
from harness.cluster.containers.engine import Engine
from harness.cluster.containers.images import load
from harness.cluster.containers.routes import Member, Node, routes
from harness.cluster.containers.tool import ClusterTool, Making
from harness.cluster.fleet.topology import ClusterSpec
from harness.cluster.probe import IMAGE, Probe, Reasons
from harness.cluster.provider import Cluster
from harness.cluster.readiness import wait_for_nodes, wait_for_workloads
from harness.errors import ClusterError

LOG = logging.getLogger(__name__)

AFTER: Final = 900.0  # seconds for a command of the settings
API_PORT: Final = 6443
WITHOUT_PROBE: Final = (Capability.IMAGES, Capability.NETWORK_POLICY)  # not there unless the probe shows that they are
CONTROL_PLANE: Final = "node-role.kubernetes.io/control-plane"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A cluster that is up: its place among the fleet's networks, and what was found out about it."""

    cluster: Cluster
    member: Member
    reasons: Reasons


def make_cluster(
    tool: ClusterTool, making: Making, spec: ClusterSpec, called: str, pool: AddressPool, *, probe: bool
) -> Standing:
    """Create, load images, wait, MetalLB, ``after`` commands; ``ClusterError`` leaves the nodes for evidence.

    ``probe`` is said of one cluster of a fleet: the others are made in the same way.
    """
    making.progress(f"{spec.name}: create")
    tool.create(making, spec, called, raw_kubeconfig(making.state, spec))
    file = own_kubeconfig(tool, making, spec, called)
    api = Api(file, spec.name)
    wait, stopped = making.settings.wait, making.stopped
    with ThreadPoolExecutor(1) as beside:
        definitions = beside.submit(apply, api, making.metallb[0])
        for node in making.engine.nodes(called):
            load(making.archives, making.engine, node)
        making.progress(f"{spec.name}: nodes")
        wait_for_nodes(api, spec.nodes, timeout=wait, stopped=stopped)
        # Until kube-proxy works, a pod that asks for the API's service address is sent out of the machine and gives up.
        wait_for_workloads(api, tool.network_ready, timeout=wait, stopped=stopped)
        definitions.result()
    reasons = finish(making, spec, api, pool, probe=probe)
    wait_for_workloads(api, tool.system, timeout=wait, stopped=stopped)
    for command in making.settings.after:
        making.progress(f"{spec.name}: {command}")
        path = f"{making.kubectl.parent}:{making.engine.runner.environment.get('PATH', '')}"
        env = {"KUBECONFIG": str(file), "CONTEXT": spec.name, "PATH": path}
        making.engine.runner.run(["bash", "-c", command], cwd=making.folder, env=env, timeout=AFTER)
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


def raw_kubeconfig(state: Path, spec: ClusterSpec) -> Path:
    return state / f"{spec.name}.raw.kubeconfig"


def own_kubeconfig(tool: ClusterTool, making: Making, spec: ClusterSpec, called: str) -> Path:
    """The cluster's kubeconfig with its own name, and a server that other clusters reach as well.

    Where this machine does not reach containers by address (their engine runs in a virtual machine), the published
    port stays; remote secrets do not work then.
    """
    raw = raw_kubeconfig(making.state, spec)
    config = kubeconfig.read(raw)
    address = making.engine.address(tool.control_plane(called), making.network)
    server = f"https://{address}:{API_PORT}" if reachable(address, API_PORT) else None
    if server is None:
        LOG.warning("%s: no way from here to its node at %s, its published port is used", spec.name, address)
    file = making.state / f"{spec.name}.kubeconfig"
    part = kubeconfig.renamed(config, context=tool.context(called), name=spec.name, server=server)
    kubeconfig.write(file, kubeconfig.joined([part]))
    return file


def reachable(address: str, port: int) -> bool:
    try:
        socket.create_connection((address, port), timeout=2).close()
    except OSError:
        return False
    return True


def server_of(file: Path) -> str:
    config = kubeconfig.read(file)
    return str(config["clusters"][0]["cluster"]["server"])


def finish(making: Making, spec: ClusterSpec, api: Api, pool: AddressPool, *, probe: bool) -> Reasons:
    """MetalLB and its addresses; the pods of the probe start while it does."""
    wait, stopped = making.settings.wait, making.stopped

    def balancer() -> None:
        making.progress(f"{spec.name}: MetalLB")
        real_metallb.start(api, making.metallb[1], timeout=wait, stopped=stopped)
        real_metallb.give_addresses(api, pool, stopped=stopped)

    if not probe:
        balancer()
        return {}
    kubectl = Kubectl(
        program=making.kubectl,
        kubeconfig=making.state / f"{spec.name}.kubeconfig",
        context=spec.name,
        runner=making.engine.runner,
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


def connect(engine: Engine, standing: list[Standing]) -> None:
    """Tell nodes the way to pods and services of the other clusters, and that there is none to other networks."""
    commands: dict[str, list[str]] = {}
    for route in routes([one.member for one in standing]):
        commands.setdefault(route.node, []).append(f"ip route replace {route}")
    for node, lines in commands.items():
        engine.run_in(node, "sh", "-ec", "\n".join(lines))


def extra(standing: list[Standing]) -> dict[str, str]:
    """``{cluster1.node}`` and ``{cluster1.node_address}``: the control plane's container."""
    values: dict[str, Any] = {}
    for one in standing:
        node = one.member.nodes[0]
        values[f"{one.cluster.name}.node"] = node.name
        values[f"{one.cluster.name}.node_address"] = node.address
    return values
