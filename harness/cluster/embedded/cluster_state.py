"""What a cluster of a ready fleet holds, and the way back to what it held."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from harness.cluster.api.client import Api
from harness.cluster.embedded.cluster import changes_kinds, lost_pods, remember_cluster, restore_cluster
from harness.cluster.embedded.served_pods import all_ready
from harness.cluster.provider import Cluster, Fleet
from harness.cluster.waiting import until

ETCD: Final = "etcd"
"""``{cluster1.etcd}`` among a fleet's template values is the URL of the cluster's etcd."""

_SERVED_SECONDS: Final = 30.0


@dataclass(frozen=True, slots=True)
class ClusterState:
    """Without a layer it is about the state that the cluster was made in."""

    fleet: Fleet
    cluster: Cluster

    def remember(self, layer: str) -> None:
        remember_cluster(self.fleet.state / self.cluster.name, self._etcd, self._api(), layer=layer)

    def restore(self, layer: str = "") -> None:
        restore_cluster(self.fleet.state / self.cluster.name, self._etcd, self._api(), layer=layer)

    def changes_kinds(self, layer: str) -> bool:
        return changes_kinds(self.fleet.state / self.cluster.name, self._etcd, layer=layer)

    def lost_pods(self, layer: str) -> tuple[str, ...]:
        return lost_pods(self.fleet.state / self.cluster.name, self._etcd, layer=layer)

    def until_served(self) -> None:
        """Until what stands for pods listens where the API server is told to forward to, and is ready."""
        api, what = self._api(), f"{self.cluster.name}: processes of workloads"
        until(lambda: all_ready(api), timeout=_SERVED_SECONDS, what=what, interval=0.1)

    @property
    def _etcd(self) -> str:
        return self.fleet.extra[f"{self.cluster.name}.{ETCD}"]

    def _api(self) -> Api:
        return Api(self.fleet.kubeconfig, self.cluster.context)


def states_of(fleet: Fleet) -> Iterator[ClusterState]:
    return (ClusterState(fleet, cluster) for cluster in fleet.clusters)
