"""What a cluster of a fleet holds, and the way back to what it held when it was made, or at a layer."""

import base64
import json
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from harness.cluster.api.client import Api
from harness.cluster.embedded import etcd_snapshot
from harness.cluster.embedded.served_pods import all_ready
from harness.cluster.provider import Fleet
from harness.cluster.waiting import until

ETCD: Final = "etcd"
"""``{cluster1.etcd}`` among a fleet's template values is the URL of the cluster's etcd."""
SNAPSHOT: Final = "etcd.json"
KINDS: Final = "kinds.json"
_PATIENCE: Final = 60.0
_SERVED_SECONDS: Final = 30.0
_REST: Final = 15.0  # until nothing changes; programs that always write something do not hold it up longer
_PREFIX: Final = "/registry/apiextensions.k8s.io/customresourcedefinitions/"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterState:
    """``folder`` is the cluster's, below the fleet's state. Without a layer it is about the state after its making."""

    folder: Path
    etcd: str
    kubeconfig: Path
    context: str

    def remember(self, layer: str = "") -> None:
        """Keep what the cluster holds once it is at rest."""
        api = self._api()
        etcd_snapshot.save(_at_rest(self.etcd, api), self.folder / f"{layer}{SNAPSHOT}")
        (self.folder / f"{layer}{KINDS}").write_text(json.dumps(_kinds(api)))

    def restore(self, layer: str = "") -> None:
        """Put back what the cluster held when it was remembered; returns once its API serves what it served then."""
        etcd_snapshot.restore(self.etcd, self._remembered(layer))
        kinds, api = json.loads((self.folder / f"{layer}{KINDS}").read_text()), self._api()
        # Definitions come and go a moment after their keys, and a page must not see the last one's.
        until(lambda: _kinds(api) == kinds, timeout=_PATIENCE, what=f"{self.context}: kinds of the API", interval=0.1)

    def changes_kinds(self, layer: str) -> bool:
        """Whether custom kinds come or go on the way to a layer."""
        return identities(self._remembered(layer)) != identities(etcd_snapshot.take(self.etcd))

    def lost_pods(self, layer: str) -> tuple[str, ...]:
        """Pods of a layer that a controller has removed since the layer was put back."""
        return etcd_snapshot.lost(self._remembered(layer), etcd_snapshot.take(self.etcd), "pods")

    def until_served(self) -> None:
        """Until what stands for pods listens where the API server is told to forward to, and is ready."""
        api, what = self._api(), f"{self.context}: processes of workloads"
        until(lambda: all_ready(api), timeout=_SERVED_SECONDS, what=what, interval=0.1)

    def _remembered(self, layer: str) -> etcd_snapshot.Keys:
        return etcd_snapshot.load(self.folder / f"{layer}{SNAPSHOT}")

    def _api(self) -> Api:
        return Api(self.kubeconfig, self.context)


def forget(folder: Path, layer: str) -> None:
    """Remove what was kept of a layer in the folder of a cluster."""
    for name in (SNAPSHOT, KINDS):
        (folder / f"{layer}{name}").unlink(missing_ok=True)


def states_of(fleet: Fleet) -> Iterator[ClusterState]:
    for cluster in fleet.clusters:
        etcd, folder = fleet.extra[f"{cluster.name}.{ETCD}"], fleet.state / cluster.name
        yield ClusterState(folder=folder, etcd=etcd, kubeconfig=fleet.kubeconfig, context=cluster.context)


def _kinds(api: Api) -> list[str]:
    return [str(kind) for kind in api.kinds()]


def _at_rest(etcd: str, api: Api) -> etcd_snapshot.Keys:
    """What etcd holds once nothing changes any more and the API serves all of it.

    A later reset must not fight with what was still to come.
    """
    deadline = time.monotonic() + _REST
    before = etcd_snapshot.take(etcd)
    while True:
        time.sleep(0.2)
        now = etcd_snapshot.take(etcd)
        still = not etcd_snapshot.difference(before, now) and all_served(now, _kinds(api))
        if still or time.monotonic() > deadline:
            return now
        before = now


def identities(keys: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """Name and uid of each definition: one that was deleted and made again is another one."""
    return frozenset((one["metadata"]["name"], one["metadata"]["uid"]) for one in _definitions(keys))


def all_served(keys: Mapping[str, str], kinds: Collection[str]) -> bool:
    """Whether the API serves each definition among its ``kinds``, or has said that it never will."""
    return all(_refused(one) or one["metadata"]["name"] in kinds for one in _definitions(keys))


def _refused(definition: Mapping[str, Any]) -> bool:
    conditions = definition.get("status", {}).get("conditions") or ()
    return any(condition["type"] == "NamesAccepted" and condition["status"] == "False" for condition in conditions)


def _definitions(keys: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Custom kinds as etcd holds them: the API serves them a moment after they are written."""
    for key, value in keys.items():
        if key.startswith(_PREFIX):
            yield json.loads(base64.b64decode(value))
