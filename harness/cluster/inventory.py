"""What a cluster holds: every object of every kind that somebody may have made, without what changes by itself."""

import json
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harness.cluster.api import Api, ApiError, ApiKind

AT_ONCE = 8  # requests to one API server
# Kinds that controllers write all the time, or that follow from other objects.
VOLATILE = frozenset(
    {
        ("", "componentstatuses"),
        ("", "endpoints"),
        ("", "events"),
        ("apps", "controllerrevisions"),
        ("certificates.k8s.io", "certificatesigningrequests"),
        ("coordination.k8s.io", "leases"),
        ("discovery.k8s.io", "endpointslices"),
        ("events.k8s.io", "events"),
        ("metrics.k8s.io", "nodes"),
        ("metrics.k8s.io", "pods"),
        ("networking.k8s.io", "ipaddresses"),
        ("storage.k8s.io", "csinodes"),
        ("storage.k8s.io", "csistoragecapacities"),
    }
)
BY_SERVER = frozenset({"creationTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid"})
AUTOMANAGED = "kube-aggregator.kubernetes.io/automanaged"  # an APIService that follows from a CRD
# Written by controllers on objects that are otherwise somebody's own.
VOLATILE_ANNOTATIONS = ("deployment.kubernetes.io/revision", "control-plane.alpha.kubernetes.io/leader")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Identity:
    """Which object: ``namespace`` is empty for kinds of the whole cluster."""

    group: str
    plural: str
    namespace: str
    name: str

    def __str__(self) -> str:
        kind = f"{self.plural}.{self.group}" if self.group else self.plural
        return f"{kind}/{self.name}" + (f" in {self.namespace}" if self.namespace else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """All objects at one time: what was written of each (``content``), and how the API calls its kinds."""

    kinds: Mapping[tuple[str, str], ApiKind]  # by group and plural
    objects: Mapping[Identity, Mapping[str, Any]]

    def path(self, identity: Identity) -> str:
        """The URL path of an object."""
        return self.kinds[identity.group, identity.plural].path(identity.namespace, identity.name)

    def added_since(self, before: "Inventory") -> tuple[Identity, ...]:
        return tuple(sorted(self.objects.keys() - before.objects.keys()))

    def gone_since(self, before: "Inventory") -> tuple[Identity, ...]:
        return tuple(sorted(before.objects.keys() - self.objects.keys()))

    def changed_since(self, before: "Inventory") -> tuple[Identity, ...]:
        return tuple(
            identity
            for identity in sorted(self.objects.keys() & before.objects.keys())
            if self.objects[identity] != before.objects[identity]
        )


def take_inventory(api: Api) -> Inventory:
    """Ask for all kinds at once. A kind that vanishes while being asked for (a CRD being deleted) has no objects."""
    kinds = [kind for kind in api.kinds() if (kind.group, kind.plural) not in VOLATILE]

    def items(kind: ApiKind) -> list[tuple[Identity, Mapping[str, Any]]]:
        try:
            listed = api.get(kind.path())["items"]
        except ApiError as error:
            if error.status in {404, 405}:
                return []
            raise
        return list(recorded(kind, listed))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        objects = dict(found for part in pool.map(items, kinds) for found in part)
    return Inventory(kinds={(kind.group, kind.plural): kind for kind in kinds}, objects=objects)


def recorded(kind: ApiKind, items: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Identity, Mapping[str, Any]]]:
    """The objects that stand for themselves; what others own goes with its owner."""
    for item in items:
        metadata = item["metadata"]
        if metadata.get("ownerReferences") or AUTOMANAGED in metadata.get("labels", {}):
            continue
        identity = Identity(
            group=kind.group, plural=kind.plural, namespace=metadata.get("namespace", ""), name=metadata["name"]
        )
        yield identity, content(kind, item)


def content(kind: ApiKind, item: Mapping[str, Any]) -> dict[str, Any]:
    """What somebody wrote of an object, without what the server and controllers add."""
    metadata = {key: value for key, value in item["metadata"].items() if key not in BY_SERVER}
    annotations = metadata.get("annotations", {})
    metadata["annotations"] = {key: value for key, value in annotations.items() if key not in VOLATILE_ANNOTATIONS}
    rest = {key: value for key, value in item.items() if key not in {"metadata", "status"}}
    if "aggregationRule" in rest:
        rest.pop("rules", None)  # a controller fills these from other roles
    api_version = f"{kind.group}/{kind.version}" if kind.group else kind.version
    return {**rest, "apiVersion": api_version, "kind": kind.kind, "metadata": metadata}


def save(inventory: Inventory, file: Path) -> None:
    """Secrets are among what is saved, so only the owner may read it."""
    kinds = [
        [kind.group, kind.plural, kind.version, kind.kind, kind.namespaced, sorted(kind.verbs)]
        for kind in inventory.kinds.values()
    ]
    objects = [
        [identity.group, identity.plural, identity.namespace, identity.name, content]
        for identity, content in inventory.objects.items()
    ]
    file.touch(mode=0o600)
    file.write_text(json.dumps({"kinds": kinds, "objects": objects}), encoding="utf-8")


def load(file: Path) -> Inventory:
    table = json.loads(file.read_text(encoding="utf-8"))
    kinds = {
        (group, plural): ApiKind(
            group=group, plural=plural, version=version, kind=kind, namespaced=namespaced, verbs=frozenset(verbs)
        )
        for group, plural, version, kind, namespaced, verbs in table["kinds"]
    }
    objects = {
        Identity(group=group, plural=plural, namespace=namespace, name=name): content
        for group, plural, namespace, name, content in table["objects"]
    }
    return Inventory(kinds=kinds, objects=objects)
