"""Rules of Roles: verbs, resources and groups that no cluster has, or has elsewhere."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

import yaml

from harness.check.catalogue.catalogue import Catalogue
from harness.check.manifests.fields import WRONG_VALUE
from harness.check.manifests.page_resource import Resource, items
from harness.check.manifests.yaml_text import text_of
from harness.check.typo import only_slip, typo_of
from harness.diagnostic import Diagnostic
from harness.programs.flag_values import access_verbs
from harness.programs.resource_names import plural_of, resources

_ROLES: Final = frozenset({"Role", "ClusterRole"})
_READS: Final = {"read": "get", "write": "update", "edit": "update", "remove": "delete", "add": "create", "view": "get"}


def access_rules(resource: Resource, catalogue: Catalogue) -> Iterator[Diagnostic]:
    if resource.kind not in _ROLES:
        return
    for rule in items(resource.document, "rules"):
        groups, names = (items(rule, field) for field in ("apiGroups", "resources"))
        yield from verbs(
            resource, items(rule, "verbs"), own={text_of(each) or "" for each in groups} <= plurals_by_group().keys()
        )
        yield from api_groups(resource, groups, catalogue)
        yield from of_groups(resource, names, [text_of(each) or "" for each in groups])


def verbs(resource: Resource, nodes: Sequence[yaml.Node], *, own: bool) -> Iterator[Diagnostic]:
    """``own``: of Kubernetes' own groups; other projects have verbs of theirs."""
    known = access_verbs()
    for node in nodes:
        verb = text_of(node)
        if verb and verb not in known:
            meant = (_READS.get(verb) if own else "") or only_slip(verb, known) or typo_of(verb, known)
            if meant:
                yield wrong(resource, node, "verbs", ", ".join(known), meant)


def api_groups(resource: Resource, nodes: Sequence[yaml.Node], catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Groups are written without their versions; that of ``v1`` is empty."""
    for node in nodes:
        group = text_of(node)
        if not group or group in catalogue.groups or group == "*":
            continue
        bare = group.partition("/")[0]
        meant = bare if bare != group else typo_of(group, filter(None, catalogue.groups))
        if not meant and "." not in group:
            meant = only_slip(group, filter(None, catalogue.groups))
        if meant or group in {"v1", "core"}:
            yield wrong(resource, node, "apiGroups", f"{meant or repr('')}, a group without its version", meant)


def of_groups(resource: Resource, nodes: Sequence[yaml.Node], groups: Sequence[str]) -> Iterator[Diagnostic]:
    """Plural names of resources that these groups have."""
    plurals = plurals_by_group()
    if not groups or any(group not in plurals for group in groups):
        return
    known = frozenset[str]().union(*(plurals[group] for group in groups))
    everywhere = frozenset[str]().union(*plurals.values())
    for node in nodes:
        name, slash, part = (text_of(node) or "").partition("/")
        if not name or name == "*" or name in known:
            continue
        meant = plural_of(name) if plural_of(name) in known else typo_of(name, known)
        owners = [group for group, names in plurals.items() if name in names and "." not in group]
        if meant:
            yield wrong(resource, node, "resources", "the plural name of a resource", f"{meant}{slash}{part}")
        elif name in everywhere and owners:
            yield wrong(resource, node, "resources", f"a resource of {groups}: '{name}' is of {owners[0]!r}", "")


@cache
def plurals_by_group() -> dict[str, frozenset[str]]:
    """The resources of Kubernetes' own groups of which all are known."""
    found: dict[str, set[str]] = {}
    for each in resources():
        if "." not in each.group or each.group.endswith(".k8s.io"):
            found.setdefault(each.group, set()).add(each.plural)
    return {group: frozenset(names) for group, names in found.items()}


def wrong(resource: Resource, node: yaml.Node, field: str, expected: str, meant: str) -> Diagnostic:
    message = f"{resource.kind} rules.{field} cannot be '{text_of(node)}'"
    return resource.found(WRONG_VALUE, node, message, expected=expected, meant=meant)
