"""What a manifest says it is: its apiVersion and kind against the kinds that there are."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import yaml

from harness.check.catalogue.catalogue import CORE, Catalogue, group_of, version_of
from harness.check.manifests.manifest_text import LEFT_OUT, ManifestText, Reader
from harness.check.manifests.yaml_text import entries, known, text_of, value_of
from harness.check.rule import Rule
from harness.check.typo import is_one_slip, typo_of
from harness.diagnostic import Diagnostic, Severity
from harness.fix import swap
from harness.programs.removed_api import is_older, predecessor, served_since, served_until, successor
from harness.source import Location
from harness.suggest import nearest

UNKNOWN_GROUP: Final = Rule.named("unknown-api-group")
UNKNOWN_VERSION: Final = Rule.named("unknown-api-version")
UNKNOWN_KIND: Final = Rule.named("unknown-kind")
INCOMPLETE: Final = Rule.named("incomplete-manifest")
RULES: Final = (UNKNOWN_GROUP, UNKNOWN_VERSION, UNKNOWN_KIND, INCOMPLETE)

_VERSION: Final = re.compile(r"v\d+((alpha|beta)\d+)?")
_OF_SERVER: Final = frozenset({"creationTimestamp", "resourceVersion", "uid"})
_HEAD: Final = frozenset({"apiVersion", "kind", "metadata"})


def check_api_version(document: yaml.MappingNode, text: ManifestText, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Findings about the first two fields of a resource; none when it is known."""
    version_node, kind_node = value_of(document, "apiVersion"), value_of(document, "kind")
    if version_node is None or kind_node is None:
        yield from _missing(document, text, version_node, kind_node)
        return
    api_version, kind = text_of(version_node), text_of(kind_node)
    if api_version is None or kind is None:
        return
    version_at = text.start(version_node)
    kind_at = text.start(kind_node)
    group, version = group_of(api_version), version_of(api_version)
    gone = successor(api_version, kind)
    if catalogue.kubernetes and gone and is_older(catalogue.kubernetes, served_until(api_version, kind)):
        return
    if catalogue.kubernetes and is_older(catalogue.kubernetes, since := served_since(api_version, kind)):
        yield from not_yet(api_version, kind, since, version_at, catalogue.kubernetes)
    elif gone and kind not in catalogue.kinds.get(api_version, {}):
        yield (UNKNOWN_VERSION if group in catalogue.groups else UNKNOWN_GROUP).found(
            version_at,
            f"{api_version} has gone: no cluster serves its {kind} any more",
            expected=f"apiVersion: {gone}",
            remedy=f"use {gone!r}; its fields may be others",
        )
    elif unchecked_kind(api_version, kind, catalogue):
        return
    elif group not in catalogue.groups or (group == CORE and not _VERSION.fullmatch(version)):
        message, expected, remedy = _group_words(api_version, kind, catalogue)
        sure = "." not in group or _near_group(group, kind, catalogue)  # only Kubernetes has groups without a dot
        severity = None if sure else Severity.WARNING
        near = typo_of(group, catalogue.groups)
        fix = swap(version_at, group, near) if near else None
        yield UNKNOWN_GROUP.found(version_at, message, expected=expected, remedy=remedy, severity=severity, fix=fix)
    elif api_version not in catalogue.kinds:
        versions = catalogue.versions(group)
        having = [each for each in versions if kind in catalogue.kinds[each]] or versions
        near = typo_of(version, map(version_of, having))
        meant = near or version_of(having[0])
        yield UNKNOWN_VERSION.found(
            version_at,
            f"the API group {named(group)} has no version {version!r}",
            expected=either(having) + (f", which have the kind {kind}" if len(having) < len(versions) else ""),
            remedy=f"did you mean {with_version(group, meant)!r}?",
            severity=_certain(group, catalogue, near=bool(typo_of(version, map(version_of, versions)))),
            fix=swap(
                version_at,
                api_version,
                with_version(group, meant),
                safe=len(having) == 1 or bool(near),
            ),
        )
    elif kind not in catalogue.kinds[api_version]:
        near = typo_of(kind, catalogue.kinds[api_version])
        yield UNKNOWN_KIND.found(
            kind_at,
            f"{api_version} has no kind {kind!r}",
            expected=_kind_expected(api_version, kind, catalogue),
            remedy=_kind_remedy(api_version, kind, catalogue),
            severity=_certain(group, catalogue, near=bool(near)),
            fix=swap(kind_at, kind, near)
            if near and not catalogue.having(kind)
            else swap(version_at, api_version, other)
            if (other := _same_version(api_version, kind, catalogue))
            else None,
        )


