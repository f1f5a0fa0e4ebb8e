"""A resource on a page: its document with its place, and the parts of it that other resources have to agree with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import yaml

from harness.check.catalogue.catalogue import CORE, group_of
from harness.check.manifests.consistency import node_at
from harness.check.manifests.manifest_text import ManifestText
from harness.check.manifests.page_documents import page_documents
from harness.check.manifests.yaml_text import entries, known, nodes, text_of, value_of
from harness.check.rule import Rule
from harness.diagnostic import Diagnostic
from harness.fix import Fix, swap
from harness.parse.page import Page

_OF_CORE: Final = frozenset({"Service"})  # kinds whose rules are not those of another group's kind of that name


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A document with its place; ``pod`` is the spec of its pods, ``labels`` are those of its pods."""

    text: ManifestText
    document: yaml.MappingNode
    kind: str
    name: str

    @property
    def template(self) -> yaml.Node | None:
        if self.kind == "Pod":
            return self.document
        if self.kind == "CronJob":
            return node_at(self.document, "spec", "jobTemplate", "spec", "template")
        return node_at(self.document, "spec", "template")

    @property
    def pod(self) -> yaml.Node | None:
        return node_at(self.template, "spec")

    @property
    def labels(self) -> Mapping[str, str]:
        return texts_of(node_at(self.template, "metadata", "labels"))

    def relabelled(self, label: str, value: str) -> Fix | None:
        """The fix that gives its pods another value of a label."""
        labels = node_at(self.template, "metadata", "labels")
        node = value_of(labels, label) if isinstance(labels, yaml.MappingNode) else None
        old = text_of(node)
        if node is None or old is None:
            return None
        return swap(self.text.start(node), old, value)

    def found(self, rule: Rule, node: yaml.Node, message: str, *, expected: str, meant: str) -> Diagnostic:
        at = self.text.start(node)
        written = node.value if isinstance(node, yaml.ScalarNode) else ""
        fix = swap(at, written, meant) if meant and written else None
        return rule.found(at, message, expected=expected, remedy=f"did you mean '{meant}'?" if meant else "", fix=fix)


def resources_of(page: Page) -> Iterator[Resource]:
    for text, document in page_documents(page):
        version, kind = text_of(value_of(document, "apiVersion")), text_of(value_of(document, "kind"))
        if version is not None and kind is not None:
            name = text_of(node_at(document, "metadata", "name")) or ""
            yield Resource(text=text, document=document, kind=kind_named(kind, group_of(version)), name=name)


def kind_named(kind: str, group: str) -> str:
    """The kind, with its group where a kind of the core has the same name."""
    return kind if group == CORE or kind not in _OF_CORE else f"{kind}.{group}"


def texts_of(node: yaml.Node | None) -> Mapping[str, str]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {name: text for name, _, value in entries(node) if (text := text_of(value)) is not None}


def items(node: yaml.Node | None, *path: str) -> Sequence[yaml.Node]:
    found = node_at(node, *path)
    return found.value if isinstance(found, yaml.SequenceNode) else ()


def containers(pod: yaml.Node | None) -> Iterator[yaml.Node]:
    for field in ("containers", "initContainers"):
        yield from items(pod, field)


def scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    return (each for each in nodes(node) if isinstance(each, yaml.ScalarNode))


def at_path(node: yaml.Node | None, path: tuple[str, ...]) -> Iterator[yaml.Node]:
    if node is None or not known(node):
        return
    if not path:
        yield node
    elif path[0] == "*":
        for each in node.value if isinstance(node, yaml.SequenceNode) else ():
            yield from at_path(each, path[1:])
    elif path[0] == "**":
        for each in nodes(node):
            yield from at_path(each, path[1:])
    else:
        yield from at_path(node_at(node, path[0]), path[1:])
