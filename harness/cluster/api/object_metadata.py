"""What lists of metadata tell of a cluster's objects: which there are, since when, and who wrote them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from harness.cluster.api.client import JSON, METADATA, Api, ApiError, ApiKind
from harness.cluster.api.inventory import AUTOMANAGED, Identity
from harness.cluster.api.kind_listing import AT_ONCE, AT_ONCE_HERE, lists
from harness.cluster.leaks.leak_rules import follows_kind, follows_label, follows_name
from harness.cluster.provider import Cluster, Fleet
from harness.cluster.waiting import side_by_side

# API servers of aggregated groups may not know lists of metadata: those send whole objects.
ACCEPT: Final = f"{METADATA},{JSON}"
LABELLED: Final = frozenset({("", "nodes"), ("", "namespaces")})  # whose labels belong to what pages change
RELEASE_PREFIX: Final = "sh.helm.release.v1."
KEEP: Final = ("helm.sh/resource-policy", "keep")  # annotation of what an uninstallation leaves


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mark:
    """That ``manager`` (``kubectl-create``, ``helm``) wrote at ``time``, in whole seconds since the epoch."""

    time: float
    manager: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One label's value; ``mark`` says who wrote it, ``None`` when the API does not tell."""

    value: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A Helm release."""

    namespace: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One object. ``labels`` are kept for nodes and namespaces only; ``managers`` wrote anything but its status.

    ``release`` is the Helm release that takes the object along when it is uninstalled. ``held`` says that the object is
    being deleted and waits for finalizers, ``dying`` that it is being deleted at all.
    """

    created: float
    uid: str = ""
    generation: int = 0
    managers: tuple[Mark, ...] = ()
    labels: Mapping[str, Label] = field(default_factory=dict)
    release: Release | None = None
    dying: bool = False
    held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterSnapshot:
    """One cluster's objects. ``called`` is what its user calls the context, in a kubeconfig of their own.

    ``refused`` are the kinds that could not be listed, and why: nothing is known of them.
    """

    context: str
    called: str
    kinds: Mapping[tuple[str, str], ApiKind] = field(default_factory=dict)  # by group and plural
    traces: Mapping[Identity, Trace] = field(default_factory=dict)
    releases: Mapping[Release, Trace] = field(default_factory=dict)  # with the trace of the first revision
    refused: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A fleet's clusters at one time."""

    clusters: tuple[ClusterSnapshot, ...] = ()


def take_snapshot(fleet: Fleet) -> Snapshot:
    """Ask all clusters at once; ``ClusterError`` when one does not answer."""
    at_once = AT_ONCE_HERE if fleet.owned else AT_ONCE

    def snapshot(cluster: Cluster) -> ClusterSnapshot:
        name = cluster.user_context or cluster.context
        return cluster_snapshot(Api(fleet.kubeconfig, cluster.context), name, at_once=at_once)

    return Snapshot(clusters=tuple(side_by_side(snapshot, fleet.clusters, stop=lambda: None)))


def cluster_snapshot(api: Api, called: str, *, at_once: int = AT_ONCE) -> ClusterSnapshot:
    """Every kind, metadata only, asked for with ``at_once`` requests at a time."""
    kinds = [kind for kind in api.kinds() if not follows_kind(kind.group, kind.plural)]
    return snapshot_of(api.context, called, lists(api, kinds, accept=ACCEPT, at_once=at_once))


def snapshot_of(
    context: str, called: str, listed: Iterable[tuple[ApiKind, Iterable[Mapping[str, Any]] | ApiError]]
) -> ClusterSnapshot:
    """The snapshot of objects as the API lists them, without those that follow from others."""
    answers = list(listed)
    known = {(kind.group, kind.kind) for kind, _ in answers}
    traces: dict[Identity, Trace] = {}
    releases: dict[Release, Trace] = {}
    refused: dict[tuple[str, str], str] = {}
    for kind, items in answers:
        if isinstance(items, ApiError):
            refused[kind.group, kind.plural] = items.message
            continue
        for metadata in (item["metadata"] for item in items):
            trace = trace_of(kind, metadata)
            if (release := release_kept_in(kind, metadata)) is not None:
                releases[release] = min(trace, releases.get(release, trace), key=lambda one: one.created)
            elif not follows(kind, metadata, known):
                traces[Identity.of(kind, metadata)] = trace
    kinds = {(kind.group, kind.plural): kind for kind, _ in answers}
    return ClusterSnapshot(
        context=context, called=called, kinds=kinds, traces=traces, releases=releases, refused=refused
    )


def follows(kind: ApiKind, metadata: Mapping[str, Any], known: set[tuple[str, str]]) -> bool:
    """Whether an object is there because another is: an owner among what is listed takes it along when it goes."""
    owners = {(owner["apiVersion"].rpartition("/")[0], owner["kind"]) for owner in metadata.get("ownerReferences", ())}
    return (
        bool(owners & known)
        or AUTOMANAGED in metadata.get("labels", {})
        or follows_name(kind.group, kind.plural, metadata["name"])
    )


def trace_of(kind: ApiKind, metadata: Mapping[str, Any]) -> Trace:
    fields = metadata.get("managedFields", ())
    annotations = metadata.get("annotations") or {}
    owner = annotations.get("meta.helm.sh/release-name")
    dying = "deletionTimestamp" in metadata
    return Trace(
        created=epoch(metadata.get("creationTimestamp")),
        uid=metadata.get("uid", ""),
        generation=metadata.get("generation", 0),
        managers=tuple(
            sorted({mark_of(entry) for entry in fields if "time" in entry and not entry.get("subresource")})
        ),
        labels=labels_of(metadata) if (kind.group, kind.plural) in LABELLED else {},
        release=None
        if owner is None or annotations.get(KEEP[0]) == KEEP[1]
        else Release(namespace=annotations.get("meta.helm.sh/release-namespace", ""), name=owner),
        dying=dying,
        held=dying and bool(metadata.get("finalizers")),
    )


def labels_of(metadata: Mapping[str, Any]) -> dict[str, Label]:
    """Labels with who wrote each last."""
    marks: dict[str, Mark] = {}
    for entry in metadata.get("managedFields", ()):
        written = entry.get("fieldsV1", {}).get("f:metadata", {}).get("f:labels", {})
        for key in written if "time" in entry else ():
            mark = mark_of(entry)
            marks[key.removeprefix("f:")] = max(mark, marks.get(key.removeprefix("f:"), mark))
    labels: Mapping[str, str] = metadata.get("labels") or {}
    return {key: Label(value=value, mark=marks.get(key)) for key, value in labels.items() if not follows_label(key)}


def release_kept_in(kind: ApiKind, metadata: Mapping[str, Any]) -> Release | None:
    """The Helm release that a secret keeps a revision of."""
    labels = metadata.get("labels") or {}
    if (kind.group, kind.plural) != ("", "secrets") or labels.get("owner") != "helm":
        return None
    if not metadata["name"].startswith(RELEASE_PREFIX):
        return None
    name = metadata["name"].removeprefix(RELEASE_PREFIX).rpartition(".v")[0]
    return Release(namespace=metadata["namespace"], name=name)


def mark_of(entry: Mapping[str, Any]) -> Mark:
    return Mark(time=epoch(entry["time"]), manager=entry.get("manager", ""))


def epoch(stamp: str | None) -> float:
    """Seconds since the epoch of a time as the API writes it; 0 for none."""
    return datetime.fromisoformat(stamp).timestamp() if stamp else 0.0
