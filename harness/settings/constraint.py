"""What a type cannot say of a setting: the limits that ``Annotated`` carries."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A number that is not smaller."""

    minimum: float

    def problem(self, value: float) -> str | None:
        return None if value >= self.minimum else f"{value} is too small, expected at least {self.minimum:g}"


@dataclass(frozen=True, slots=True)
class Regex:
    """Text that is a regular expression."""

    def problem(self, value: str) -> str | None:
        try:
            re.compile(value)
        except re.error as error:
            return f"not a regular expression: {error}"
        return None
