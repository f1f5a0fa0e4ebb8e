"""YAML and JSON by structure: the order of keys, quotes and indentation do not count, every value does.

A ``...`` line leaves out any keys or items at its place, a ``...`` value any value. Fields that the API server fills in
may differ, or be there although the page does not show them. What cannot be read is compared as lines.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import yaml

from harness.match.documents.document import Documents, is_gap, read_documents
from harness.match.documents.yaml_diff import Finding, TreeComparison, name_of
from harness.match.lines.elided import elided
from harness.match.lines.line import agreed, extra, missing
from harness.match.lines.line_key import scanner
from harness.match.lines.text import Line, has_gap_line
from harness.match.lines.tolerant import tolerant
from harness.match.match import Difference, Mark, Match
from harness.match.rules import ALL_RULES
from harness.plan.vacuous import GAP_LINE
from harness.settings import tolerance

RULES_OF_LINES_ONLY: Final = frozenset(
    {tolerance.AGE, tolerance.SIZE, tolerance.VERSION, tolerance.BLANKS, tolerance.CURL_PREFIX, tolerance.HEADER}
)
"""Rules that would take one setting for another: in a manifest ``3m`` is no age."""

URGENCY: Final = (Mark.WRONG, Mark.MISSING, Mark.EXTRA)


def yaml_structure(expected: str, actual: str, /, *, rules: tolerance.Tolerances = ALL_RULES) -> Match:
    """Agree when the documents hold the same."""
    return _structure("yaml", expected, actual, rules)


def json_structure(expected: str, actual: str, /, *, rules: tolerance.Tolerances = ALL_RULES) -> Match:
    """Agree when the documents hold the same."""
    return _structure("json", expected, actual, rules)


def _structure(name: str, expected: str, actual: str, rules: tolerance.Tolerances) -> Match:
    shown, printed = read_documents(expected), read_documents(actual)
    if shown is None or printed is None or not _related(shown.roots[0], printed.roots[0]):
        return (elided if has_gap_line(expected) else tolerant)(expected, actual, rules=rules)
    comparison = TreeComparison(scanner(rules - RULES_OF_LINES_ONLY), rules)
    findings = list(_findings(comparison, shown.roots, printed.roots))
    differences = _Lines(shown, expected, printed, actual).differences(findings)
    bad = [finding for finding in findings if finding.mark is not Mark.ACCEPTED]
    if not bad:
        return Match(matcher=name, agrees=True, differences=differences)
    score = 1.0 - len(bad) / max(len(bad), comparison.compared)
    return Match(matcher=name, agrees=False, differences=differences, telling=headline(bad).telling, score=score)


def lines_of_findings(
    shown: Documents, expected: str, printed: Documents, actual: str, findings: Sequence[Finding]
) -> tuple[Difference, ...]:
    """Findings about nodes, as differences of lines."""
    return _Lines(shown, expected, printed, actual).differences(findings)


def headline(bad: Sequence[Finding]) -> Finding:
    """What a person would say first: a value that contradicts the page before a missing one before one too many."""
    return min(bad, key=lambda finding: URGENCY.index(finding.mark))


def _related(left: yaml.Node, right: yaml.Node) -> bool:
    """Whether two documents can be compared as such: ``Error: x`` is a mapping, too, but no answer to anything."""
    if isinstance(left, yaml.MappingNode) and isinstance(right, yaml.MappingNode):
        names = {name_of(key) for key, _ in right.value}
        return not left.value or any(is_gap(key) or name_of(key) in names for key, _ in left.value)
    return True


def _findings(
    comparison: TreeComparison, expected: Sequence[yaml.Node], actual: Sequence[yaml.Node]
) -> Iterator[Finding]:
    for left, right in zip(expected, actual, strict=False):
        yield from comparison.nodes("", left, right)
    for left in expected[len(actual) :]:
        yield Finding("a document", Mark.MISSING, left, None)
    for right in actual[len(expected) :]:
        yield Finding("a document", Mark.EXTRA, None, right)


class _Lines:
    """Findings about nodes as differences of lines: every expected line, then lines that are too many."""

    def __init__(self, shown: Documents, expected: str, printed: Documents, actual: str) -> None:
        self._shown, self._printed = shown, printed
        self._expected, self._actual = expected.splitlines(), actual.expandtabs().splitlines()

    def differences(self, findings: Sequence[Finding]) -> tuple[Difference, ...]:
        lines = {number: Line(number + 1, text) for number, text in enumerate(self._expected) if text.strip()}
        marked = {number: agreed(line, line.text, self._gap_rule(line)) for number, line in lines.items()}
        for finding in findings:
            if finding.expected is None:
                continue
            for number in self._range(finding):
                if number in lines and marked[number].mark in {Mark.SAME, Mark.ACCEPTED}:
                    marked[number] = self._difference(finding, lines[number], marked[number])
        surplus = [self._surplus(finding) for finding in findings if finding.expected is None]
        return (*marked.values(), *surplus)

    def _gap_rule(self, line: Line) -> tuple[str, ...]:
        return (tolerance.ELISION.name,) if GAP_LINE.fullmatch(line.text.lstrip("- ")) else ()

    def _range(self, finding: Finding) -> range:
        """The expected lines that a finding is about: all of a missing part, else the first."""
        node = finding.expected
        assert node is not None  # noqa: S101 - callers ask only about expected nodes
        first = self._shown.line((finding.key or node).start_mark.line)
        if finding.mark is not Mark.MISSING:
            first = self._shown.line(node.start_mark.line)
            return range(first, first + 1)
        # A block's end mark is where the next token begins; its last line is the one before.
        last = self._shown.line(node.end_mark.line - (1 if node.end_mark.column == 0 else 0))
        return range(first, max(first, last) + 1)

    def _difference(self, finding: Finding, line: Line, before: Difference) -> Difference:
        if finding.actual is None:
            return missing(line)
        start, end = finding.actual.start_mark, finding.actual.end_mark
        one_line = start.line == end.line
        return Difference(
            mark=finding.mark,
            line=line.number,
            expected=line.text,
            actual=self._actual[self._printed.line(start.line)],
            rules=(*before.rules, finding.rule) if finding.rule else before.rules,
            spans=((start.column, end.column),) if finding.mark is Mark.WRONG and one_line else (),
        )

    def _surplus(self, finding: Finding) -> Difference:
        assert finding.actual is not None  # noqa: S101 - a finding has one side at least
        return extra(
            self._actual[self._printed.line(finding.actual.start_mark.line)],
            tolerance.VOLATILE_FIELD if finding.rule else None,
        )
