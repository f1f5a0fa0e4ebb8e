"""What a page left on its clusters: who made it, and the command that removes it."""

import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from harness.cluster.api.client import ApiKind
from harness.cluster.api.inventory import Identity
from harness.cluster.api.object_metadata import ClusterSnapshot, Label, Mark, Release, Snapshot
from harness.cluster.api.reset import CUSTOM_KINDS, is_custom_kind, is_namespace, rank
from harness.cluster.leaks.command_log import Attribution, LoggedCommand, maker

HELM_RELEASE: Final = "helm release"
# kubectl knows these groups' kinds by their bare names, whatever else a cluster serves.
BARE: Final = frozenset(
    {"", "apps", "batch", "rbac.authorization.k8s.io", "admissionregistration.k8s.io", "apiregistration.k8s.io"}
)
SHOWN: Final = 3  # names of a group; the command that deletes it has all
SECRETS: Final = ("", "secrets")
NO_FINALIZERS: Final = '{"metadata":{"finalizers":null}}'


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftover:
    """Something that was not there before the page. ``cleanup`` is a command that removes it.

    ``context`` is what the user calls it. ``kind`` is as kubectl spells it, or ``helm release``, ``node label``,
    ``namespace label`` (whose name is the node's or namespace's with the key), or ``process``. ``holds`` counts objects
    that go with it and are not told by themselves. ``maker`` is ``None`` when it was there before any command of the
    page that could have made it. ``dying`` things are being deleted.
    """

    context: str
    kind: str
    name: str
    cleanup: str
    namespace: str = ""
    holds: int = 0
    maker: Attribution | None = None
    dying: bool = False

    def __str__(self) -> str:
        place = f" in {self.namespace}" if self.namespace else ""
        holds = f" (and {self.holds} objects with it)" if self.holds else ""
        dying = ", being deleted" if self.dying else ""
        what = f"{self.kind} {self.name}{place}{holds}{dying}{made_by(self.maker)}"
        return f"{self.context}: {what}; to remove it: {self.cleanup}"


def folded(found: Iterable[Leftover]) -> list[Leftover]:
    """Neighbours of one kind that one command made, as one; one command deletes them."""
    result: list[Leftover] = []
    for _, group in groupby(found, key=alike):
        same = list(group)
        first, names = same[0], [one.name for one in same]
        if len(same) == 1 or any(
            one.cleanup != deletion(one.context, one.kind, one.namespace, one.name) for one in same
        ):
            result += same
            continue
        certain = all(one.maker is not None and one.maker.certain for one in same)
        result.append(
            replace(
                first,
                name=listed(names),
                cleanup=deletion(first.context, first.kind, first.namespace, *names),
                holds=sum(one.holds for one in same),
                maker=first.maker and replace(first.maker, certain=certain),
            )
        )
    return result


def listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"{', '.join(names[:SHOWN])}{more}"


def alike(one: Leftover) -> tuple[object, ...]:
    return one.context, one.kind, one.namespace, one.dying, one.maker and one.maker.logged


def made_by(found: Attribution | None) -> str:
    if found is None:
        return ""
    command = " ".join(found.logged.command.split("\n", 1)[0].split())
    return f", {'made by' if found.certain else 'probably made by'} {found.logged.step} (`{command}`)"


def leftovers(before: Snapshot, after: Snapshot, story: Sequence[LoggedCommand]) -> tuple[Leftover, ...]:
    """What is new in ``after``, in an order in which the cleanup commands can be run one after the other."""
    earlier = {cluster.context: cluster for cluster in before.clusters}
    story = [logged for logged in story if logged.changes]
    return tuple(
        leftover
        for cluster in after.clusters
        for leftover in cluster_leftovers(
            earlier.get(cluster.context, ClusterSnapshot(context=cluster.context, called=cluster.called)),
            cluster,
            story,
        )
    )


def untouched(before: Snapshot, after: Snapshot) -> bool:
    """Whether nothing was added, deleted, made anew or written to, and all could be listed.

    Rather no than yes: what controllers wrote beside a status counts too.
    """
    refused = any(cluster.refused for cluster in (*before.clusters, *after.clusters))
    return not refused and [(one.traces, one.releases) for one in before.clusters] == [
        (one.traces, one.releases) for one in after.clusters
    ]


def cluster_leftovers(
    before: ClusterSnapshot, after: ClusterSnapshot, story: Sequence[LoggedCommand]
) -> Iterator[Leftover]:
    yield from new_releases(before, after, story)
    yield from new_labels(before, after, story)
    yield from new_objects(before, after, story)


def new_releases(before: ClusterSnapshot, after: ClusterSnapshot, story: Sequence[LoggedCommand]) -> Iterator[Leftover]:
    fresh = sorted(new_release_names(before, after), key=lambda one: (one.namespace, one.name))
    carried = Counter(
        trace.release for identity, trace in after.traces.items() if identity not in before.traces and trace.release
    )
    for release in fresh:
        trace = after.releases[release]
        uninstall = ["helm", "uninstall", release.name, "--namespace", release.namespace]
        yield Leftover(
            context=after.called,
            kind=HELM_RELEASE,
            namespace=release.namespace,
            name=release.name,
            cleanup=shlex.join([*uninstall, f"--kube-context={after.called}"]),
            holds=carried[release],
            maker=maker(trace.created, trace.managers, release.name, story, context=after.context),
        )


