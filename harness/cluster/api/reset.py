"""Bring a cluster back to an inventory: what was made since is deleted, what was changed or deleted is put back."""

import logging
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from harness.cluster.api.client import Api, ApiError
from harness.cluster.api.inventory import Identity, Inventory, take_inventory
from harness.cluster.api.kind_listing import AT_ONCE
from harness.cluster.api.namespace_deletion import empty, let_go
from harness.errors import ClusterError

LOG = logging.getLogger(__name__)
PATIENCE = 5.0  # seconds for controllers to take their finalizers off; they may be among what was deleted
STUBBORN = 3  # times after which an object that changes again is its controller's own business
TOLD = 1.5  # seconds after which every kubelet has begun to end the pods that it was told to end
GRACE = 1  # seconds for containers that do not listen to SIGTERM, instead of their pod's 30

# In this order: an admission webhook whose server is gone would refuse what comes after it.
FIRST = (
    ("admissionregistration.k8s.io", ""),
    ("apiregistration.k8s.io", "apiservices"),
    ("", "namespaces"),
)
CUSTOM_KINDS = ("apiextensions.k8s.io", "customresourcedefinitions")


class Verb(StrEnum):
    DELETE = "delete"
    RELEASE = "release"  # take the finalizers off an object that is being deleted
    CREATE = "create"
    RECALL = "recall"  # make a namespace again that something outlived, so that it can end with it
    REPLACE = "replace"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    verb: Verb
    identity: Identity


def actions(before: Inventory, now: Inventory, *, patient: bool) -> Iterator[Action]:
    """What to ask of the API next; nothing when all is as before. Asked again until then.

    What goes with its namespace or its kind is not deleted by itself. What outlived its namespace is, also when a
    deletion of it has begun. Once ``patient`` is false, finalizers that
    hold up a deletion are taken off.
    """
    added = now.added_since(before)
    namespaces = {identity.name for identity in added if is_namespace(identity)}
    kinds = {kind_of(now.objects[identity]) for identity in added if is_custom_kind(identity)}
    for identity in sorted(added, key=rank):
        metadata = now.objects[identity]["metadata"]
        if is_orphan(now, identity):
            yield Action(verb=Verb.DELETE if patient else Verb.RECALL, identity=identity)
        elif is_dying(now, identity):
            if metadata.get("finalizers") and not patient and not is_custom_kind(identity):
                yield Action(verb=Verb.RELEASE, identity=identity)
        elif (
            identity.namespace not in namespaces
            and (identity.group, identity.plural) not in kinds
            and not is_pod(identity)  # see `end_pods`
        ):
            yield Action(verb=Verb.DELETE, identity=identity)
    for identity in sorted(now.gone_since(before), key=rank):
        yield Action(verb=Verb.CREATE, identity=identity)
    for identity in now.changed_since(before):
        if not is_dying(now, identity):
            yield Action(verb=Verb.REPLACE, identity=identity)


def restore(
    api: Api, before: Inventory, *, timeout: float = 60.0, yielding: bool = False
) -> frozenset[tuple[str, str]]:
    """Bring the cluster back to ``before``; ``ClusterError`` with what resists after ``timeout`` seconds.

    Returns the custom kinds (group and plural) that came or went.
    Returns when pods that were deleted are gone from the API too; a kubelet may take seconds more for their containers.
    ``yielding`` leaves an object to a controller that changes it back again and again: those that a page has installed
    write into objects of theirs, and go on with that.
    """
    started = time.monotonic()
    emptied: set[str] = set()
    replaced: Counter[Identity] = Counter()
    kinds: frozenset[tuple[str, str]] = frozenset()
    while True:
        now = take_inventory(api)
        kinds |= other_kinds(before, now)
        waited = time.monotonic() - started
        theirs = {identity for identity, count in replaced.items() if yielding and count >= STUBBORN}
        changed = [identity for identity in now.changed_since(before) if identity not in theirs]
        left = [*now.added_since(before), *now.gone_since(before), *changed]
        todo = [one for one in actions(before, now, patient=waited < PATIENCE) if one.identity not in theirs]
        replaced.update(one.identity for one in todo if one.verb is Verb.REPLACE)
        refused = perform(api, before, now, todo)
        dying = end_pods(api, frozenset(doomed_pods(before, now)), patient=waited < TOLD)
        ending = {identity.name for identity in left if is_namespace(identity) and is_dying(now, identity)}
        if ending - emptied:
            empty(api, ending - emptied)
        elif ending and not dying:
            let_go(api, ending)
        emptied |= ending
        if not left and not dying:
            LOG.info("reset: context=%s, %.1f s", api.context, waited)
            return kinds
        if waited > timeout:
            names = [*map(str, left), *dying]
            reasons = "".join(f"\n  {error.message}" for error in refused[:5])
            raise ClusterError(
                f"{api.context} is not back to its first state after {timeout:.0f} s: {', '.join(names[:10])}{reasons}",
                remedy="make a new fleet; what is named resists deletion or cannot be put back",
            )
        time.sleep(0.2)


