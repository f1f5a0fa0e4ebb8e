"""One cluster of an embedded fleet, from nothing to ready: control plane, nodes, LoadBalancer addresses."""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network
from itertools import islice
from pathlib import Path
from typing import Any, Final

from harness.cluster import metallb, processes
from harness.cluster.address_pool import AddressPool
from harness.cluster.api.apply import apply
from harness.cluster.api.client import Api
from harness.cluster.embedded import etcd_snapshot, kwokctl
from harness.cluster.embedded.cluster_state import ClusterState
from harness.cluster.embedded.kwokctl import Plane
from harness.cluster.fleet.topology import ClusterSpec
from harness.cluster.provider import Cluster, Progress
from harness.cluster.runner import Runner
from harness.cluster.waiting import until
from harness.errors import ClusterError

_PATIENCE: Final = 60.0
_NODE_PREFIX: Final = 24  # 254 pods on each node


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a cluster is made of."""

    programs: Mapping[str, Path]
    version: str
    etcd_version: str
    definitions: list[dict[str, Any]]  # MetalLB's
    addresses: AddressPool


def make_cluster(plane: Plane, parts: Parts, runner: Runner, progress: Progress) -> Cluster:
    """Returns once nodes are Ready and addresses are given out."""
    name = plane.spec.name
    progress(f"{name}: control plane")
    kwokctl.prepare(plane, parts.programs, version=parts.version, etcd_version=parts.etcd_version)
    kwokctl.start(plane, parts.programs["kwokctl"], runner)
    progress(f"{name}: nodes and LoadBalancer addresses")
    api = Api(plane.kubeconfig, plane.context)
    apply(api, [*nodes(plane.spec), *parts.definitions])
    _start_metallb(plane, parts, runner.environment)
    apply(api, metallb.pool_objects(parts.addresses))
    _until_ready(api, plane.spec, plane.etcd)
    ClusterState(folder=plane.folder, etcd=plane.etcd, kubeconfig=plane.kubeconfig, context=plane.context).remember()
    return Cluster(
        name=name,
        context=name,
        server=plane.server,
        network=plane.spec.network,
        pool=str(parts.addresses),
        version=api.version(),
    )


def nodes(spec: ClusterSpec) -> list[dict[str, Any]]:
    """Nodes that kwok plays, each with its own part of the cluster's pod addresses."""
    network = IPv4Network(spec.pod_subnet)
    prefix = max(_NODE_PREFIX, network.prefixlen)
    parts = list(islice(network.subnets(new_prefix=prefix), spec.nodes))
    if len(parts) < spec.nodes:
        raise ClusterError(
            f"{spec.name}: {spec.pod_subnet} has no room for the pods of {spec.nodes} nodes",
            expected=f"a pod subnet that holds {spec.nodes} networks of /{prefix}",
            remedy="make the cluster's pod_subnet larger in the topology",
        )
    return [_node(f"{spec.name}-node{number}", str(part)) for number, part in enumerate(parts, start=1)]


def _node(name: str, pods: str) -> dict[str, Any]:
    labels = {"kubernetes.io/hostname": name, "kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64"}
    return {
        "apiVersion": "v1",
        "kind": "Node",
        "metadata": {"name": name, "labels": labels, "annotations": {"kwok.x-k8s.io/node": "fake"}},
        "spec": {"podCIDR": pods, "podCIDRs": [pods]},
    }


def _start_metallb(plane: Plane, parts: Parts, environment: Mapping[str, str]) -> None:
    processes.start_detached(
        metallb.controller_command(
            parts.programs["metallb-controller"], kubeconfig=plane.kubeconfig, port=plane.ports["metallb"]
        ),
        state=plane.state,
        env={**environment, **metallb.CONTROLLER_ENVIRONMENT},
        log=plane.folder / "metallb.log",
    )


def _until_ready(api: Api, spec: ClusterSpec, etcd: str) -> None:
    def nodes_ready() -> bool:
        found = api.get("/api/v1/nodes")["items"]
        conditions = [condition for node in found for condition in node.get("status", {}).get("conditions", ())]
        ready = [one for one in conditions if one["type"] == "Ready" and one["status"] == "True"]
        return len(ready) == spec.nodes

    def addresses_free() -> bool:
        pool = api.get(f"/apis/metallb.io/v1beta1/namespaces/{metallb.NAMESPACE}/ipaddresspools/pool")
        return bool(pool.get("status", {}).get("availableIPv4"))

    def accounts_there() -> bool:
        """Without its namespace's default account no pod can be made."""
        namespaces = len(api.get("/api/v1/namespaces")["items"])
        accounts = api.get("/api/v1/serviceaccounts?fieldSelector=metadata.name%3Ddefault")["items"]
        roots = api.get("/api/v1/configmaps?fieldSelector=metadata.name%3Dkube-root-ca.crt")["items"]
        return len(accounts) == len(roots) == namespaces

    def made() -> int:
        return etcd_snapshot.count(etcd)

    for what, ready in (("nodes", nodes_ready), ("addresses", addresses_free), ("accounts", accounts_there)):
        until(ready, timeout=_PATIENCE, what=f"{spec.name}: {what}", interval=0.05, progress=made)
