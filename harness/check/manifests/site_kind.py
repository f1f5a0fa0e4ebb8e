"""Kinds of which no schema is known, against the manifests that the page and the site's other pages have of them."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final

import yaml

from harness.check.catalogue.catalogue import Catalogue, group_of, grows, version_of
from harness.check.catalogue.field_shape import ANYTHING
from harness.check.manifests import api_version
from harness.check.manifests.api_version import UNKNOWN_KIND, UNKNOWN_VERSION, unchecked_kind
from harness.check.manifests.fields import UNKNOWN_FIELD, WRONG_TYPE, WRONG_VALUE
from harness.check.manifests.manifest_text import ManifestText
from harness.check.manifests.page_documents import page_documents
from harness.check.manifests.yaml_text import entries, known, text_of, value_of
from harness.check.site_kinds import (
    A_LIST,
    KINDS_OF_VALUE,
    LIKE_A_NUMBER,
    WORD,
    SiteKinds,
    heads_in,
    is_said,
    kind_of_value,
    other_pages,
    values_in,
)
from harness.check.site_words import is_elsewhere, is_slip_of_word
from harness.diagnostic import Diagnostic, Severity
from harness.parse.page import Page
from harness.programs.names import TEXT_OR_NUMBER

_ENOUGH: Final = 3  # manifests elsewhere; one of this page counts as a page does
_OFTEN: Final = 5
_TEXTS: Final = frozenset({"data", "stringData", "labels", "annotations", "matchLabels"})  # all their values are text
_HEAD: Final = ("apiVersion", "kind")
_DEEP: Final = 40  # an alias may hold itself
_SIGNS: Final = re.compile(r"[^A-Za-z]+")


def check(page: Page, catalogue: Catalogue, said: Collection[int]) -> Iterator[Diagnostic]:
    """``said`` are lines that have a finding already."""
    site = None
    for text, document in page_documents(page):
        version, kind = (text_of(value_of(document, name)) for name in _HEAD)
        if text.at.path != page.path or not version or not kind or catalogue.shape_of(version, kind) != ANYTHING:
            continue
        site = site or Elsewhere(page, other_pages(page))
        found = [*heads(document, text, catalogue, site), *values(document, kind, text, site)]
        yield from (each for each in found if each.at.line not in said)


class Elsewhere:
    """What the page has, and what the site's other pages have."""

    def __init__(self, page: Page, site: SiteKinds) -> None:
        self.page = page
        self.heads = Counter(site.heads) + Counter(heads_in(page.text))
        self.values = Counter(site.values) + Counter(values_in(page.text))

    def is_alone(self, version: str, kind: str) -> bool:
        return self.heads[version, kind] <= 1  # none where the kind is in small letters

    def version_meant(self, version: str, kind: str) -> str:
        """The only other version of a kind; empty where anything else says that the version exists."""
        group = group_of(version)
        if any(each == version and of != kind for each, of in self.heads) or is_said(version_of(version), self.page):
            return ""
        found = {each: count for (each, of), count in self.heads.items() if of == kind and group_of(each) == group}
        others = [each for each in found if each != version]
        return others[0] if len(others) == 1 and found[others[0]] >= _ENOUGH else ""

    def kind_meant(self, version: str, kind: str) -> str:
        """The only kind of the version that is one slip off."""
        found = {of: count for (each, of), count in self.heads.items() if each == version}
        near = [each for each in found if is_slip_of_word(kind, each) or each.casefold() == kind.casefold() != each]
        near = [each for each in near if each != kind]
        if len(near) != 1 or (kind[:1].isupper() and (self.said(kind) != 1 or is_elsewhere(kind, self.page))):
            return ""
        return near[0] if found[near[0]] + self.said(near[0]) > 1 else ""

    def said(self, word: str) -> int:
        """How often the page has a word."""
        return len(re.findall(rf"\b{re.escape(word)}\b", self.page.text))

    def value_meant(self, of: str, key: str, value: str) -> str:
        """The kind of value that a key of a kind has everywhere else."""
        kind, bare = kind_of_value(value), value.strip("\"'")
        if kind != "text" or self.values[of, key, kind] > 1 or key in TEXT_OR_NUMBER:
            return ""
        others = [each for each in (*KINDS_OF_VALUE, A_LIST) if self.values[of, key, each]]
        meant = others[0] if len(others) == 1 and self.values[of, key, others[0]] >= _ENOUGH else ""
        odd = LIKE_A_NUMBER.fullmatch(value) or (bare != value and kind_of_value(bare) != "text")
        often = value.isalpha() and others and self.values[of, key, others[0]] >= _OFTEN
        return meant if odd or often or meant == A_LIST else ""

    def word_meant(self, of: str, key: str, value: str) -> str:
        """The word that a key of a kind has on many pages, one slip off one that nothing else has."""
        if not WORD.fullmatch(value) or self.values[of, key, value] != 1 or self.said(value) != 1:
            return ""
        words = {each: count for (kind, name, each), count in self.values.items() if (kind, name) == (of, key)}
        near = [each for each in words if WORD.fullmatch(each) and each != value and is_slip_of_word(value, each)]
        return near[0] if len(near) == 1 and words[near[0]] >= _ENOUGH and not is_elsewhere(value, self.page) else ""


