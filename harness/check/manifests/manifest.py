"""Manifests in here-documents and YAML blocks: they must parse, be of a known kind, and have its fields."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

import yaml

from harness.check.catalogue.catalogue import Catalogue, group_of, grows
from harness.check.commands.command_line import call_place
from harness.check.manifests import api_version, consistency, fields, site_kind, unchecked
from harness.check.manifests.character_fix import character_fix
from harness.check.manifests.consistency import node_at
from harness.check.manifests.json_fault import is_json, lost_comma
from harness.check.manifests.line_fix import line_fix, lost_spec, missing_line
from harness.check.manifests.manifest_text import (
    LEFT_OUT,
    SHIFTED,
    ManifestText,
    Reader,
    is_shown,
    readable,
)
from harness.check.manifests.odd_key import odd_keys
from harness.check.manifests.page_documents import inner_texts, page_texts, printed_texts
from harness.check.manifests.site_twin import site_twins
from harness.check.manifests.tab_twin import UNLIKE, tab_twins
from harness.check.manifests.yaml_fault import Fault, leftover
from harness.check.manifests.yaml_text import YamlText, duplicates, read_yaml, second_resource, text_of, value_of
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic, Severity
from harness.fix import Fix, swap
from harness.parse.page import Page
from harness.shell.heredoc import UNKNOWN, heredocs
from harness.source import Location

NO_YAML: Final = Rule.named("manifest-syntax")
DUPLICATE_KEY: Final = Rule.named("duplicate-key")
RULES: Final = (NO_YAML, DUPLICATE_KEY, UNLIKE, *api_version.RULES, *fields.RULES, *consistency.RULES)

_OF_INDENT: Final = frozenset({"manifest-syntax", "duplicate-key", "unknown-field", "selector-mismatch", "wrong-type"})
_API_VERSION: Final = re.compile(r"apiVersion: \S")
_TOP: Final = re.compile(r"^(?:apiVersion|kind)\b", re.MULTILINE)
_SETTINGS: Final = re.compile(r"(?:#.*\n|---\n|\s*\n)*[A-Za-z][\w-]*:(?: .*)?\n(?:.*\n)*[A-Za-z][\w-]*:(?:\s|$)")
_OF_RESOURCE: Final = re.compile(r"^(?:apiVersion|kind|metadata|spec|status|data):", re.MULTILINE)
_HUNK: Final = re.compile(r"^(?:@@ .*@@|\+\+\+ \S|diff --git )", re.MULTILINE)
_ADDED: Final = re.compile(r"^\+[ \w]", re.MULTILINE)


def check(subject: Subject) -> Iterator[Diagnostic]:
    found = page_texts(subject.plan.page)
    own_kinds = defined_kinds(yaml_text for _, yaml_text in found)
    catalogue = subject.catalogue.with_kinds(own_kinds) if own_kinds else subject.catalogue
    lines: set[int] = set()
    for text, yaml_text in found:
        faults = list(check_text(text, yaml_text, catalogue))
        faults += odd_keys(text, subject.plan.page, catalogue, {each.at.line for each in faults})
        lines |= {each.at.line for each in faults if each.at.path == subject.plan.page.path}
        yield from faults
    yield from tab_twins(subject.plan.page, found, lines)
    for text, yaml_text in (*printed_texts(subject.plan.page), *inner_texts(subject.plan.page)):
        for finding in check_text(text, yaml_text, catalogue):
            yield replace(
                finding, severity=Severity.WARNING if finding.severity is Severity.ERROR else finding.severity
            )
    others = list(unchecked.check(subject.plan.page, catalogue))
    yield from others
    lines |= {each.at.line for each in others if each.severity is not Severity.NOTE}
    kinds = list(site_kind.check(subject.plan.page, catalogue, lines))
    yield from kinds
    yield from site_twins(subject.plan.page, lines.union(each.at.line for each in kinds))
    for at, answer in answers(subject.plan.page):
        if (fault := lost_comma(answer)) is not None:
            place = at.down(fault.line, column=at.column + fault.column)
            yield NO_YAML.mended(place, fault.message, "", ",", severity=Severity.WARNING)


def answers(page: Page) -> Iterator[tuple[Location, str]]:
    """The JSON of a page that is no manifest: what programs answer, and what commands write into files."""
    for snippet in page.snippets:
        if not snippet.segments and snippet.syntax == "json" and not is_shown(snippet):
            yield snippet.body_at, snippet.body
        for segment in snippet.segments:
            if segment.expected and segment.expected_at:
                yield segment.expected_at, segment.expected
            yield from ((call_place(segment, each), each.text) for each in heredocs(segment.command))


def check_text(text: ManifestText, yaml_text: YamlText, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """The findings of one text; where another indent of a line makes all of them go, the first says so."""
    found = list(_check_text(text, yaml_text, catalogue))
    if found and found[0].code == "duplicate-key" and is_settings(text.text):
        pass  # no schema tells where else a key may be
    elif found and found[0].fix is None and found[0].code in _OF_INDENT:
        line = found[0].at.line - text.at.line
        fix = lost_spec(text, line, lambda other: _is_clean(other, catalogue))
        fix = fix or line_fix(text, line, lambda other: _is_clean(other, catalogue))
        if fix is None or not fix.safe:
            fix = character_fix(text, line, lambda other: _is_clean(other, catalogue)) or fix
        if fix is None:
            fix = missing_line(text, lambda other: _is_clean(other, catalogue), catalogue)
        found[0] = replace(found[0], fix=fix)
    elif found and found[0].fix is None and found[0].code == "incomplete-manifest":
        fix = missing_line(text, lambda other: _is_clean(other, catalogue), catalogue)
        found[0] = replace(found[0], fix=fix)
    elif found and found[0].fix is None and found[0].code == "unknown-kind":
        found[0] = replace(found[0], fix=version_fix(text, found[0].at.line - text.at.line, catalogue))
    yield from found


def version_fix(text: ManifestText, line: int, catalogue: Catalogue) -> Fix | None:
    """The only apiVersion that has the kind of a line, and its fields."""
    lines = text.text.split("\n")
    kind = lines[line].partition(":")[2].strip()
    near = [number for number in range(max(0, line - 2), line + 3) if number < len(lines)]
    number = next((each for each in near if _API_VERSION.match(lines[each])), None)
    if number is None or kind == lines[line]:
        return None
    right = []
    for version in catalogue.having(kind):
        other = "\n".join([*lines[:number], f"apiVersion: {version}", *lines[number + 1 :]])
        right += [version] if _is_clean(replace(text, text=other), catalogue) else []
    old = lines[number].partition(":")[2].strip()
    same = [each for each in right if each.rpartition("/")[2] == old.rpartition("/")[2]]
    if len(same) != 1:
        return None
    return swap(text.place(number, len("apiVersion: ")), old, same[0])


def _is_clean(text: ManifestText, catalogue: Catalogue) -> bool:
    return next(_check_text(text, read_yaml(readable(text)), catalogue), None) is None


def _check_text(text: ManifestText, yaml_text: YamlText, catalogue: Catalogue) -> Iterator[Diagnostic]:
    shown = text.reader is Reader.READER
    if shown and is_diff(text):
        return
    if yaml_text.fault is not None and not (shown and is_part(text)) and not is_filled_in(text, yaml_text.fault):
        fault = yaml_text.fault
        yield NO_YAML.found(text.place(fault.line, fault.column), fault.message, remedy=fault.remedy)
        if (second := leftover(text.text)) is not None and second.line > fault.line:
            yield NO_YAML.found(text.place(second.line, second.column), second.message, remedy=second.remedy)
    for document in yaml_text.documents:
        for fault in () if shown and is_part(text) else duplicates(document, text.text if shown else ""):
            if shown and is_settings(text.text) and not fault.column:
                continue  # two examples of one part
            yield DUPLICATE_KEY.found(text.place(fault.line, fault.column), fault.message, remedy=fault.remedy)
        if text.reader is Reader.YAML or second_resource(document) is not None:
            continue
        if isinstance(document, yaml.MappingNode):
            yield from check_resource(document, text, catalogue)
        if shown and not text.wrong and not _API_VERSION.search(text.text):
            part = fields.Fields(text=text, catalogue=catalogue, api_version="", kind="")
            yield from part.free(document, ())


def is_filled_in(text: ManifestText, fault: Fault) -> bool:
    """Whether only a template's program, or the writer of an example of what is wrong, knows what the text is."""
    return text.wrong or (text.reader is Reader.READER and UNKNOWN in text.text.split("\n")[fault.line])


