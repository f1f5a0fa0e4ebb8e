"""All expected lines against all lines of an output: what agrees, what is wrong, what is missing, what is too much."""

from collections.abc import Sequence
from typing import Final

from harness.match.lines.align import align
from harness.match.lines.http_head import STATUS
from harness.match.lines.line import agreed, agreement, extra, likeness, missing, wrong
from harness.match.lines.line_key import Scanner
from harness.match.lines.text import Line
from harness.match.match import Difference, Mark

ALIKE: Final = 0.5  # two lines that share half of their words are taken for one that is wrong
FARTHEST: Final = 200  # lines that are searched for one that is like an expected line, fewer for many expected lines
MOST_TRIED: Final = 10_000
FEW: Final = 3


def diff(scanner: Scanner, expected: Sequence[Line], actual: Sequence[str]) -> tuple[Difference, ...]:
    """Every line of both sides once, in order."""
    differences: list[Difference] = []
    at = other_at = 0
    pairs = align([scanner.key(line.text) for line in expected], [scanner.key(line) for line in actual])
    for one, other in [*pairs, (len(expected), len(actual))]:
        differences += _between(scanner, expected[at:one], actual[other_at:other])
        if one < len(expected):
            rules = agreement(scanner, expected[one].text, actual[other])
            differences.append(agreed(expected[one], actual[other], rules or ()))
        at, other_at = one + 1, other + 1
    return tuple(differences)


def nearest(scanner: Scanner, expected: Sequence[Line], actual: Sequence[str]) -> int | None:
    """Where in an output a run of lines nearly is: one of its lines agrees there, or is like the first ones."""
    pairs = align([scanner.key(line.text) for line in expected], [scanner.key(line) for line in actual])
    if pairs:
        return max(0, pairs[0][1] - pairs[0][0])
    for step, line in enumerate(expected[:FEW]):
        partner = _partners(scanner, [line], actual)[0]
        if partner is not None:
            return max(0, partner - step)
    return None


def score(differences: Sequence[Difference], scanner: Scanner) -> float:
    """How much agrees, from 0.0 to 1.0; a wrong line counts as far as it is like the expected one."""
    counted = [difference for difference in differences if difference.line is not None or difference.mark is Mark.EXTRA]
    if not counted:
        return 1.0
    return sum(_worth(difference, scanner) for difference in counted) / len(counted)


def _worth(difference: Difference, scanner: Scanner) -> float:
    if difference.mark in {Mark.SAME, Mark.ACCEPTED}:
        return 1.0
    if difference.mark is Mark.WRONG:
        return 0.9 * likeness(scanner, difference.expected or "", difference.actual or "")
    return 0.0


def _between(scanner: Scanner, expected: Sequence[Line], actual: Sequence[str]) -> list[Difference]:
    """Lines between two pairs of equal ones: those that a ``...`` inside accepts, those alike, those alone."""
    if len(expected) == len(actual):
        partners: list[int | None] = list(range(len(actual)))
    else:
        partners = _partners(scanner, expected, actual)
    differences: list[Difference] = []
    at = 0
    for line, partner in zip(expected, partners, strict=True):
        if partner is None:
            differences.append(missing(line))
            continue
        differences += [extra(text) for text in actual[at:partner]]
        rules = agreement(scanner, line.text, actual[partner])
        differences.append(
            wrong(scanner, line, actual[partner]) if rules is None else agreed(line, actual[partner], rules)
        )
        at = partner + 1
    differences += [extra(text) for text in actual[at:]]
    return differences


def _alike(scanner: Scanner, expected: str, actual: str) -> float:
    """Two statuses of HTTP are of one answer, whatever they say."""
    return 1.0 if STATUS.match(expected) and STATUS.match(actual) else likeness(scanner, expected, actual)


def _partners(scanner: Scanner, expected: Sequence[Line], actual: Sequence[str]) -> list[int | None]:
    """For each expected line the first line after the last partner that agrees, or else the one most like it."""
    partners: list[int | None] = []
    at = 0
    farthest = min(FARTHEST, MOST_TRIED // max(1, len(expected)) + 1)
    for line in expected:
        near = actual[at : at + farthest]
        partner = next(
            (step for step, text in enumerate(near) if agreement(scanner, line.text, text) is not None), None
        )
        if partner is None:
            worth, partner = max(
                ((_alike(scanner, line.text, text), step) for step, text in enumerate(near)),
                key=lambda found: found[0],
                default=(0.0, None),
            )
            partner = partner if worth >= ALIKE else None
        partners.append(None if partner is None else at + partner)
        at += 0 if partner is None else partner + 1
    return partners
