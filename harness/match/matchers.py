"""Every matcher by the name that plan files use."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from harness.extensions.manager import contributions
from harness.match.match import Match
from harness.settings import tolerance


class Matcher(Protocol):
    """Compare an expected with an actual output, both whole and with their line ends. Same text in, same answer out.

    ``rules`` are the rules of tolerance that hold; all do by default. What it raises is an error of the block.
    """

    def __call__(self, expected: str, actual: str, /, *, rules: tolerance.Tolerances = ...) -> Match: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedMatcher:
    """``compare`` gives the match of an expected with an actual output, under the rules that hold."""

    name: str
    compare: Matcher


def matchers() -> Mapping[str, NamedMatcher]:
    """The built-in ones first, then those of plug-ins."""
    return contributions("harness_matchers")
