"""When nodes and system workloads of a cluster with real pods are ready, and which pods will never be."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from harness.cluster.api.client import Api
from harness.cluster.pod_troubles import troubles_of
from harness.cluster.waiting import HopelessError, until


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """A Deployment or DaemonSet that must be there and run."""

    namespace: str
    plural: str  # deployments, daemonsets
    name: str

    @property
    def path(self) -> str:
        return f"/apis/apps/v1/namespaces/{self.namespace}/{self.plural}/{self.name}"

    def __str__(self) -> str:
        return f"{self.plural.removesuffix('s')} {self.namespace}/{self.name}"


KUBE_PROXY = Workload(namespace="kube-system", plural="daemonsets", name="kube-proxy")
COREDNS = Workload(namespace="kube-system", plural="deployments", name="coredns")


def wait_for_nodes(api: Api, count: int, *, timeout: float, stopped: Callable[[], bool]) -> None:
    """Until ``count`` nodes are Ready."""

    def ready() -> bool:
        nodes = api.get("/api/v1/nodes")["items"]
        return sum(is_ready(node) for node in nodes) >= count

    until(ready, timeout=timeout, what=f"{api.context}: nodes Ready", stopped=stopped)


def wait_for_workloads(api: Api, workloads: Sequence[Workload], *, timeout: float, stopped: Callable[[], bool]) -> None:
    """Until all ``workloads`` run in their newest form; gives up at once when an image of theirs does not exist."""

    def rolled_out() -> bool:
        waiting = [workload for workload in workloads if not is_rolled_out(api.found(workload.path))]
        for namespace in {workload.namespace for workload in waiting}:
            if hopeless := list(hopeless_pods(api.get(f"/api/v1/namespaces/{namespace}/pods")["items"])):
                raise HopelessError(f"{api.context}: " + "; ".join(hopeless))
        return not waiting

    names = ", ".join(map(str, workloads))
    until(rolled_out, timeout=timeout, what=f"{api.context}: {names}", stopped=stopped)


def is_ready(item: Mapping[str, Any]) -> bool:
    """Whether a node or pod says Ready."""
    conditions = item.get("status", {}).get("conditions") or ()
    return any(condition["type"] == "Ready" and condition["status"] == "True" for condition in conditions)


def is_rolled_out(workload: Mapping[str, Any] | None) -> bool:
    """As ``kubectl rollout status`` decides for Deployments and DaemonSets; add-ons may come after the API server."""
    if workload is None:
        return False
    status = workload.get("status", {})
    if status.get("observedGeneration", 0) < workload["metadata"].get("generation", 0):
        return False
    if "desiredNumberScheduled" in status:
        wanted = status["desiredNumberScheduled"]
        return bool(wanted > 0 and status.get("updatedNumberScheduled") == status.get("numberAvailable") == wanted)
    wanted = workload["spec"].get("replicas", 1)
    return bool(status.get("updatedReplicas") == status.get("availableReplicas") == status.get("replicas") == wanted)


def hopeless_pods(pods: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Pods whose image does not exist, with what the container runtime said."""
    for pod in pods:
        for trouble in troubles_of(pod.get("status", {})):
            if trouble.no_such_image:
                metadata = pod["metadata"]
                yield f"pod {metadata['namespace']}/{metadata['name']}: image {trouble.image}: {trouble.reason}"
