"""What a type cannot say of a setting: the limits that ``Annotated`` carries."""

import re
from collections.abc import Collection
from dataclasses import dataclass


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
class Regex:
    """Text that is a regular expression."""

    def problem(self, value: str) -> Problem | None:
        try:
            re.compile(value)
        except re.error as error:
            return Problem(f"not a regular expression: {error}")
        return None


@dataclass(frozen=True, slots=True)
class OneOf:
    """The key of a table whose keys are known; any other is an unknown key."""

    names: Collection[str]
