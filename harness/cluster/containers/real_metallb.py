"""MetalLB in clusters with real pods: its own manifest, and addresses of the container network."""

from collections.abc import Callable
from typing import Any, Final

import yaml

from harness.cluster.address_pool import AddressPool
from harness.cluster.api.apply import apply
from harness.cluster.api.client import Api
from harness.cluster.metallb import NAMESPACE, pool_objects
from harness.cluster.readiness import Workload, wait_for_workloads
from harness.cluster.waiting import until

CONTROLLER: Final = Workload(namespace=NAMESPACE, plural="deployments", name="controller")
SPEAKER: Final = Workload(namespace=NAMESPACE, plural="daemonsets", name="speaker")
WORKLOADS: Final = frozenset({"Deployment", "DaemonSet"})
ACCEPTANCE: Final = 60.0  # seconds for its webhook to accept a pool


def documents(manifest: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """MetalLB's manifest in two parts: what can be applied at once, and the workloads, which need a network.

    The workloads are asked every second whether they are ready, instead of after ten; the rest is as published.
    """
    loaded = [document for document in yaml.load_all(manifest, Loader=yaml.CSafeLoader) if document]
    rest = [document for document in loaded if document["kind"] not in WORKLOADS]
    workloads = [document for document in loaded if document["kind"] in WORKLOADS]
    for workload in workloads:
        for container in workload["spec"]["template"]["spec"]["containers"]:
            if probe := container.get("readinessProbe"):
                probe.update(initialDelaySeconds=1, periodSeconds=1)
    return rest, workloads


def start(api: Api, workloads: list[dict[str, Any]], *, timeout: float, stopped: Callable[[], bool]) -> None:
    """Apply the workloads and wait until they run. Before kube-proxy works they would not find the API."""
    apply(api, workloads)
    wait_for_workloads(api, (CONTROLLER, SPEAKER), timeout=timeout, stopped=stopped)


def give_addresses(api: Api, pool: AddressPool, *, stopped: Callable[[], bool]) -> None:
    """Until MetalLB accepts ``pool``: its webhook answers later than its readiness says, so success is the signal."""

    def accepted() -> bool:
        apply(api, pool_objects(pool))
        return True

    until(accepted, timeout=ACCEPTANCE, what=f"{api.context}: MetalLB takes its addresses {pool}", stopped=stopped)
