"""All lines in order, each as expected but for what a rule accepts; also without any rule, and in any order."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from harness.match.headline import telling
from harness.match.lines.diff import diff, score
from harness.match.lines.line import accepted_missing, agreed, agreement
from harness.match.lines.line_key import Scanner, scanner
from harness.match.lines.noise import answers
from harness.match.lines.text import Line, lines_of
from harness.match.match import BAD, Difference, Mark, Match
from harness.match.rules import ALL_RULES
from harness.settings import tolerance

SORTED_BY: Final = frozenset({tolerance.IP, tolerance.UUID})
"""Rules for what differs with every run and programs sort lines by."""
_INVALID: Final = re.compile(r'\s*(?:The \S+ ".*"|.*: \S+ "[^"]*") is invalid:\s*$')
_FIELD: Final = re.compile(r"\s*\* \S+: ")
LONG: Final = 60
"""Characters of a line; nobody breaks shorter ones."""


def tolerant(expected: str, actual: str, /, *, rules: tolerance.Tolerances = ALL_RULES) -> Match:
    """Agree when the output has the expected lines in order and no other, but for what rules accept.

    Blank lines never count. Where the page shows nothing volatile this is as strict as ``exact``, so it serves for
    one plain line as well as for twenty with ages and addresses in them.
    """
    scan, shown, printed = scanner(rules), lines_of(expected), [line.text for line in lines_of(actual)]
    match = in_step(scan, "tolerant", shown, printed)
    if not match.agrees and (joined := unwrapped(scan, shown, printed)) is not None:
        return joined
    if match.agrees or tolerance.LINE_ORDER not in rules or not is_unordered(scan, shown):
        return match
    reordered = in_any_order_of("tolerant", shown, printed, rules)
    return with_rule(reordered, tolerance.LINE_ORDER) if reordered.agrees else match


def is_unordered(scan: Scanner, lines: Sequence[Line]) -> bool:
    """Whether programs print such lines in an order that differs with every run."""
    return is_list_of_errors(lines) or all(sorted_by(scan, line.text) for line in lines)


def sorted_by(scan: Scanner, text: str) -> bool:
    """Whether a line has what programs sort lines by."""
    return any(token.rule in SORTED_BY for token in scan.tokens(text))


def is_list_of_errors(lines: Sequence[Line]) -> bool:
    """Whether lines are what the API server finds wrong with an object, a field a line, in an order that differs."""
    return (
        len(lines) > 2
        and _INVALID.match(lines[0].text) is not None
        and all(_FIELD.match(line.text) for line in lines[1:])
    )


def with_rule(match: Match, rule: tolerance.Tolerance) -> Match:
    """A match whose expected lines are accepted by one more rule."""
    accepted = (
        one if one.line is None else replace(one, mark=Mark.ACCEPTED, rules=(*one.rules, rule.name))
        for one in match.differences
    )
    return replace(match, differences=tuple(accepted))


def exact(expected: str, actual: str, /, *, rules: tolerance.Tolerances = ALL_RULES) -> Match:  # noqa: ARG001 - a matcher
    """Agree when the texts are equal, but for blanks at the ends of lines and blank lines around the whole."""
    scan = scanner(tolerance.NO_TOLERANCES)
    left, right = (_stripped(text) for text in (expected, actual))
    if left == right:
        differences = tuple(agreed(Line(number, line), line, ()) for number, line in enumerate(left, start=1))
    else:
        differences = diff(scan, [Line(number, line) for number, line in enumerate(left, start=1)], right)
    return match_of("exact", differences, scan)


def in_any_order(expected: str, actual: str, /, *, rules: tolerance.Tolerances = ALL_RULES) -> Match:
    """Agree when the output has each expected line as often as expected and no other, in whatever order."""
    return in_any_order_of("lines", lines_of(expected), [line.text for line in lines_of(actual)], rules)


def in_any_order_of(name: str, expected: Sequence[Line], actual: Sequence[str], rules: tolerance.Tolerances) -> Match:
    """The comparison behind ``lines``, for lines that are numbered already."""
    scan = scanner(rules)
    both = answers(scan, expected, actual)
    left: dict[str, deque[str]] = {}
    for text in both.actual:
        left.setdefault(scan.key(text), deque()).append(text)
    found: list[Difference] = []
    absent: list[Line] = []
    for line in both.expected:
        partners = left.get(scan.key(line.text))
        if partners:
            text = partners.popleft()
            found.append(agreed(line, text, agreement(scan, line.text, text) or ()))
        else:
            absent.append(line)
    surplus = [text for texts in left.values() for text in texts]
    return match_of(name, (*both.remarks, *found, *diff(scan, absent, surplus)), scan)


def in_step(scan: Scanner, name: str, expected: Sequence[Line], actual: Sequence[str]) -> Match:
    """The comparison behind ``tolerant``, for lines that are numbered already."""
    both = answers(scan, expected, actual)
    differences = _in_step(scan, both.expected, both.actual)
    if differences is None:
        differences = diff(scan, both.expected, both.actual)
    return match_of(name, (*both.remarks, *differences), scan)


def match_of(name: str, differences: tuple[Difference, ...], scan: Scanner) -> Match:
    """The result of a matcher that compares line by line."""
    agrees = not any(one.mark in BAD for one in differences)
    return Match(
        matcher=name,
        agrees=agrees,
        differences=differences,
        telling="" if agrees else telling(differences),
        score=1.0 if agrees else min(score(differences, scan), 0.999),
    )


def _in_step(scan: Scanner, expected: list[Line], actual: list[str]) -> tuple[Difference, ...] | None:
    """The comparison when every expected line agrees with the one at its place; ``None`` when one does not."""
    if len(actual) != len(expected):
        return None
    differences: list[Difference] = []
    for line, text in zip(expected, actual, strict=True):
        rules = agreement(scan, line.text, text)
        if rules is None:
            return None
        differences.append(agreed(line, text, rules))
    return tuple(differences)


def _stripped(text: str) -> list[str]:
    lines = [line.rstrip() for line in text.splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return lines


def unwrapped(scan: Scanner, expected: Sequence[Line], actual: Sequence[str]) -> Match | None:
    """The agreement of all lines once broken ones are joined, ``None`` where they do not agree."""
    if tolerance.WRAPPED not in scan.rules or not 0 < len(actual) < len(expected):
        return None
    differences = tuple(_differences(scan, expected, actual))
    if len([one for one in differences if one.actual is not None]) != len(actual) or len(differences) != len(expected):
        return None
    return Match(matcher="tolerant", agrees=True, differences=differences)


def _differences(scan: Scanner, expected: Sequence[Line], actual: Sequence[str]) -> Iterator[Difference]:
    """Those of the lines from the first on, as long as they agree."""
    at = 0
    for text in actual:
        taken = _taken(scan, expected[at:], text)
        if not taken:
            return
        first, *rest = expected[at : at + taken]
        yield agreed(first, text, (tolerance.WRAPPED.name,) if rest else agreement(scan, first.text, text) or ())
        yield from (accepted_missing(line, tolerance.WRAPPED) for line in rest)
        at += taken


def _taken(scan: Scanner, expected: Sequence[Line], text: str) -> int:
    """How many expected lines are one line of the output; blanks do not count, since a break may stand for one."""
    if expected and agreement(scan, expected[0].text, text) is not None:
        return 1
    if len(text) < LONG:
        return 0
    key, joined = scan.key(_squeezed(text)), ""
    for number, line in enumerate(expected, start=1):
        joined += _squeezed(line.text)
        if number > 1 and scan.key(joined) == key:
            return number
        if len(joined) > 2 * len(text):
            break
    return 0


def _squeezed(text: str) -> str:
    return "".join(text.split())
