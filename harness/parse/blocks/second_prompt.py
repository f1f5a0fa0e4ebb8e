"""Bash's own prompt of a command's further lines, ``> ``, which copied terminals show; else it redirects."""

import re
from collections.abc import Sequence
from typing import Final

from harness.shell.completeness import Heredoc

SECOND: Final = re.compile(r">(?:[ \t\xa0]|$)")


def shows_second(heredoc: Heredoc | None, lines: Sequence[str], index: int) -> bool:
    """Whether the first further line of a command, which may be in a here-document, starts with that prompt."""
    if SECOND.match(lines[index]) is None:
        return False
    return heredoc is None or closes_behind_second(heredoc, lines, index)


def closes_behind_second(heredoc: Heredoc, lines: Sequence[str], start: int) -> bool:
    """Whether a here-document ends in a line with that prompt, and all lines up to it have it."""
    for line in lines[start:]:
        found = SECOND.match(line)
        if found is None:
            return False
        if heredoc.ends_at(line[found.end() :]):
            return True
    return False
