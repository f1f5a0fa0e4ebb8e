"""One promised line against one line of the output."""

from collections import Counter
from difflib import SequenceMatcher
from typing import Final

from harness.match.gap import fits, has_gap
from harness.match.match import Difference, Mark
from harness.match.scan import Scanner
from harness.match.text import Line

MOST_TOKENS: Final = 300  # of a line whose wrong parts are sought; a longer one is wrong as a whole
LITTLE: Final = 0.25  # lines that share fewer of their words are different lines


def agreement(scanner: Scanner, expected: str, actual: str) -> tuple[str, ...] | None:
    """The rules by which two lines agree, none when they are equal; ``None`` when they do not agree."""
    if expected.rstrip() == actual.rstrip():
        return ()
    if scanner.key(expected) == scanner.key(actual):
        return scanner.accepted(expected, actual)
    if "elision" in scanner.rules and has_gap(expected) and fits(scanner, expected, actual):
        return ("elision",)
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


def accepted_missing(expected: Line, rule: str) -> Difference:
    """A promised line that did not come, and need not."""
    return Difference(mark=Mark.ACCEPTED, line=expected.number, expected=expected.text, actual=None, rules=(rule,))


def extra(actual: str, rule: str | None = None) -> Difference:
    """A line that was not promised, wrong unless a rule accepts it."""
    mark, rules = (Mark.EXTRA, ()) if rule is None else (Mark.ACCEPTED, (rule,))
    return Difference(mark=mark, line=None, expected=None, actual=actual, rules=rules)


def compare_parts(scanner: Scanner, expected: str, actual: str) -> tuple[tuple[str, ...], tuple[tuple[int, int], ...]]:
    """For two lines that do not agree: the rules that accept parts of them, and the columns of what is wrong."""
    left, right = scanner.tokens(expected), scanner.tokens(actual)
    if len(left) > MOST_TOKENS or len(right) > MOST_TOKENS or likeness(scanner, expected, actual) < LITTLE:
        return (), ((0, len(actual)),)
    rules: dict[str, None] = {}
    spans: list[tuple[int, int]] = []
    matcher = SequenceMatcher(None, [token.key for token in left], [token.key for token in right], autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "equal":
            for one, other in zip(left[start:end], right[other_start:other_end], strict=True):
                if one.rule and expected[one.start : one.end] != actual[other.start : other.end]:
                    rules[one.rule] = None
        elif other_start < other_end and any(token.key.strip() for token in right[other_start:other_end]):
            spans.append((right[other_start].start, right[other_end - 1].end))
    return tuple(rules), tuple(spans) or ((0, len(actual)),)


def likeness(scanner: Scanner, expected: str, actual: str) -> float:
    """How many words two lines share, from 0.0 to 1.0."""
    left, right = Counter(scanner.key(expected).split()), Counter(scanner.key(actual).split())
    words = left.total() + right.total()
    return 2 * (left & right).total() / words if words else 1.0
