"""The result of comparing expected with actual output, as values."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from harness.settings.tolerance import Tolerance

LEFT_OUT: Final = "..."
"""``expected`` of an actual line where the page leaves lines out."""


class Mark(StrEnum):
    """What one line of a diff is: the same, a difference that a rule accepts, or a wrong one."""

    SAME = "same"
    ACCEPTED = "accepted"
    WRONG = "wrong"
    MISSING = "missing"  # expected, not in the output
    EXTRA = "extra"  # in the output, not expected


BAD: Final = frozenset({Mark.WRONG, Mark.MISSING, Mark.EXTRA})


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One line of the comparison.

    ``line`` counts expected lines from 1, ``None`` for an extra line. ``rules`` names the tolerance rules that accepted
    something in this line (``age``, ``ip``, ``pod-hash``). ``spans`` are the (start, end) columns, from 0, of wrong
    parts in ``actual``.
    """

    mark: Mark
    line: int | None = None
    expected: str | None = None
    actual: str | None = None
    rules: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """``telling`` is the single most telling difference in one sentence, empty when they agree.

    ``score`` is 0.0 (nothing agrees) to 1.0 (all does) and orders attempts by closeness. ``vacuous`` is true when the
    expectation would accept anything. ``chosen`` is the matcher that was chosen, where ``matcher`` is the one that it
    left the comparison to, and ``off`` are the rules of tolerance that did not hold. ``custom`` are those that did and
    that the harness does not bring along: with their patterns, so that a report says all about them.
    """

    matcher: str
    agrees: bool
    differences: tuple[Difference, ...] = ()
    telling: str = ""
    score: float = 1.0
    vacuous: bool = False
    chosen: str = ""
    off: tuple[str, ...] = ()
    custom: tuple[Tolerance, ...] = ()