def heads(node: yaml.Node, text: ManifestText, catalogue: Catalogue, site: Elsewhere) -> Iterator[Diagnostic]:
    """The apiVersion and kind of a resource, and of every one that it names."""
    for each, depth in mappings(node):
        nodes = [value_of(each, name) for name in _HEAD]
        version, kind = map(text_of, nodes)
        if depth and kind and nodes[0] is None:
            yield from head_key(each, text)
        if not version or not kind or not all(node is not None and known(node) for node in nodes):
            continue
        if not unchecked_kind(version, kind, catalogue):
            if depth:
                found = api_version.check_api_version(each, text, catalogue)
                yield from (replace(finding, severity=Severity.WARNING) for finding in found)
        elif site.is_alone(version, kind):
            slips = list(alone(each, text, version, kind, site))
            yield from slips or strange(each, text, kind, site, catalogue)


def alone(node: yaml.MappingNode, text: ManifestText, version: str, kind: str, site: Elsewhere) -> Iterator[Diagnostic]:
    version_node, kind_node = (value_of(node, name) for name in _HEAD)
    if version_node is not None and (meant := site.version_meant(version, kind)):
        at, message = text.start(version_node), f"no other manifest of a {kind} has the version {version}"
        yield UNKNOWN_VERSION.slip(at, message, version, meant, expected=meant, severity=Severity.WARNING)
    if kind_node is not None and (meant := site.kind_meant(version, kind)):
        at, message = text.start(kind_node), f"nothing else has the kind {kind!r} of {version}"
        yield UNKNOWN_KIND.slip(at, message, kind, meant, expected=meant, severity=Severity.WARNING)


def strange(
    node: yaml.MappingNode, text: ManifestText, kind: str, site: Elsewhere, catalogue: Catalogue
) -> Iterator[Diagnostic]:
    """A kind of another group, such as a Deployment, beside a version that many manifests have, and none with it."""
    version, others = text_of(value_of(node, _HEAD[0])) or "", catalogue.having(kind)
    kind_node = value_of(node, _HEAD[1])
    often = sum(count for (each, _), count in site.heads.items() if each == version)
    if kind_node is not None and others and often > _OFTEN and not any(grows(group_of(each)) for each in others):
        message = f"no other manifest of {version} is a {kind}"
        remedy = "correct the kind, or the version"
        yield UNKNOWN_KIND.found(
            text.start(kind_node), message, expected=f"{kind} of {others[0]}", remedy=remedy, severity=Severity.WARNING
        )


def head_key(node: yaml.MappingNode, text: ManifestText) -> Iterator[Diagnostic]:
    """The key ``apiVersion`` beside a kind, in other letters."""
    for name, key, _ in entries(node):
        if _SIGNS.sub("", name).casefold() == _HEAD[0].casefold():
            message = f"the key {name!r} is beside 'kind'"
            yield UNKNOWN_FIELD.slip(
                text.start(key), message, name, _HEAD[0], expected=_HEAD[0], severity=Severity.WARNING
            )


def values(document: yaml.MappingNode, of: str, text: ManifestText, site: Elsewhere) -> Iterator[Diagnostic]:
    """Numbers in quotes, or with a letter, of keys that have numbers everywhere else; true and false in quotes.

    One entry without its dash where every other manifest of the kind has a list, and words that are mistyped.
    """
    for each, _ in mappings(document, but=_TEXTS):
        for name, _, node in entries(each):
            if not isinstance(node, yaml.ScalarNode) or not known(node) or not node.value or node.style in {"|", ">"}:
                continue
            if meant := site.word_meant(of, name, node.value):
                message = (
                    f"{name!r} is {meant!r} in other manifests of the kind {of}, and nothing else has {node.value!r}"
                )
                at, severity = text.start(node), Severity.WARNING
                yield WRONG_VALUE.slip(at, message, node.value, meant, expected=meant, severity=severity)
                continue
            shown = node.value if not node.style else f"{node.style}{node.value}{node.style}"
            if meant := site.value_meant(of, name, shown):
                fits = node.style and meant in KINDS_OF_VALUE and KINDS_OF_VALUE[meant].fullmatch(node.value)
                yield WRONG_TYPE.slip(
                    text.start(node),
                    f"{name!r} is {meant} in every other {of}, and {shown} here",
                    shown,
                    node.value if fits else "",
                    expected=meant,
                    otherwise=f"write {meant}",
                    severity=Severity.WARNING,
                )


def mappings(
    node: yaml.Node, depth: int = 0, *, but: Collection[str] = frozenset()
) -> Iterator[tuple[yaml.MappingNode, int]]:
    """Every mapping in a node with its depth, those below the keys ``but`` left out."""
    if depth > _DEEP:
        return
    if isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from mappings(each, depth + 1, but=but)
    elif isinstance(node, yaml.MappingNode):
        yield node, depth
        for name, _, value in entries(node):
            if name not in but:
                yield from mappings(value, depth + 1, but=but)
