"""A part of a Kubernetes object that a page shows for the whole: items of a list, a section, or single fields.

What is shown must be there with every value, in the same order; what is around it is left open, and the comparison
says so line by line. A page that shows the beginning of an object shows the object, and is no excerpt of it.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

import yaml

from harness.match.documents.document import BRACKETS, GAP, Documents, is_gap, is_gap_item, read_documents
from harness.match.documents.structure import RULES_OF_LINES_ONLY, lines_of_findings
from harness.match.documents.yaml_diff import Finding, TreeComparison, name_of
from harness.match.lines.line import extra
from harness.match.lines.line_key import scanner
from harness.match.lines.text import lines_of
from harness.match.match import LEFT_OUT, Difference, Mark, Match
from harness.match.rules import ALL_RULES
from harness.plan.vacuous import GAP_LINE
from harness.settings import tolerance

OF_AN_OBJECT: Final = frozenset({"apiVersion", "kind"})
LEAST: Final = 2  # lines that an excerpt has: one line may be found anywhere
ITEMS: Final = "items"
MEMBER: Final = re.compile(r'\s*"[^"\n]*":\s')
QUOTED: Final = re.compile(r'"(?:[^"\\\n]|\\.)*"')
CLOSING: Final = {"{": "}", "[": "]"}

Range = tuple[yaml.Node, yaml.Node]
"""The first and the last node of what is shown."""


def excerpt(expected: str, actual: str, /, *, rules: tolerance.Tolerances = ALL_RULES) -> Match | None:
    """The comparison with the part of the output that the page shows; ``None`` where it shows no part of it."""
    if len(lines_of(expected)) < LEAST or tolerance.ELISION not in rules:
        return None
    shown, printed = read_documents(expected) or read_documents(completed(expected)), read_documents(actual)
    if shown is None or printed is None or not all(map(is_object, printed.roots)):
        return None
    if is_whole(shown, printed):
        return None
    taken: list[Range] = []
    findings: list[Finding] = []
    candidates = list(printed.collections())
    for root in shown.roots:
        found = first_with(root, candidates, rules)
        if found is None:
            return None
        node, differences, rest = found
        taken += shown_of(root, node)
        findings += differences
        candidates = candidates[rest:]
    compared = lines_of_findings(shown, expected, printed, actual, findings)
    return Match(matcher="excerpt", agrees=True, differences=(*compared, *left_open(taken, printed, actual)))


def completed(text: str) -> str:
    """JSON that is shown from a member on (``"status": {``), or to somewhere in it, with its brackets closed."""
    text = f"{{{text}" if MEMBER.match(text) else text
    open_: list[str] = []
    for bracket in BRACKETS.findall(QUOTED.sub("", text)) if text.lstrip().startswith(tuple(CLOSING)) else ():
        if bracket in CLOSING:
            open_.append(CLOSING[bracket])
        elif open_:
            open_.pop()
    for closing in reversed(open_):
        text = text.rstrip().removesuffix(",")
        gap = "" if GAP_LINE.fullmatch(text.rpartition("\n")[2]) else f"\n{LEFT_OUT}"
        text = f"{text}{gap}\n{closing}"
    return text


def is_object(root: yaml.Node) -> bool:
    return isinstance(root, yaml.MappingNode) and {name_of(key) for key, _ in root.value} >= OF_AN_OBJECT


def is_whole(shown: Documents, printed: Documents) -> bool:
    """Whether a page shows the objects themselves: another one, or one with other fields, is no excerpt."""
    return not has_items(printed.roots) and any(map(begins_object, shown.roots))


def has_items(roots: Sequence[yaml.Node]) -> bool:
    return any(name_of(key) == ITEMS for root in roots for key, _ in root.value)


def begins_object(root: yaml.Node) -> bool:
    names = {name_of(key) for key, _ in root.value} if isinstance(root, yaml.MappingNode) else set()
    return not OF_AN_OBJECT.isdisjoint(names)


def first_with(
    shown: yaml.Node, candidates: Sequence[yaml.Node], rules: tolerance.Tolerances
) -> tuple[yaml.Node, list[Finding], int] | None:
    """The first node that holds what is shown, how it differs, and from where on the next may be."""
    opened = open_ended(shown)
    for number, node in enumerate(candidates, start=1):
        if type(node) is type(opened):
            found = list(TreeComparison(scanner(rules - RULES_OF_LINES_ONLY), rules).nodes("", opened, node))
            if all(one.mark is Mark.ACCEPTED for one in found):
                return node, found, number
    return None


def open_ended(shown: yaml.Node) -> yaml.Node:
    """What is shown, with room for other keys or items around it."""
    gap = yaml.ScalarNode("tag:yaml.org,2002:str", f"{GAP} around")
    if isinstance(shown, yaml.MappingNode):
        pairs = shown.value if any(is_gap(key) for key, _ in shown.value) else [*shown.value, (gap, gap)]
        return yaml.MappingNode(shown.tag, pairs, shown.start_mark, shown.end_mark)
    items = list(itertools.dropwhile(is_gap_item, shown.value))
    return yaml.SequenceNode(shown.tag, [gap, *items, gap], shown.start_mark, shown.end_mark)


def shown_of(shown: yaml.Node, node: yaml.Node) -> Iterator[Range]:
    """What of a node is shown: its entries by their keys, or all of a list."""
    if not isinstance(node, yaml.MappingNode):
        yield node, node
        return
    names = {name_of(key) for key, _ in shown.value}
    yield from ((key, value) for key, value in node.value if name_of(key) in names)


def left_open(taken: Sequence[Range], printed: Documents, actual: str) -> Iterator[Difference]:
    """The lines of the output that the page does not show."""
    compared = {number for first, last in taken for number in range(line_of(first, printed), end_of(last, printed) + 1)}
    for number, line in enumerate(actual.splitlines()):
        if number not in compared and line.strip():
            one = extra(line, tolerance.ELISION)
            yield Difference(mark=one.mark, line=None, expected=LEFT_OUT, actual=line, rules=one.rules)


def line_of(node: yaml.Node, printed: Documents) -> int:
    return printed.line(node.start_mark.line)


def end_of(node: yaml.Node, printed: Documents) -> int:
    """The last line of a node; a block ends where the next token begins."""
    block = isinstance(node, yaml.CollectionNode) and not node.flow_style
    return printed.line(node.end_mark.line - (1 if block or node.end_mark.column == 0 else 0))
