"""Whether anything on the clusters is still moving while a command that reads their objects is repeated."""

import hashlib
import logging
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from harness.cluster.api.client import Api, ApiError
from harness.cluster.api.object_metadata import epoch
from harness.errors import ClusterError
from harness.programs.invocation import calls_of, invocation
from harness.programs.names import BUILTINS, KUBECTL_ANSWERED, LOCAL, READING, STANDARD
from harness.session.clusters.command_targets import ALL, contexts_of_call
from harness.session.clusters.lookout import listed, places
from harness.session.clusters.waits import Wait

LOG = logging.getLogger(__name__)

EVERY: Final = 1.0  # seconds between two looks
ADDRESS: Final = 180.0  # seconds in which a load balancer of a cloud gives out an address
WATCHED: Final = (
    *(("/api/v1", plural) for plural in ("namespaces", "pods", "services")),
    *(("/apis/apps/v1", plural) for plural in ("deployments", "statefulsets", "daemonsets")),
    *(("/apis/batch/v1", plural) for plural in ("jobs", "cronjobs")),
    ("/apis/autoscaling/v2", "horizontalpodautoscalers"),
)
"""What controllers work at; what they do with other objects shows there, or in what the command prints."""
ALWAYS_MOVING: Final = frozenset({"cronjobs", "horizontalpodautoscalers"})
NEAR: Final = (BUILTINS | LOCAL | STANDARD | READING | {"kubectl", "jq", "yq"}) - {"wget"}
"""Programs whose answers come from the API server or from nowhere but the text."""


@dataclass(kw_only=True)
class Stillness:
    """Remembers what was seen last. ``since`` is unknown until the first look."""

    kubeconfig: Path
    contexts: Sequence[str]
    clock: Callable[[], float] = time.monotonic
    _apis: dict[str, Api] = field(default_factory=dict, init=False)
    _seen: str | None = field(default=None, init=False)
    _changed: float = field(default=0.0, init=False)
    _looked: float | None = field(default=None, init=False)

    def seconds(self) -> float:
        """For how long nothing has moved; 0 where something does, or where clusters do not answer."""
        now = self.clock()
        if self._looked is None or now - self._looked >= EVERY:
            self._looked = now
            seen = self._look()
            if seen is None or seen != self._seen:
                self._seen, self._changed = seen, now
        return now - self._changed if self._seen is not None else 0.0

    def _look(self) -> str | None:
        """What stands for the state of the clusters, ``None`` where something is on its way."""
        waits = [Wait(context=context, namespace=ALL) for context in self.contexts]
        state = hashlib.sha256()
        try:
            for place in places(self.kubeconfig, waits, self._apis):
                for group, plural in WATCHED:
                    for item in listed(place.api, group, ALL, plural):
                        if is_moving(plural, item):
                            return None
                        metadata = item["metadata"]
                        state.update(f"{metadata['uid']}{metadata['resourceVersion']}".encode())
        except (ApiError, ClusterError, OSError) as error:  # the command itself tells of a cluster that is gone
            LOG.debug("not seen: %s", error)
            return None
        return state.hexdigest()


def is_moving(plural: str, item: Mapping[str, Any]) -> bool:
    """Whether an object changes by itself, whatever its last change was."""
    if "deletionTimestamp" in item["metadata"] or plural in ALWAYS_MOVING:
        return True
    rule = MOVING.get(plural)
    return rule is not None and rule(item)


def starting(pod: Mapping[str, Any]) -> bool:
    """A pod on a node that is not ready; one that no node takes does not move."""
    status = pod.get("status", {})
    if not pod.get("spec", {}).get("nodeName") or status.get("phase") in {"Succeeded", "Failed"}:
        return False
    conditions = {one["type"]: one["status"] for one in status.get("conditions") or ()}
    return conditions.get("Ready") != "True"


def awaits_address(service: Mapping[str, Any]) -> bool:
    if service.get("spec", {}).get("type") != "LoadBalancer":
        return False
    given = (service.get("status", {}).get("loadBalancer") or {}).get("ingress")
    return not given and age(service) < ADDRESS


def unobserved(workload: Mapping[str, Any]) -> bool:
    """A workload whose controller has not seen its last change."""
    return bool(workload.get("status", {}).get("observedGeneration", 0) < workload["metadata"].get("generation", 0))


def age(item: Mapping[str, Any]) -> float:
    """Seconds since an object was made."""
    return time.time() - epoch(item["metadata"].get("creationTimestamp"))


MOVING: Final[Mapping[str, Callable[[Mapping[str, Any]], bool]]] = {
    "pods": starting,
    "services": awaits_address,
    **dict.fromkeys(("deployments", "statefulsets", "daemonsets"), unobserved),
}


def contexts_read(command: str, variables: Mapping[str, str], contexts: Collection[str]) -> tuple[str, ...]:
    """The contexts from which a command reads objects; none for one that does anything else there, or elsewhere."""
    calls = [invocation(call.words) for call in calls_of(command)]
    asking = [seen for seen in calls if seen.program == "kubectl"]
    others = any(seen.program not in NEAR for seen in calls)
    if others or any(seen.verb not in KUBECTL_ANSWERED or seen.has("-w", "--watch") for seen in asking):
        return ()
    named = (context for seen in asking for context in contexts_of_call(seen, variables, contexts))
    return tuple(dict.fromkeys(named))
