"""Names of other resources in a manifest: one slip off a name that the page makes or uses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import yaml

from harness.check.manifests.consistency import node_at
from harness.check.manifests.label_selector import usual
from harness.check.manifests.page_names import Named
from harness.check.manifests.page_resource import Resource
from harness.check.manifests.yaml_text import entries, known, text_of
from harness.check.rule import Rule
from harness.diagnostic import Diagnostic
from harness.package_data import toml_data

REFERENCE: Final = Rule.named("unknown-reference")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Where a name of another resource is: the path to it, with ``*`` for every entry of a list, and its kinds."""

    path: tuple[str, ...]
    kinds: tuple[str, ...]


_ALWAYS_THERE: Final = frozenset({"mesh"})  # what a route may name without a Gateway
_IDENTITY: Final = re.compile(r"((?:spiffe://)?[\w.*-]+/ns/[\w*-]+/sa/)([\w-]+)")


@cache
def table(part: str) -> tuple[Reference, ...]:
    """The references in the spec of pods (``pod``), in a resource's ``spec``, and in the ``document``."""
    found = toml_data("harness.check.manifests", "references.toml")[part]
    return tuple(Reference(path=tuple(path.split(".")), kinds=tuple(kinds.split())) for path, kinds in found.items())


def references(resource: Resource, page: Named) -> Iterator[Diagnostic]:
    spec = node_at(resource.document, "spec")
    yield from principals(resource, page)
    for root, part in ((resource.pod, "pod"), (spec, "spec"), (resource.document, "document")):
        for each in table(part) if root is not None else ():
            for node in at_path(root, each.path):
                whole = text_of(node) or ""
                name, dot, rest = whole.partition(".") if each.path[-1] == "host" else (whole, "", "")
                if name not in _ALWAYS_THERE and (meant := page.meant(name, each.kinds)):
                    message = f"nothing on the page makes the {each.kinds[0]} '{name}'"
                    right = f"{meant}{dot}{rest}"
                    yield resource.found(REFERENCE, node, message, expected=f"one that is made: '{meant}'", meant=right)


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


def scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from scalars(each)
    elif isinstance(node, yaml.MappingNode):
        for _, _, value in entries(node):
            yield from scalars(value)


def at_path(node: yaml.Node | None, path: tuple[str, ...]) -> Iterator[yaml.Node]:
    if node is None or not known(node):
        return
    if not path:
        yield node
    elif path[0] == "*":
        for each in node.value if isinstance(node, yaml.SequenceNode) else ():
            yield from at_path(each, path[1:])
    else:
        yield from at_path(node_at(node, path[0]), path[1:])
