"""What a cluster holds: every object of every kind that somebody may have made, without what changes by itself."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from harness.cluster.api.client import Api, ApiError, ApiKind
from harness.cluster.api.kind_listing import PATIENCE, lists

# Kinds that controllers write all the time, or that follow from other objects.
VOLATILE = frozenset(
    {
        ("", "componentstatuses"),
        ("", "endpoints"),
        ("", "events"),
        ("apps", "controllerrevisions"),
        ("certificates.k8s.io", "certificatesigningrequests"),
        ("coordination.k8s.io", "leases"),
        ("metallb.io", "configurationstates"),  # what its controller thinks of its configuration
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

    @classmethod
    def of(cls, kind: ApiKind, metadata: Mapping[str, Any]) -> "Identity":
        namespace = metadata.get("namespace", "")
        return cls(group=kind.group, plural=kind.plural, namespace=namespace, name=metadata["name"])

    def __str__(self) -> str:
        kind = f"{self.plural}.{self.group}" if self.group else self.plural
        return f"{kind}/{self.name}" + (f" in {self.namespace}" if self.namespace else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """All objects at one time: what was written of each (``content``), and how the API calls its kinds.

    ``owners`` holds what is not listed for itself because it goes with its owner, and that owner.
    """

    kinds: Mapping[tuple[str, str], ApiKind]  # by group and plural
    objects: Mapping[Identity, Mapping[str, Any]]
    owners: Mapping[Identity, Identity] = field(default_factory=dict, compare=False)

    def path(self, identity: Identity) -> str:
        """The URL path of an object."""
        return self.kinds[identity.group, identity.plural].path(identity.namespace, identity.name)

    def root(self, identity: Identity) -> Identity:
        """The owner of all owners of an object; the object itself when it has none."""
        seen = {identity}
        while (owner := self.owners.get(identity)) is not None and owner not in seen:
            seen.add(owner)
            identity = owner
        return identity

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


def take_inventory(api: Api, *, patience: float = PATIENCE) -> Inventory:
    """Ask for all kinds. A kind that vanishes while being asked for (a CRD being deleted) has no objects.

    ``ApiError`` for a kind that is refused, or that is not ready to be listed within ``patience`` seconds.
    """
    kinds = [kind for kind in api.kinds() if (kind.group, kind.plural) not in VOLATILE]
    found: list[tuple[ApiKind, Iterable[Mapping[str, Any]]]] = []
    for kind, items in lists(api, kinds, patience=patience):
        if isinstance(items, ApiError):
            raise items
        found.append((kind, items))
    return inventory_of(found)


def inventory_of(listed: Iterable[tuple[ApiKind, Iterable[Mapping[str, Any]]]]) -> Inventory:
    """The inventory of objects as the API lists them."""
    everything = [(kind, list(items)) for kind, items in listed]
    plurals = {(kind.group, kind.kind): kind for kind, _ in everything}
    objects: dict[Identity, Mapping[str, Any]] = {}
    owners: dict[Identity, Identity] = {}
    for kind, items in everything:
        for item in items:
            metadata = item["metadata"]
            identity = Identity.of(kind, metadata)
            if references := metadata.get("ownerReferences"):
                owners[identity] = owner_of(identity, references, plurals)
            elif AUTOMANAGED not in metadata.get("labels", {}):
                objects[identity] = content(kind, item)
    return Inventory(kinds={(kind.group, kind.plural): kind for kind, _ in everything}, objects=objects, owners=owners)


def owner_of(
    identity: Identity, references: Iterable[Mapping[str, Any]], plurals: Mapping[tuple[str, str], ApiKind]
) -> Identity:
    """The controller among an object's owners, or the first of them."""
    reference = min(references, key=lambda owner: not owner.get("controller"))
    group = reference["apiVersion"].rpartition("/")[0]
    kind = plurals.get((group, reference["kind"]))
    namespaced = kind is None or kind.namespaced
    return Identity(
        group=group,
        plural=reference["kind"].lower() if kind is None else kind.plural,  # of a kind that cannot be listed
        namespace=identity.namespace if namespaced else "",
        name=reference["name"],
    )


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
    """Write down ``kinds`` and ``objects``. Secrets are among them, so only the owner of the file may read it."""
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
