"""Every matcher by the name that plan files use."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from harness.extensions.manager import contributions
from harness.match.match import Match
from harness.settings import tolerance


class RuledMatcher(Protocol):
    """A ``Matcher`` that can be told which tolerance rules hold; all do by default."""

    def __call__(self, expected: str, actual: str, /, *, rules: tolerance.Tolerances = ...) -> Match: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedMatcher:
    """``compare`` gives the match of an expected with an actual output, under the rules that hold."""

    name: str
    compare: RuledMatcher


def matchers() -> Mapping[str, NamedMatcher]:
    """The built-in ones first, then those of plug-ins."""
    return contributions("harness_matchers")
