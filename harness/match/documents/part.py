"""A part of a document, which a page shows without what is around it: ``resources:`` of a Pod."""

from collections.abc import Iterator

import yaml

from harness.match.documents.document import Documents, is_gap, is_gap_item, read_documents
from harness.match.documents.excerpt import completed
from harness.match.documents.structure import RULES_OF_LINES_ONLY
from harness.match.documents.yaml_diff import TreeComparison, name_of
from harness.match.lines.line import agreed
from harness.match.lines.line_key import scanner
from harness.match.lines.text import lines_of
from harness.match.match import LEFT_OUT, Mark, Match
from harness.plan.vacuous import GAP_LINE
from harness.settings import tolerance


def part_of_document(expected: str, actual: str, *, rules: tolerance.Tolerances) -> Match | None:
    """The agreement of a text with a part of the document that was printed, ``None`` where no part is like it.

    All that the page shows must be there; what it does not show may be, too.
    """
    text = completed(expected.rstrip())
    cut = f"{text}\n{LEFT_OUT}" if text.endswith(":") else text  # its last key has more below it
    shown, printed = read_documents(cut), read_documents(actual)
    if shown is None or printed is None or len(shown.roots) != 1 or not _says_something(shown.roots[0]):
        return None
    scan = scanner(rules - RULES_OF_LINES_ONLY)
    for node in _nodes_like(shown.roots[0], printed):
        findings = TreeComparison(scan, rules).nodes("", shown.roots[0], node)
        if all(finding.mark in {Mark.ACCEPTED, Mark.EXTRA} for finding in findings):
            return Match(
                matcher="yaml",
                agrees=True,
                differences=tuple(
                    agreed(line, LEFT_OUT, (tolerance.ELISION.name,))
                    if GAP_LINE.fullmatch(line.text)
                    else agreed(line, line.text, ())
                    for line in lines_of(expected)
                ),
            )
    return None


def _says_something(root: yaml.Node) -> bool:
    if isinstance(root, yaml.MappingNode):
        return any(not is_gap(key) for key, _ in root.value)
    return isinstance(root, yaml.SequenceNode) and any(not is_gap_item(item) for item in root.value)


def _nodes_like(root: yaml.Node, actual: Documents) -> Iterator[yaml.Node]:
    """The parts of what was printed that have all keys of the shown one."""
    names = _names(root)
    return (node for node in actual.collections() if type(node) is type(root) and names <= _names(node))


def _names(node: yaml.Node) -> set[str]:
    return {name_of(key) for key, _ in node.value if not is_gap(key)} if isinstance(node, yaml.MappingNode) else set()
