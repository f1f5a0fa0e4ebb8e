"""Prompts: what a terminal shows before a command, and which of them count on a site."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from harness.parse.blocks.line_kind import calls_program
from harness.patterns import any_of

_DOLLAR: Final = re.compile(r"\$(?:[ \t\xa0]|$)")
_CALLED: Final = re.compile(r"\$(?=[a-z][\w-]*[ \t]+[\w-])|\$>[ \t]+|->[ \t]+")
"""A prompt without the blank behind it, or with an arrow, where a program's name follows."""
_ROOT: Final = r"#[ \t]+(?=\S)"
_ANGLE: Final = r">[ \t]+(?=\S)"


@dataclass(frozen=True, slots=True)
class Prompts:
    """``$ `` is always one; ``others`` are regular expressions of what else a site's terminals show.

    ``glued``: a ``$`` without a blank is one before any program, known or not.
    """

    others: tuple[str, ...] = ()
    glued: bool = False

    def length(self, line: str) -> int:
        """How many characters of a line are its prompt; 0 where it has none."""
        if line.startswith(("$", "->")):
            called = _CALLED.match(line) if self.others else None
            end = 0 if called is None or not (self.glued or calls_program(line[called.end() :])) else called.end()
            return 2 if _DOLLAR.match(line) is not None else end
        if not self.others or not line or line[0] in " \t":
            return 0
        found = any_of(self.others).match(line)
        return 0 if found is None else found.end()

    def any(self, lines: Sequence[str]) -> bool:
        return any(self.length(line) > 0 for line in lines)

    def with_glued(self, lines: Sequence[str], *, session: bool) -> "Prompts":
        """Likewise for programs that are not known, where a line, or the first of a session, has such a prompt."""
        shown = [line for line in lines if line.strip()]
        known = any(line.startswith("$") and self.length(line) == 1 for line in shown)
        return replace(self, glued=known or (session and bool(shown) and _CALLED.match(shown[0]) is not None))

    def with_root(self) -> "Prompts":
        """Likewise, and ``# `` is one, too."""
        return replace(self, others=(*self.others, _ROOT))

    def with_angle(self) -> "Prompts":
        """Likewise, and ``> `` is one: a line that starts with it would write into a file otherwise."""
        return replace(self, others=(*self.others, _ANGLE))


CLIENT: Final = re.compile(
    r"(?:[\w.-]+:\d{2,5}(?:\[\d+\])?|mysql|MariaDB \[[^\]]*\]|sqlite|cqlsh(?::\w+)?|redis|mongo\w*|test|rs0:\w+)> \S"
    r"|\w+=[#>] \S|>>> \S|irb\([^)]*\)\S* \S|iex\(\d+\)> \S"
)
"""What clients and interpreters show before what is typed into them: nothing for a shell."""
DOLLAR: Final = Prompts()
"""Of blocks in which nothing else is a prompt."""