def _same_version(api_version: str, kind: str, catalogue: Catalogue) -> str:
    """The only group that has the kind in this version."""
    return _only(each for each in catalogue.having(kind) if version_of(each) == version_of(api_version))


def not_yet(api_version: str, kind: str, since: str, at: Location, kubernetes: str) -> Iterator[Diagnostic]:
    before = predecessor(api_version, kind)
    yield UNKNOWN_VERSION.found(
        at,
        f"Kubernetes {kubernetes} does not serve {kind} as {api_version}: {since} is the first that does",
        expected=f"apiVersion: {before}" if before else f"a page for Kubernetes {since} or newer",
        remedy=f"use {before!r}, or raise cluster.version in the settings" if before else "raise cluster.version",
        fix=swap(at, api_version, before, safe=False) if before else None,
    )


def unchecked_kind(api_version: str, kind: str, catalogue: Catalogue) -> bool:
    """Whether nothing is known of a kind, and nothing says that it is misspelt."""
    group = group_of(api_version)
    if successor(api_version, kind) or group == CORE:
        return False
    having = frozenset(map(group_of, catalogue.having(kind)))
    if group not in catalogue.groups:
        if "." not in group:  # only Kubernetes has such groups
            return not having and not typo_of(group, catalogue.groups)
        return not _near_group(group, kind, catalogue) and not any(
            _related(group, each) for each in having - catalogue.partial
        )
    known = catalogue.kinds.get(api_version)
    if group not in catalogue.partial:
        return False
    if known is None:
        return group in catalogue.growing and _VERSION.fullmatch(version_of(api_version)) is not None
    return kind not in known and not typo_of(kind, known)


def _near_group(group: str, kind: str, catalogue: Catalogue) -> str:
    """A group one letter away, or two where it has the kind; further away it is one of its own right."""
    near = typo_of(group, catalogue.groups)
    sure = near and (is_one_slip(group, near) or any(group_of(each) == near for each in catalogue.having(kind)))
    return near if sure else ""


def _related(group: str, other: str) -> bool:
    """Of one domain: ``ovens.zebra.dev`` and ``bread.zebra.dev``."""
    return group.split(".")[-2:] == other.split(".")[-2:]


def _certain(group: str, catalogue: Catalogue, *, near: bool) -> Severity:
    """Of some groups only the names that pages use are known; what is not among them may exist all the same."""
    return Severity.ERROR if near or group not in catalogue.partial else Severity.WARNING


def _group_words(api_version: str, kind: str, catalogue: Catalogue) -> tuple[str, str, str]:
    """Message, what was expected, and what to do."""
    group, having = group_of(api_version), catalogue.having(kind)
    if group == CORE:
        whole = catalogue.versions(api_version)
        message = (
            f"{api_version!r} is no apiVersion: it lacks a version" if whole else f"unknown apiVersion {api_version!r}"
        )
        right = [each for each in whole if each in having] or list(whole) or list(having) or ["v1"]
        return message, either(right), f"did you mean {right[0]!r}?"
    near = typo_of(group, catalogue.groups) or _only(map(group_of, having)) or nearest(group, catalogue.groups)
    versions = [each for each in having if group_of(each) == near] or list(catalogue.versions(near) if near else having)
    return (
        f"unknown API group {group!r}",
        (either(versions) + (f" for the kind {kind}" if having else ""))
        if versions
        else "a group that the page installs, or a known one",
        _group_remedy(near, having),
    )


def _group_remedy(near: str, having: tuple[str, ...]) -> str:
    if near:
        return f"did you mean {near!r}?"
    if having:
        return f"did you mean 'apiVersion: {having[0]}'?"
    return "add the group to the catalogue in the settings if the page is right"


def _kind_expected(api_version: str, kind: str, catalogue: Catalogue) -> str:
    having = catalogue.having(kind)
    if having:
        return f"{either(having)} for the kind {kind}"
    return f"a kind of {api_version}: {either(sorted(catalogue.kinds[api_version]), 8)}"