def new_labels(before: ClusterSnapshot, after: ClusterSnapshot, story: Sequence[LoggedCommand]) -> Iterator[Leftover]:
    """Labels that were added, changed or removed on nodes and namespaces that were there before."""
    for identity in sorted(after.traces.keys() & before.traces.keys()):
        old, new = before.traces[identity].labels, after.traces[identity].labels
        kind = word(after.kinds[identity.group, identity.plural]) if old or new else ""
        for key in sorted(old.keys() | new.keys()):
            was, now = old.get(key), new.get(key)
            if (was and was.value) == (now and now.value):
                continue
            mark = label_mark(now, after.traces[identity].managers)
            change = f"{key}-" if was is None else f"{key}={was.value}"
            overwrite = ["--overwrite"] if was is not None and now is not None else []
            yield Leftover(
                context=after.context,
                kind=f"{kind} label",
                name=f"{identity.name} {key}",
                cleanup=kubectl(after.called, "label", kind, identity.name, change, *overwrite),
                maker=maker(mark.time, [mark], key, story, context=after.context),
            )


def label_mark(label: Label | None, managers: tuple[Mark, ...]) -> Mark:
    """Who wrote a label; for one that is gone, or of which the API does not tell, who wrote the object last."""
    if label is not None and label.mark is not None:
        return label.mark
    return max(managers, default=Mark(time=0.0, manager=""))


def new_objects(before: ClusterSnapshot, after: ClusterSnapshot, story: Sequence[LoggedCommand]) -> Iterator[Leftover]:
    added = new_identities(before, after)
    folds = Folds.of(before, after)
    held = Counter(
        folder
        for identity in added
        if (folder := folds.folder(identity)) is not None and after.traces[identity].release not in folds.releases
    )
    for identity in sorted(added, key=rank):
        trace = after.traces[identity]
        if folds.folder(identity) is not None or trace.release in folds.releases:
            continue
        kind = after.kinds[identity.group, identity.plural]
        yield Leftover(
            context=after.called,
            kind=word(kind),
            namespace=identity.namespace,
            name=identity.name,
            cleanup=removal(after.called, kind, identity, held=trace.held),
            holds=held[identity],
            maker=maker(
                trace.created,
                trace.managers,
                identity.name,
                story,
                context=after.context,
                namespace=identity.namespace,
            ),
            dying=trace.dying,
        )


def new_release_names(before: ClusterSnapshot, after: ClusterSnapshot) -> frozenset[Release]:
    """Releases that were added; none where secrets, which keep them, could not be listed before."""
    return frozenset() if SECRETS in before.refused else frozenset(after.releases.keys() - before.releases.keys())


def new_identities(before: ClusterSnapshot, after: ClusterSnapshot) -> frozenset[Identity]:
    """What was added, of the kinds that could be listed before."""
    added = after.traces.keys() - before.traces.keys()
    return frozenset(one for one in added if (one.group, one.plural) not in before.refused)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folds:
    """New things that take others along: releases, namespaces, and definitions of kinds."""

    releases: frozenset[Release]
    namespaces: dict[str, Identity]
    definitions: dict[str, Identity]  # by their names, such as gateways.example.com

    @classmethod
    def of(cls, before: ClusterSnapshot, after: ClusterSnapshot) -> "Folds":
        added = new_identities(before, after)
        return cls(
            releases=new_release_names(before, after),
            namespaces={identity.name: identity for identity in added if is_namespace(identity)},
            definitions={identity.name: identity for identity in added if is_custom_kind(identity)},
        )

    def folder(self, identity: Identity) -> Identity | None:
        """The namespace or definition that an object goes with."""
        return self.namespaces.get(identity.namespace) or self.definitions.get(f"{identity.plural}.{identity.group}")


def removal(context: str, kind: ApiKind, identity: Identity, *, held: bool) -> str:
    """The command that removes an object; one that waits for a finalizer is let go."""
    if held:
        patch = ("patch", word(kind), identity.name, *within(identity.namespace))
        return kubectl(context, *patch, "--type=merge", f"--patch={NO_FINALIZERS}")
    return deletion(context, word(kind), identity.namespace, identity.name)


def deletion(context: str, kind: str, namespace: str, *names: str) -> str:
    """The command that deletes objects of one kind in one namespace, empty for those of the whole cluster."""
    return kubectl(context, "delete", kind, *names, *within(namespace))


def within(namespace: str) -> tuple[str, ...]:
    return (f"--namespace={namespace}",) if namespace else ()


def kubectl(context: str, *words: str) -> str:
    return shlex.join(["kubectl", f"--context={context}", *words])


def word(kind: ApiKind) -> str:
    """A kind as kubectl takes it, unambiguous among all that a cluster serves."""
    if (kind.group, kind.plural) == CUSTOM_KINDS:
        return "crd"
    return kind.kind.lower() if kind.group in BARE else str(kind)
