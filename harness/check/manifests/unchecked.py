"""Kinds of which nothing is known: named once a page, so that a reader of the findings knows what they leave out."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from harness.check.catalogue.catalogue import Catalogue, group_of, version_of
from harness.check.manifests.api_version import UNKNOWN_GROUP, UNKNOWN_KIND, UNKNOWN_VERSION, either, unchecked_kind
from harness.check.manifests.page_documents import page_documents, page_texts
from harness.check.manifests.yaml_text import text_of, value_of
from harness.check.site_kinds import heads_in, is_said, other_pages
from harness.check.site_words import API_VERSION, api_versions, is_elsewhere, is_slip_of_word, meant_on_site
from harness.check.typo import is_plural
from harness.diagnostic import Diagnostic, Severity
from harness.parse.page import Page
from harness.source import Location

Kinds = Mapping[str, tuple[Location, Location]]  # of the apiVersion and of the kind
_GROUP: Final = re.compile(r"(?<![\w-])[a-z][\w-]*(?:\.[a-z][\w-]*)+")
_OFTEN: Final = 2
_MANY: Final = 3  # other pages
_WORD: Final = re.compile(r"\b[A-Z][a-z]\w+")
_KIND: Final = re.compile(r"[A-Z][a-z]+[A-Z]\w+")


def check(page: Page, catalogue: Catalogue) -> Iterator[Diagnostic]:
    for group, kinds in unchecked_on(page, catalogue).items():
        rule = UNKNOWN_KIND if group in catalogue.groups else UNKNOWN_GROUP
        count = f"{len(kinds)} kind{'s' * (len(kinds) != 1)}"
        yield rule.found(
            next(iter(kinds.values()))[0],
            f"{count} of {group} {'are' if len(kinds) != 1 else 'is'} not checked: {either(kinds)}",
            remedy="name files with their CustomResourceDefinitions in catalogue.crds of the settings",
            severity=Severity.NOTE,
        )
    yield from misspelt(page, catalogue)


def misspelt(page: Page, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A kind that is on the page once, one slip off one that it has again and again."""
    words, groups = Counter(_WORD.findall(page.text)), Counter(_GROUP.findall(page.text))
    for group, kinds in unchecked_on(page, catalogue).items():
        often = {each for each in groups if groups[each] > 1}
        near = [each for each in often | {*catalogue.groups} if is_slip_of_group(group, each)]
        near = near if len(near) == 1 else [*filter(None, [group_on_site(group, page)])]
        if groups[group] == 1 and len(near) == 1:
            at = next(iter(kinds.values()))[0]
            message = f"nothing else on the page has the API group '{group}'"
            yield UNKNOWN_GROUP.slip(at, message, group, near[0], expected=near[0], severity=Severity.WARNING)
        for kind, (_, at) in kinds.items():
            if words[kind] == 1 and (meant := usual_kind(kind, words, page)):
                message = f"nothing else on the page has the kind {kind!r}"
                yield UNKNOWN_KIND.slip(at, message, kind, meant, expected=meant, severity=Severity.WARNING)
    yield from referred(page, catalogue, groups)
    yield from odd_versions(page, catalogue)


def referred(page: Page, catalogue: Catalogue, counts: Counter[str]) -> Iterator[Diagnostic]:
    """Groups of resources that others name, which are there once."""
    for text, found in ((each, found) for each, _ in page_texts(page) for found in API_VERSION.finditer(each.text)):
        group, at = group_of(found[1]), text.at.within(text.text, found.start(1))
        nested = text.text[: found.start()].rpartition("\n")[2]
        if nested.isspace() and group not in catalogue.groups and counts[group] == 1:
            often = [each for each in counts if counts[each] > 1 and is_slip_of_group(group, each)]
            if meant := often[0] if len(often) == 1 else group_on_site(group, page):
                message = f"nothing else on the page has the API group '{group}'"
                yield UNKNOWN_GROUP.slip(at, message, group, meant, expected=meant, severity=Severity.WARNING)


def usual_kind(kind: str, words: Counter[str], page: Page) -> str:
    """The kind that was meant: the page has it again and again, or many pages have it."""
    near = [each for each in words if words[each] > 1 and _KIND.match(each) and is_slip_of_word(kind, each)]
    return near[0] if len(near) == 1 else "" if near else meant_on_site(kind, page)


def odd_versions(page: Page, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A version that no other page has, and this one once, where it has another one of the group again and again."""
    counts = Counter(API_VERSION.findall(page.text))
    for text, found in ((each, found) for each, _ in page_texts(page) for found in API_VERSION.finditer(each.text)):
        version, word = found[1], version_of(found[1])
        others = [each for each in counts if group_of(each) == group_of(version) and each != version]
        if counts[version] != 1 or not unchecked_kind(version, "", catalogue):
            continue
        once = page.text.count(word) == 1 and not is_elsewhere(word, page)
        often = others if len(others) == 1 and counts[others[0]] >= _OFTEN and once else ()
        others = [*often] or [*filter(None, [version_on_site(version, page)])]
        if others:
            at, message = text.at.within(text.text, found.start(1)), f"no other page has {version}, and this one once"
            yield UNKNOWN_VERSION.slip(at, message, version, others[0], expected=others[0], severity=Severity.WARNING)


def group_on_site(group: str, page: Page) -> str:
    """The group of many other pages that was meant by one that none of them has."""
    groups: Counter[str] = Counter()
    for version, count in api_versions(page).items():
        groups[group_of(version)] += count
    near = [each for each in groups if groups[each] >= _MANY and is_slip_of_group(group, each)]
    return near[0] if len(near) == 1 and not groups[group] else ""


def version_on_site(version: str, page: Page) -> str:
    """The only version of the group that other pages have, where many do and none has this one."""
    found = api_versions(page)
    others = [each for each in found if group_of(each) == group_of(version)]
    if len(others) != 1 or found[others[0]] < _MANY or others[0] == version or is_said(version_of(version), page):
        return ""
    heads = other_pages(page).heads
    kinds = [kind for each, kind in heads_in(page.text) if each == version]
    return others[0] if all((others[0], kind) in heads for kind in kinds) else ""


def is_slip_of_group(group: str, other: str) -> bool:
    """One letter off in one of its names, which is no plural of the other's."""
    pairs = [(one, two) for one, two in zip(group.split("."), other.split("."), strict=False) if one != two]
    return is_slip_of_word(group, other) and not any(is_plural(one, two) for one, two in pairs)


def unchecked_on(page: Page, catalogue: Catalogue) -> Mapping[str, Kinds]:
    """The kinds that nobody knows by group, each where it is first."""
    groups: dict[str, dict[str, tuple[Location, Location]]] = {}
    for text, document in page_documents(page):
        nodes = [value_of(document, name) for name in ("apiVersion", "kind")]
        version, kind = map(text_of, nodes)
        if version and kind and unchecked_kind(version, kind, catalogue):
            at, of_kind = (text.start(node) for node in nodes if node)
            groups.setdefault(group_of(version), {}).setdefault(kind, (at, of_kind))
    return groups
