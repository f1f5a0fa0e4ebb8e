"""One expected line against one line of the output."""

from collections import Counter
from itertools import groupby
from typing import Final, NamedTuple

from harness.match.lines.align import align
from harness.match.lines.gap import fits, has_gap
from harness.match.lines.line_key import Scanner
from harness.match.lines.text import Line
from harness.match.match import Difference, Mark
from harness.settings import tolerance

LITTLE: Final = 0.25  # lines that share fewer of their words are different lines


class Sides(NamedTuple):
    """Both texts as they are compared; ``remarks`` are the lines that were set aside."""

    expected: list[Line]
    actual: list[str]
    remarks: list[Difference]


def agreement(scanner: Scanner, expected: str, actual: str) -> tuple[str, ...] | None:
    """The rules by which two lines agree, none when they are equal; ``None`` when they do not agree."""
    if expected.rstrip() == actual.rstrip():
        return ()
    if scanner.key(expected) == scanner.key(actual):
        return scanner.accepted(expected, actual)
    if tolerance.ELISION in scanner.rules and has_gap(expected) and fits(scanner, expected, actual):
        return (tolerance.ELISION.name,)
    return None


def agreed(expected: Line, actual: str, rules: tuple[str, ...]) -> Difference:
    mark = Mark.ACCEPTED if rules else Mark.SAME
    return Difference(mark=mark, line=expected.number, expected=expected.text, actual=actual, rules=rules)


def wrong(scanner: Scanner, expected: Line, actual: str) -> Difference:
    rules, spans = compare_parts(scanner, expected.text, actual)
    return Difference(
        mark=Mark.WRONG, line=expected.number, expected=expected.text, actual=actual, rules=rules, spans=spans
    )


def missing(expected: Line) -> Difference:
    return Difference(mark=Mark.MISSING, line=expected.number, expected=expected.text, actual=None)


def accepted_missing(expected: Line, rule: tolerance.Tolerance) -> Difference:
    """An expected line that is missing, and may be."""
    return Difference(mark=Mark.ACCEPTED, line=expected.number, expected=expected.text, actual=None, rules=(rule.name,))


def extra(actual: str, rule: tolerance.Tolerance | None = None) -> Difference:
    """A line that was not expected, wrong unless a rule accepts it."""
    mark, rules = (Mark.EXTRA, ()) if rule is None else (Mark.ACCEPTED, (rule.name,))
    return Difference(mark=mark, line=None, expected=None, actual=actual, rules=rules)


def compare_parts(scanner: Scanner, expected: str, actual: str) -> tuple[tuple[str, ...], tuple[tuple[int, int], ...]]:
    """For two lines that do not agree: the rules that accept parts of them, and the columns of what is wrong."""
    if likeness(scanner, expected, actual) < LITTLE:
        return (), ((0, len(actual)),)
    left, right = scanner.tokens(expected), scanner.tokens(actual)
    keys = [token.key for token in left], [token.key for token in right]
    pairs = align(*keys)
    rules: dict[str, None] = {}
    for one, other in ((left[at], right[other_at]) for at, other_at in pairs):
        if one.rule and expected[one.start : one.end] != actual[other.start : other.end]:
            rules[one.rule.name] = None
    found = {at for _, at in pairs}
    spans: list[tuple[int, int]] = []
    for is_wrong, group in groupby(range(len(right)), key=lambda at: at not in found):
        numbers = list(group)
        if is_wrong and any(keys[1][number].strip() for number in numbers):
            spans.append((right[numbers[0]].start, right[numbers[-1]].end))
    return tuple(rules), tuple(spans) or ((0, len(actual)),)


def likeness(scanner: Scanner, expected: str, actual: str) -> float:
    """How many words two lines share, from 0.0 to 1.0."""
    left, right = Counter(scanner.key(expected).split()), Counter(scanner.key(actual).split())
    words = left.total() + right.total()
    return 2 * (left & right).total() / words if words else 1.0