def other_kinds(before: Inventory, now: Inventory) -> frozenset[tuple[str, str]]:
    """Custom kinds that only one of the two has."""
    added = (now.objects[identity] for identity in now.added_since(before) if is_custom_kind(identity))
    gone = (before.objects[identity] for identity in now.gone_since(before) if is_custom_kind(identity))
    return frozenset(kind_of(definition) for definition in (*added, *gone))


def doomed_pods(before: Inventory, now: Inventory) -> Iterator[Identity]:
    """Pods that go because their namespace or their owner does."""
    added = set(now.added_since(before))
    namespaces = {identity.name for identity in added if is_namespace(identity)}
    for identity in (*now.objects, *now.owners):
        if is_pod(identity) and (identity.namespace in namespaces or now.root(identity) in added):
            yield identity


def end_pods(api: Api, doomed: frozenset[Identity], *, patient: bool) -> list[str]:
    """Delete ``doomed`` pods with little grace, before their owners do with more; the names of all that are dying.

    Without patience pods whose end has begun are forgotten by the API, and their containers end when their time is up:
    later where a kubelet began with a longer grace, since it does not hear of a shorter one.
    """
    pods = {
        Identity(group="", plural="pods", namespace=pod["metadata"]["namespace"], name=pod["metadata"]["name"]): pod
        for pod in api.get("/api/v1/pods")["items"]
    }
    dying = {identity for identity, pod in pods.items() if "deletionTimestamp" in pod["metadata"]}
    fresh = (doomed & pods.keys()) - dying
    for identity in fresh if patient else fresh | dying:
        path = f"/api/v1/namespaces/{identity.namespace}/pods/{identity.name}"
        api.delete(path, grace=GRACE if identity in fresh else 0)
    return [str(identity) for identity in sorted(dying | fresh)]


def perform(api: Api, before: Inventory, now: Inventory, todo: Iterable[Action]) -> list[ApiError]:
    """Do what can be done; what is refused now may be accepted later, when something else is gone."""

    def one(action: Action) -> ApiError | None:
        try:
            PERFORMED[action.verb](api, before, now, action.identity)
        except ApiError as error:
            if error.status != 404:
                return error
        return None

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [error for error in pool.map(one, todo) if error is not None]


def delete(api: Api, _before: Inventory, now: Inventory, identity: Identity) -> None:
    # In the foreground an object stays until what it owns is gone, so its absence means that all of it is. That takes
    # a finalizer, and where the namespace is gone nobody can take it off: admission refuses every update there.
    policy = "Background" if is_orphan(now, identity) else "Foreground"
    api.request("DELETE", now.path(identity), query={"propagationPolicy": policy})


def release(api: Api, _before: Inventory, now: Inventory, identity: Identity) -> None:
    api.merge(now.path(identity), {"metadata": {"finalizers": None}})


def recall(api: Api, _before: Inventory, now: Inventory, identity: Identity) -> None:
    namespace = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": identity.namespace}}
    kind = now.kinds[home(identity).group, home(identity).plural]
    try:
        api.create(kind.path(""), namespace)
    except ApiError as error:
        if error.status != 409:  # something else of it has recalled it
            raise


def create(api: Api, before: Inventory, _now: Inventory, identity: Identity) -> None:
    kind = before.kinds[identity.group, identity.plural]
    api.create(kind.path(identity.namespace), before.objects[identity])


def replace(api: Api, before: Inventory, now: Inventory, identity: Identity) -> None:
    path = now.path(identity)
    wanted = before.objects[identity]
    current = api.get(path)["metadata"]["resourceVersion"]
    body = {**wanted, "metadata": {**wanted["metadata"], "resourceVersion": current}}
    try:
        api.replace(path, body)
    except ApiError as error:
        if error.status != 422 or is_namespace(identity):
            raise
        delete(api, before, now, identity)  # a field that cannot be changed back: it is created anew


PERFORMED = {
    Verb.DELETE: delete,
    Verb.RELEASE: release,
    Verb.CREATE: create,
    Verb.RECALL: recall,
    Verb.REPLACE: replace,
}


def rank(identity: Identity) -> tuple[int, Identity]:
    """Order of deletion and creation."""
    for number, (group, plural) in enumerate(FIRST):
        if identity.group == group and plural in {"", identity.plural}:
            return number, identity
    return (len(FIRST) + 1 if is_custom_kind(identity) else len(FIRST)), identity


def is_namespace(identity: Identity) -> bool:
    return (identity.group, identity.plural) == ("", "namespaces")


def is_orphan(now: Inventory, identity: Identity) -> bool:
    """It is in a namespace that is gone: its controller wrote it while the namespace ended."""
    return bool(identity.namespace) and home(identity) not in now.objects


def home(identity: Identity) -> Identity:
    return Identity(group="", plural="namespaces", namespace="", name=identity.namespace)


def is_dying(now: Inventory, identity: Identity) -> bool:
    return identity in now.objects and "deletionTimestamp" in now.objects[identity]["metadata"]


def is_pod(identity: Identity) -> bool:
    return (identity.group, identity.plural) == ("", "pods")


def is_custom_kind(identity: Identity) -> bool:
    return (identity.group, identity.plural) == CUSTOM_KINDS


def kind_of(definition: Mapping[str, Any]) -> tuple[str, str]:
    """Group and plural of what a CustomResourceDefinition defines."""
    return definition["spec"]["group"], definition["spec"]["names"]["plural"]