def _kind_remedy(api_version: str, kind: str, catalogue: Catalogue) -> str:
    kinds = catalogue.kinds[api_version]
    near, having = typo_of(kind, kinds), catalogue.having(kind)
    if near and not having:
        return f"did you mean {near!r}?"
    if having:
        return f"did you mean 'apiVersion: {having[0]}'?"
    near = nearest(kind, kinds) or nearest(kind, {each for every in catalogue.kinds.values() for each in every})
    return f"did you mean {near!r}?" if near else "add the kind to the catalogue in the settings if the page is right"


def _missing(
    document: yaml.MappingNode, text: ManifestText, version: yaml.Node | None, kind: yaml.Node | None
) -> Iterator[Diagnostic]:
    """What is applied has to be complete; elsewhere a text may be a part of something, unless a name is mistyped."""
    neither = version is None and kind is None
    if not all(known(key) for key, _ in document.value) or (neither and text.reader is not Reader.APPLY):
        return
    whole = text.reader is Reader.APPLY or has_all_else(document, text)
    for name, node in (("apiVersion", version), ("kind", kind)):
        if node is not None:
            continue
        mistyped = next((key for given, key, _ in entries(document) if typo_of(given, [name])), None)
        if mistyped is None and not whole:
            continue
        mark = (document if mistyped is None else mistyped).start_mark
        yield INCOMPLETE.found(
            text.place(mark.line, mark.column),
            f"the manifest has no {name}",
            expected="apiVersion, kind and metadata in every manifest",
            remedy="add the line" if mistyped is None else f"write {name!r}, not {mistyped.value!r}",
            severity=Severity.WARNING if mistyped is None and text.reader is not Reader.APPLY else None,
            fix=None if mistyped is None else swap(text.place(mark.line, mark.column), mistyped.value, name),
        )


def check_name(document: yaml.MappingNode, text: ManifestText) -> Iterator[Diagnostic]:
    """A resource that is applied needs a name, and one that is shown whole, with its namespace."""
    metadata = value_of(document, "metadata")
    metadata = None if isinstance(metadata, yaml.ScalarNode) and not metadata.value else metadata
    if not (text.reader is Reader.APPLY or is_whole(document, text)) or (
        metadata is not None and not isinstance(metadata, yaml.MappingNode)
    ):
        return
    empty = metadata is None and value_of(document, "metadata") is not None
    node, wanted = (document, ("metadata",)) if metadata is None else (metadata, ("name", "generateName"))
    if (not empty and any(typo_of(key, wanted) for key in _keys(node))) or not all(known(key) for key, _ in node.value):
        return  # there, or mistyped, which is said already
    yield INCOMPLETE.found(
        text.start(node),
        f"the {text_of(value_of(document, 'kind'))} has no name",
        expected="metadata.name in everything that kubectl applies",
        remedy="add 'name' below 'metadata'",
        severity=None if text.reader is Reader.APPLY else Severity.WARNING,
    )


def is_whole(document: yaml.MappingNode, text: ManifestText) -> bool:
    """Whether a block shows all of a resource: it says the namespace, or what a server adds, and leaves nothing out."""
    keys = _keys_of_metadata(document)
    named = ("namespace" in keys and "spec" in _keys(document)) or not _OF_SERVER.isdisjoint(keys)
    return text.reader is Reader.READER and named and not LEFT_OUT.search(text.text)


def has_all_else(document: yaml.MappingNode, text: ManifestText) -> bool:
    """Whether a block shows a resource by its name, with what it holds or a server adds, and leaves nothing out."""
    keys, named = _keys(document) - _HEAD, _keys_of_metadata(document)
    return bool(keys or named & _OF_SERVER) and "name" in named and not LEFT_OUT.search(text.text)


def _keys_of_metadata(document: yaml.MappingNode) -> set[str]:
    metadata = value_of(document, "metadata")
    return _keys(metadata) if isinstance(metadata, yaml.MappingNode) else set()


def _keys(node: yaml.MappingNode) -> set[str]:
    return {key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)}


def _only(names: Iterable[str]) -> str:
    """The name when there is just one."""
    found = set(names)
    return found.pop() if len(found) == 1 else ""


def either(names: Iterable[str], most: int = 5) -> str:
    """``a, b or c`` in the order given."""
    every = list(names)
    if len(every) > most:
        return f"{', '.join(every[:most])} or one of {len(every) - most} more"
    return " or ".join(filter(None, (", ".join(every[:-1]), every[-1]))) if every else ""


def named(group: str) -> str:
    return group or "of v1"


def with_version(group: str, version: str) -> str:
    return f"{group}/{version}" if group else version
