"""Names of other resources in a manifest: one slip off a name that the page makes or uses."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import yaml

from harness.check.catalogue.catalogue import group_of
from harness.check.commands.namespace_name import is_slip
from harness.check.manifests.consistency import node_at
from harness.check.manifests.label_selector import usual
from harness.check.manifests.page_names import Named
from harness.check.manifests.page_resource import Resource, at_path, kind_named, scalars
from harness.check.manifests.yaml_text import text_of, value_of
from harness.check.rule import Rule
from harness.diagnostic import Diagnostic
from harness.package_data import toml_data

REFERENCE: Final = Rule.named("unknown-reference")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Where a name of another resource is, and its kinds: ``*`` is every entry of a list, ``**`` any depth."""

    path: tuple[str, ...]
    kinds: tuple[str, ...]
    names: tuple[str, ...] = ()  # of the fields on the way


_IDENTITY: Final = re.compile(r"((?:spiffe://)?[\w.*-]+/ns/[\w*-]+/sa/)([\w-]+)")


@cache
def table(part: str) -> tuple[Reference, ...]:
    """The references in the spec of pods (``pod``), in a resource's ``spec``, and in the ``document``."""
    found = toml_data("harness.check.manifests", "references.toml")[part]
    return tuple(
        Reference(path=parts, kinds=tuple(kinds.split()), names=tuple(each for each in parts if "*" not in each))
        for parts, kinds in ((tuple(path.split(".")), kinds) for path, kinds in found.items())
    )


@cache
def always_there() -> frozenset[str]:
    """Names that every cluster has, or that need nothing."""
    return frozenset(toml_data("harness.check.manifests", "references.toml")["always_there"].split())


@cache
def keys_of_secrets() -> Mapping[str, frozenset[str]]:
    """The keys that an API server wants of a Secret, by its type."""
    found = toml_data("harness.check.manifests", "references.toml")["keys_of_secrets"]
    return {sort: frozenset(keys.split()) for sort, keys in found.items()}


@cache
def usual_keys() -> frozenset[str]:
    """Keys that Secrets have by their type, or by the custom of programs."""
    usual = toml_data("harness.check.manifests", "references.toml")["usual_keys"].split()
    return frozenset(usual).union(*keys_of_secrets().values())


def references(resource: Resource, page: Named, used: Collection[tuple[str, str]]) -> Iterator[Diagnostic]:
    """``used`` are the kinds and names that the references of all resources have."""
    yield from principals(resource, page)
    for each, node, is_own in references_of(resource):
        name, rest = name_of(node, each)
        only = sole(name, each.kinds, resource, page) if is_own else ""
        meant = page.meant(name, each.kinds) or (
            "" if (each.kinds[0], only) in used and not is_slip(name, only) else only
        )
        if meant and name not in always_there():
            message = f"nothing on the page makes the {each.kinds[0]} '{name}'"
            expected = f"one that is made: '{meant}'"
            yield resource.found(REFERENCE, node, message, expected=expected, meant=f"{meant}{rest}")


def used_names(resources: Iterable[Resource]) -> frozenset[tuple[str, str]]:
    """The kinds and names that resources have for others."""
    every = (found for each in resources for found in references_of(each))
    return frozenset((reference.kinds[0], name_of(node, reference)[0]) for reference, node, _ in every)


def references_of(resource: Resource) -> Iterator[tuple[Reference, yaml.Node, bool]]:
    """The names of other resources in one, each with whether it is in no other namespace.

    A ``kind`` beside a name has to be one of those that it may be of.
    """
    own = text_of(node_at(resource.document, "metadata", "namespace"))
    roots = (("pod", resource.pod), ("spec", node_at(resource.document, "spec")), ("document", resource.document))
    for part, root in roots:
        for each in table(part) if root is not None else ():
            if not all(name in resource.text.text for name in each.names):
                continue
            for parent in at_path(root, each.path[:-1]):
                beside = parent if isinstance(parent, yaml.MappingNode) else None
                kind, space = (text_of(node_at(beside, key)) for key in ("kind", "namespace"))
                is_own = space in {None, own} or (own is None and part == "document")
                if kind is None or kind in each.kinds:
                    yield from ((each, node, is_own) for node in at_path(parent, each.path[-1:]))
    yield from to_kinds(resource)


def to_kinds(resource: Resource) -> Iterator[tuple[Reference, yaml.Node, bool]]:
    """Names with a ``kind`` beside them, wherever they are below ``spec``."""
    for each in at_path(resource.document, ("spec", "**")):
        if isinstance(each, yaml.MappingNode) and value_of(each, "metadata") is None:
            kind, name = text_of(value_of(each, "kind")), value_of(each, "name")
            version = text_of(value_of(each, "apiVersion")) or text_of(value_of(each, "group")) or ""
            if kind and name is not None and text_of(name):
                group = version if value_of(each, "apiVersion") is None else group_of(version)
                yield Reference(path=("name",), kinds=(kind_named(kind, group),)), name, False


def name_of(node: yaml.Node, reference: Reference) -> tuple[str, str]:
    """The name, and what is behind it: the namespace of a host."""
    whole = text_of(node) or ""
    name, dot, rest = whole.partition(".") if reference.path[-1] == "host" else (whole, "", "")
    return name, f"{dot}{rest}"


def sole(name: str, kinds: Sequence[str], resource: Resource, page: Named) -> str:
    """The only one of its kind that the page makes, where it says this name nowhere else.

    That is in the same text as the reference, or a command makes it; what the first of ``kinds`` is most often meant.
    """
    made = [name for name in page.made.get(kinds[0], ()) if page.words.get(name)]
    only = made[0] if len(made) == 1 else ""
    if not only or page.words.get(name, 0) != 1 or any(name in page.made.get(kind, frozenset()) for kind in kinds):
        return ""
    said = re.compile(rf"\bname: *[\"']?{re.escape(only)}\b")
    return only if said.search(resource.text.text) or not said.search(page.page.text) else ""


def principals(resource: Resource, page: Named) -> Iterator[Diagnostic]:
    """Service accounts in the identities that a policy names: ``cluster.local/ns/NAMESPACE/sa/NAME``."""
    if "/sa/" not in resource.text.text:
        return
    for node in scalars(resource.document):
        found = _IDENTITY.fullmatch(text_of(node) or "")
        if found is None:
            continue
        before, name = found.groups()
        meant = page.meant(name, ("ServiceAccount",)) or usual(name)
        if meant and page.text_count(f"/sa/{name}") == 1:
            message = f"nothing on the page makes the ServiceAccount '{name}'"
            yield resource.found(
                REFERENCE, node, message, expected=f"one that is there: '{meant}'", meant=before + meant
            )