def is_diff(text: ManifestText) -> bool:
    """Whether a block shows a change, as ``diff`` does, where a reader sees no manifest."""
    return _HUNK.search(text.text) is not None or len(_ADDED.findall(text.text)) > 1


def is_part(text: ManifestText) -> bool:
    """Whether a block shows a part of something, where cut-off nesting is no mistake."""
    if LEFT_OUT.search(text.text) is not None:
        return True
    if is_settings(text.text):
        return False
    return len(set(_TOP.findall(text.text))) < 2 and SHIFTED.match(text.text) is None and not is_json(text.text)


def is_settings(text: str) -> bool:
    """Whether a block shows a file of settings from its first line, as the values of a chart: a key at the margin."""
    return _SETTINGS.match(text) is not None and _OF_RESOURCE.search(text) is None


def check_resource(document: yaml.MappingNode, text: ManifestText, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """One document; those in a List each for themselves."""
    said = list(api_version.check_api_version(document, text, catalogue))
    yield from said
    version, kind = text_of(value_of(document, "apiVersion")), text_of(value_of(document, "kind"))
    if said or version is None or kind is None:
        return
    if api_version.unchecked_kind(version, kind, catalogue):
        yield from fields.Fields(text=text, catalogue=catalogue, api_version=version, kind=kind).free(document, ())
        yield from consistency.odd_labels(document, text, kind)
        for finding in consistency.odd_name(document, text, version, kind):
            yield replace(finding, severity=Severity.WARNING)  # what serves a kind that nobody knows may allow more
        yield from api_version.check_name(document, text)
        return
    items = value_of(document, "items")
    if kind.endswith("List") and isinstance(items, yaml.SequenceNode):
        for item in items.value:
            if isinstance(item, yaml.MappingNode):
                yield from check_resource(item, text, catalogue)
        return
    yield from api_version.check_name(document, text)
    lenient = grows(group_of(version))
    yield from fields.Fields(text=text, catalogue=catalogue, api_version=version, kind=kind, lenient=lenient).check(
        document
    )
    yield from consistency.check_consistency(document, text, version, kind)


def defined_kinds(texts: Iterable[YamlText]) -> Mapping[str, list[str]]:
    """The kinds that CustomResourceDefinitions on the page itself bring."""
    kinds: dict[str, list[str]] = {}
    for text in texts:
        for document in text.documents:
            if (
                isinstance(document, yaml.MappingNode)
                and text_of(value_of(document, "kind")) == "CustomResourceDefinition"
            ):
                for version, kind in definition(document):
                    kinds.setdefault(version, []).append(kind)
    return kinds


def definition(document: yaml.MappingNode) -> Iterator[tuple[str, str]]:
    """The apiVersion and kind of every version that a CustomResourceDefinition defines."""
    group, kind = text_of(node_at(document, "spec", "group")), text_of(node_at(document, "spec", "names", "kind"))
    versions = node_at(document, "spec", "versions")
    if group is None or kind is None or not isinstance(versions, yaml.SequenceNode):
        return
    for version in versions.value:
        name = text_of(node_at(version, "name"))
        if name is not None:
            yield f"{group}/{name}", kind
