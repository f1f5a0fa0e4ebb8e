"""Layers of clusters with real pods: what was written of all objects at one time, put back through the API.

There is no going back to a state of etcd below running kubelets. But most often a page stands on the layer that its
fleet is at already: then only what the page before made is deleted, and the layer's pods run on.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from harness.cluster.api.client import Api
from harness.cluster.api.inventory import load, save, take_inventory
from harness.cluster.api.kind_watchers import start_anew
from harness.cluster.api.reset import restore
from harness.cluster.readiness import Workload, wait_for_workloads

INVENTORY: Final = "inventory.json"  # of each cluster: what a reset leads back to
STARTS: Final = 120.0  # seconds for pods of a layer that was not there any more
WORKLOADS: Final = ("deployments", "daemonsets")


def layer_file(state: Path, context: str, layer: str, name: str) -> Path:
    return state / f"{context}.{layer}.{name}"


def forget_layer(state: Path, contexts: Iterable[str], layer: str) -> None:
    """Remove what was kept of a layer."""
    for context in contexts:
        for file in state.glob(f"{context}.{layer}.*"):
            file.unlink(missing_ok=True)


def remember_layer(api: Api, state: Path, layer: str) -> None:
    save(take_inventory(api), layer_file(state, api.context, layer, INVENTORY))


def restore_layer(api: Api, state: Path, layer: str, *, stopped: Callable[[], bool]) -> None:
    """Returns once the layer's workloads run; ``ClusterError`` when something resists.

    Those that watch kinds which came or went start anew.
    """
    before = load(layer_file(state, api.context, layer, INVENTORY))
    kinds = restore(api, before, yielding=True)
    found = [
        Workload(namespace=identity.namespace, plural=identity.plural, name=identity.name)
        for identity, content in before.objects.items()
        if identity.group == "apps" and identity.plural in WORKLOADS and wants_pods(content)
    ]
    if found:
        wait_for_workloads(api, found, timeout=STARTS, stopped=stopped)
    start_anew(api, kinds, timeout=STARTS, stopped=stopped)


def wants_pods(content: Any) -> bool:
    return bool(content.get("spec", {}).get("replicas", 1))
