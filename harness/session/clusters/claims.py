"""Claims for storage that no volume meets: what stands on them never starts, whatever the API server has accepted."""

import re
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from harness.cluster.api.client import Api
from harness.cluster.api.object_metadata import epoch
from harness.programs.invocation import calls_of, invocation
from harness.session.clusters.command_targets import ALL
from harness.session.clusters.lookout import listed, names_on

BINDING: Final = 3.0  # seconds in which a claim finds a volume that is there, and a controller makes its claims
EVERY: Final = 0.3
REMOVING: Final = frozenset({"delete"})

Listing = Mapping[str, Sequence[Mapping[str, Any]]]
"""Objects by plural: ``persistentvolumeclaims``, ``statefulsets`` and ``pods``."""


def lacks_storage(command: str, output: str, kubeconfig: Path, contexts: Collection[str]) -> bool:
    """Whether a command made or shows something that has no storage; new claims get the time to be bound."""
    verbs = [seen.verb for call in calls_of(command) if (seen := invocation(call.words)).program == "kubectl"]
    if not verbs or REMOVING & set(verbs):
        return False
    names = names_on(kubeconfig, contexts, lambda api: without_storage(settled(partial(listing_of, api))))
    return mentions(f"{command}\n{output}", names)


def listing_of(api: Api) -> Listing:
    """What has to do with claims; nothing more is asked where there are none and nothing makes any."""
    claims = listed(api, "/api/v1", ALL, "persistentvolumeclaims")
    sets = [each for each in listed(api, "/apis/apps/v1", ALL, "statefulsets") if templates(each)]
    pods = listed(api, "/api/v1", ALL, "pods") if any(map(is_unbound, claims)) else []
    return {"persistentvolumeclaims": claims, "statefulsets": sets, "pods": pods}


def settled(look: Callable[[], Listing], clock: Callable[[], float] = time.time) -> Listing:
    """What there is once claims that were just made have had their time."""
    end = clock() + BINDING
    while True:
        listing = look()
        if clock() >= end or not any(clock() - epoch(made) < BINDING for made in open_since(listing)):
            return listing
        time.sleep(EVERY)


def open_since(listing: Listing) -> Iterator[str]:
    """When that was made which may still get its claims or volumes."""
    claims = listing["persistentvolumeclaims"]
    own = {name_of(claim) for claim in claims}
    for claim in claims:
        if is_unbound(claim):
            yield claim["metadata"]["creationTimestamp"]
    for each in listing["statefulsets"]:
        if not own & set(claims_of(each)):
            yield each["metadata"]["creationTimestamp"]


def without_storage(listing: Listing) -> frozenset[str]:
    """The names of unbound claims, and of the pods and StatefulSets that stand on them."""
    unbound = {
        (claim["metadata"]["namespace"], name_of(claim))
        for claim in filter(is_unbound, listing["persistentvolumeclaims"])
    }
    names = {name for _, name in unbound}
    for pod in listing["pods"]:
        volumes = pod["spec"].get("volumes") or ()
        used = {(one.get("persistentVolumeClaim") or {}).get("claimName") for one in volumes}
        if any((pod["metadata"]["namespace"], claim) in unbound for claim in used):
            names.add(name_of(pod))
    for each in listing["statefulsets"]:
        if any((each["metadata"]["namespace"], claim) in unbound for claim in claims_of(each)):
            names.add(name_of(each))
    return frozenset(names)


def claims_of(stateful_set: Mapping[str, Any]) -> list[str]:
    """The claims of a StatefulSet are called after it and a number."""
    count = stateful_set["spec"].get("replicas", 1)
    return [f"{one}-{name_of(stateful_set)}-{number}" for one in templates(stateful_set) for number in range(count)]


def templates(stateful_set: Mapping[str, Any]) -> list[str]:
    return [one["metadata"]["name"] for one in stateful_set["spec"].get("volumeClaimTemplates") or ()]


def is_unbound(claim: Mapping[str, Any]) -> bool:
    return bool(claim.get("status", {}).get("phase") == "Pending")


def name_of(item: Mapping[str, Any]) -> str:
    return str(item["metadata"]["name"])


def mentions(text: str, names: Iterable[str]) -> bool:
    """Whether one of the names stands in a text as a word of its own."""
    return any(re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", text) for name in names)
