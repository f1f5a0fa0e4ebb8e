"""One manifest in several tabs, such as from standard input and as a file: what differs is there by a slip."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import yaml

from harness.check.manifests.manifest_text import ManifestText, Reader
from harness.check.manifests.page_documents import Texts
from harness.check.manifests.page_resource import scalars
from harness.check.manifests.yaml_text import entries, is_null, known, merges
from harness.check.odd_one import count, is_odd_one
from harness.check.rule import Rule
from harness.check.site_words import is_slip_of_word
from harness.diagnostic import Diagnostic
from harness.fix import swap
from harness.parse.page import Page, TabChoice

UNLIKE: Final = Rule.named("unlike-tab")

_MOST: Final = 2  # differences; with more of them the tabs show two things
_OFTEN: Final = 3
_LEAST: Final = 5  # values that are the same in both
Documents = Sequence[tuple[ManifestText, yaml.Node]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two nodes in the place of each other; ``lacks`` is a field or an entry that one of the two has, and where."""

    one: yaml.Node
    other: yaml.Node
    lacks: str = ""


def tab_twins(page: Page, texts: Texts, known_faults: Collection[int]) -> Iterator[Diagnostic]:
    """``known_faults`` are lines with a finding of their own."""
    pairs = [pair for tabs in documents_by_tab(page, texts).values() for pair in combinations(tabs.items(), 2)]
    found = [(first[0], second[0], *compared(first[1], second[1])) for first, second in pairs]
    alike = {(one.name, other.name) for one, other, same, differences in found if same and not differences}
    for one, other, same, differences in found:
        if same < _LEAST or not 0 < len(differences) <= _MOST:
            continue
        habit = (one.name, other.name) in alike
        for text, other_text, difference in differences:
            applied = {text.reader is Reader.READER, other_text.reader is Reader.READER} == {True, False}
            if habit or applied or (len(differences) == 1 and is_slip(difference)):
                finding = told(page, (one, text, difference.one), (other, other_text, difference.other), difference)
                if finding.at.line not in known_faults:
                    yield finding


def documents_by_tab(page: Page, texts: Texts) -> Mapping[int, Mapping[TabChoice, Documents]]:
    """The resources of each tab that has no other fault, by tabset."""
    tabs: dict[int, dict[TabChoice, list[tuple[ManifestText, yaml.Node]]]] = {}
    shown = [each for each in page.snippets if each.tab_path and not each.at.included_from]
    for text, yaml_text in texts:
        for each in shown:
            if text.at.path == page.path and each.body_at.line <= text.at.line <= each.last_line:
                tab = each.tab_path[-1]
                own = tabs.setdefault(tab.tabset, {}).setdefault(tab, [])
                own += [(text, document) for document in yaml_text.documents if yaml_text.fault is None]
    return tabs


def compared(one: Documents, other: Documents) -> tuple[int, list[tuple[ManifestText, ManifestText, Difference]]]:
    """How many values are the same, and what is not; nothing at all where the tabs show another number of resources."""
    same, found = 0, []
    for (text, node), (other_text, other_node) in zip(one, other, strict=True) if len(one) == len(other) else ():
        differences = list(differ(node, other_node))
        same += sum(1 for _ in scalars(node)) - len(differences)
        found += [(text, other_text, each) for each in differences]
    return same, found


def differ(one: yaml.Node, other: yaml.Node) -> Iterator[Difference]:
    if not known(one) or not known(other) or is_null(one) or is_null(other):
        return
    if isinstance(one, yaml.MappingNode) and isinstance(other, yaml.MappingNode):
        yield from of_mappings(one, other)
    elif isinstance(one, yaml.SequenceNode) and isinstance(other, yaml.SequenceNode):
        if len(one.value) != len(other.value):
            yield Difference(one=one, other=other, lacks="an entry")
            return
        for each, same in zip(one.value, other.value, strict=True):
            yield from differ(each, same)
    elif not isinstance(one, yaml.ScalarNode) or not isinstance(other, yaml.ScalarNode):
        yield Difference(one=one, other=other, lacks="another form")
    elif (one.value.strip(), one.tag) != (other.value.strip(), other.tag):
        yield Difference(one=one, other=other)


def of_mappings(one: yaml.MappingNode, other: yaml.MappingNode) -> Iterator[Difference]:
    if merges(one) or merges(other):
        return
    fields, others = ({name: (key, value) for name, key, value in entries(each)} for each in (one, other))
    for name in (each for each in fields if each in others):
        yield from differ(fields[name][1], others[name][1])
    only, only_other = (
        [each for each in have if each not in lack] for have, lack in ((fields, others), (others, fields))
    )
    if len(only) == len(only_other) == 1:
        yield Difference(one=fields[only[0]][0], other=others[only_other[0]][0])
    elif only or only_other:
        yield Difference(one=one, other=other, lacks=f"the field '{(only or only_other)[0]}'")


def is_slip(difference: Difference) -> bool:
    """Whether one value is the other one mistyped, or with quotes of its own."""
    if difference.lacks:
        return False
    one, other = difference.one.value, difference.other.value
    return one == other or is_slip_of_word(one, other)


Place = tuple[TabChoice, ManifestText, yaml.Node]


def told(page: Page, one: Place, other: Place, difference: Difference) -> Diagnostic:
    """At the one that the rest of the page has less often, or at the later one where both are as often."""
    first_is_odd = not difference.lacks and is_odd_one(one[2].value, other[2].value, page.text)
    (_, text, node), (tab, right_text, right) = (one, other) if first_is_odd else (other, one)
    at, line = text.start(node), right_text.start(right).line
    if difference.lacks:
        message = f"the tab '{tab.name}' shows the same, and {difference.lacks} only one of the two has"
        return UNLIKE.found(at, message, expected=f"what line {line} has, or what it lacks")
    message = f"the tab '{tab.name}' shows the same with {right.value!r}, and this one {node.value!r}"
    sure = (count(node.value, page.text), min(count(right.value, page.text), _OFTEN)) == (1, _OFTEN)
    fix = swap(at, written(node), written(right)) if sure and written(node) and written(right) else None
    return UNLIKE.found(at, message, expected=f"{right.value!r}, as on line {line}, or the same there", fix=fix)


def written(node: yaml.Node) -> str:
    """A scalar with its quotes; empty for one of several lines."""
    mark = (node.style or "") if isinstance(node, yaml.ScalarNode) else "|"
    return "" if mark in {"|", ">"} or "\n" in node.value else f"{mark}{node.value}{mark}"
