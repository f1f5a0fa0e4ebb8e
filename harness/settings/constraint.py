"""What a type cannot say of a setting: the limits that ``Annotated`` carries."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from harness.duration import parse_duration

BY_NUMBER: Final = re.compile(r"(?<!\\)(?:\\\\)*\\[1-9]|\(\?\(\d")
_VARIABLE: Final = re.compile(r"[A-Za-z_]\w*", re.ASCII)
VARIABLES: Final = "letters, digits and '_', and no digit first"
NO_FLAGS: Final = "for letters in either case write (?i:...)"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a value is beyond a limit: what is wrong and, unless that says it all, what was expected and what to do."""

    message: str
    expected: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A number that is not smaller."""

    minimum: float

    def problem(self, value: float) -> Problem | None:
        if value >= self.minimum:
            return None
        return Problem(f"{value} is too small, expected at least {self.minimum:g}")


@dataclass(frozen=True, slots=True)
class Duration:
    """A number of seconds that may also be written as ``90s``, ``30m`` or ``1h30m``."""

    def read(self, value: object) -> object:
        """The seconds of a text; anything else unchanged, for the type's own check."""
        seconds = parse_duration(value) if isinstance(value, str) else None
        return value if seconds is None else seconds

    def problem(self, value: float) -> Problem | None:
        return None if math.isfinite(value) else Problem("it must have an end, expected a number of seconds")


@dataclass(frozen=True, slots=True)
class Regex:
    """Text that is a regular expression."""

    def problem(self, value: str) -> Problem | None:
        try:
            re.compile(value)
        except re.error as error:
            return Problem(f"not a regular expression: {error}")
        return None


@dataclass(frozen=True, slots=True)
class NewShape:
    """A regular expression that can be one of many: no names or numbers of groups, and no match of nothing."""

    def problem(self, value: str) -> Problem | None:
        try:
            pattern = re.compile(f"(?:{value})")
        except re.error as error:
            remedy = NO_FLAGS if "flags" in str(error) else ""
            return Problem(f"not a regular expression that can be combined with others: {error}", remedy=remedy)
        if pattern.match("") is not None:
            return Problem("the pattern matches the empty text", "a pattern that matches one character at least")
        if pattern.groupindex or BY_NUMBER.search(value):
            return Problem("the pattern names a group, or refers to one", "groups without names: (?:...)")
        return None


def odd_variable(names: Iterable[str]) -> str:
    """The first of some names that no variable of a shell can have; empty where all can be."""
    return next((name for name in names if not _VARIABLE.fullmatch(name)), "")
