"""Where a finding ends: behind the word that it is about, or at the end of its line."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from harness.diagnostic import Diagnostic

_QUOTED: Final = re.compile(r"'([^'\n]+)'|\$\{?(\w+)")


def with_end(diagnostic: Diagnostic, lines: Sequence[str]) -> Diagnostic:
    """The finding with its end; without one where its line is not in the text."""
    at = diagnostic.at
    if not 0 < at.line <= len(lines):
        return diagnostic
    edits = () if diagnostic.fix is None else diagnostic.fix.edits
    ends = [edit.end for edit in edits if edit.at.line == at.line and edit.end > (at.line, at.column)]
    return replace(diagnostic, end=ends[0] if ends else (at.line, column_behind(diagnostic, lines[at.line - 1])))


def column_behind(diagnostic: Diagnostic, line: str) -> int:
    start = diagnostic.at.column - 1
    words = (found[1] or found[2] for found in _QUOTED.finditer(diagnostic.message))
    word = next((word for word in words if line.startswith(word, start)), "")
    return max(start + len(word) if word else len(line.rstrip()), start + 1) + 1
