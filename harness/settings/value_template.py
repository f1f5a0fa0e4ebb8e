"""The text that a value shortcode stands for: ``v{version}``, ``{0:dashes}``, ``{$repo=site}``."""

import re
from dataclasses import dataclass
from typing import Final

from harness.settings.constraint import Problem
from harness.suggest import nearest

FIELD: Final = re.compile(r"\{([\w.$]+)(?:=([^{}:]*))?(?::(\w+))?\}")
"""A value's key or an argument, what it is without one, and a filter."""
FILTERS: Final = ("bare", "dashes", "release", "versions", "minor", "next", "previous", "oldest")
_BRACES: Final = re.compile(r"""\{([^\s{}"']+)\}""")


@dataclass(frozen=True, slots=True)
class ValueTemplate:
    """Text whose fields in braces can be filled in; braces around blanks or quotes are text."""

    def problem(self, value: str) -> Problem | None:
        for braces in _BRACES.finditer(value):
            field = FIELD.fullmatch(braces[0])
            if field is None:
                return Problem(
                    f"{braces[0]!r} is no field of a template",
                    "{KEY} of the site's values, {0} for the first argument or {$NAME}; a filter follows a colon",
                )
            if field[3] and field[3] not in FILTERS:
                near = nearest(field[3], FILTERS)
                return Problem(
                    f"{braces[0]!r} has the unknown filter {field[3]!r}",
                    f"one of {', '.join(FILTERS)}",
                    f"did you mean {near!r}?" if near else "",
                )
        return None
