"""A line of output that a page breaks into several, as it does with long error messages."""

from collections.abc import Iterator, Sequence
from typing import Final

from harness.match.lines.line import accepted_missing, agreed, agreement
from harness.match.lines.line_key import Scanner
from harness.match.lines.text import Line
from harness.match.match import Difference, Match
from harness.settings import tolerance

LONG: Final = 60
"""Characters of a line; nobody breaks shorter ones."""


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
