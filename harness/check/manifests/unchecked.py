"""Kinds of which nothing is known: named once a page, so that a reader of the findings knows what they leave out."""

from collections.abc import Iterator, Mapping

from harness.check.catalogue.catalogue import Catalogue, group_of
from harness.check.manifests.api_version import UNKNOWN_GROUP, UNKNOWN_KIND, either, unchecked_kind
from harness.check.manifests.page_documents import page_documents
from harness.check.manifests.yaml_text import text_of, value_of
from harness.diagnostic import Diagnostic, Severity
from harness.parse.page import Page
from harness.source import Location

Kinds = Mapping[str, Location]


def check(page: Page, catalogue: Catalogue) -> Iterator[Diagnostic]:
    for group, kinds in unchecked_on(page, catalogue).items():
        rule = UNKNOWN_KIND if group in catalogue.groups else UNKNOWN_GROUP
        count = f"{len(kinds)} kind{'s' * (len(kinds) != 1)}"
        yield rule.found(
            next(iter(kinds.values())),
            f"{count} of {group} {'are' if len(kinds) != 1 else 'is'} not checked: {either(kinds)}",
            remedy="name files with their CustomResourceDefinitions in catalogue.crds of the settings",
            severity=Severity.NOTE,
        )


def unchecked_on(page: Page, catalogue: Catalogue) -> Mapping[str, Kinds]:
    """The kinds that nobody knows by group, each where it is first."""
    groups: dict[str, dict[str, Location]] = {}
    for text, document in page_documents(page):
        node = value_of(document, "apiVersion")
        version, kind = text_of(node), text_of(value_of(document, "kind"))
        if node is not None and version and kind and unchecked_kind(version, kind, catalogue):
            at = text.place(node.start_mark.line, node.start_mark.column)
            groups.setdefault(group_of(version), {}).setdefault(kind, at)
    return groups
