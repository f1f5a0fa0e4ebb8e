"""Where on a page a finding's fix has its place: rules name the words, the page's own text says where they are."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Final

from harness.check.page_fixes import PAGE_FIXES
from harness.check.prompted_line import PROMPT
from harness.diagnostic import Diagnostic
from harness.fix import Edit, Fix

LinesOf = Callable[[Path], Sequence[str]]
"""The lines of a file, none where it cannot be read."""

_BLOCK_ENDS: Final = re.compile(r"\s*(?:\{\{[<%]\s*/text\b|```|~~~)")


def with_place(diagnostic: Diagnostic, lines_of: LinesOf) -> Diagnostic:
    """The finding with a fix whose edits fit the file, without one where that is not sure."""
    lines = lines_of(diagnostic.at.path)
    fix = None if diagnostic.fix is None else fix_in(diagnostic.fix, lines)
    unsure = fix is None or not fix.safe
    if unsure and diagnostic.code in PAGE_FIXES and 0 < diagnostic.at.line <= len(lines):
        other = PAGE_FIXES[diagnostic.code](diagnostic, lines)
        fix = (None if other is None else fix_in(other, lines)) or fix
    return diagnostic if fix is diagnostic.fix else replace(diagnostic, fix=fix)


def fix_in(fix: Fix, lines: Sequence[str]) -> Fix | None:
    """The fix with its edits where the page has what they replace; ``None`` where one is not sure."""
    edits = [placed(edit, lines) for edit in fix.edits]
    sure = tuple(edit for edit in edits if edit is not None)
    return replace(fix, edits=sure) if len(sure) == len(edits) else None


def placed(edit: Edit, lines: Sequence[str]) -> Edit | None:
    """The edit at the place of what it replaces: where it says, else the first line of the command that has it once."""
    if not 0 < edit.at.line <= len(lines):
        return None
    if fits(edit, lines):
        return edit
    if not edit.old or "\n" in edit.old:
        return None
    word = re.compile(rf"(?<![\w-]){re.escape(edit.old)}(?![\w-])" if edit.old[-1:].isalnum() else re.escape(edit.old))
    for number in range(edit.at.line - 1, _end(edit.at.line, lines)):
        found = list(word.finditer(lines[number]))
        if found:
            at = replace(edit.at, line=number + 1, column=found[0].start() + 1)
            return replace(edit, at=at) if len(found) == 1 else None
    return None


def fits(edit: Edit, lines: Sequence[str]) -> bool:
    there = "\n".join(lines[edit.at.line - 1 : edit.at.line + edit.old.count("\n")])
    return there[edit.at.column - 1 :].startswith(edit.old) and not _cuts(edit, lines[edit.at.line - 1])


def _cuts(edit: Edit, line: str) -> bool:
    """Whether a word on the page goes on where the one to be replaced ends."""
    start, end = edit.at.column - 1, edit.at.column - 1 + len(edit.old)
    pairs = [pair for at in (start, end) for pair in pairwise(line[max(0, at - 1) : at + 1]) if edit.old]
    return edit.old.isalnum() and any(one.isalnum() and other.isalnum() for one, other in pairs)


def _end(line: int, lines: Sequence[str]) -> int:
    """The last line, from 1, of the command that starts at a line."""
    for number in range(line, len(lines)):
        if _BLOCK_ENDS.match(lines[number]) or PROMPT.match(lines[number]):
            return number
    return len(lines)


def fixes_in(diagnostics: Iterable[Diagnostic], *, unsafe: bool) -> Iterator[Fix]:
    """How findings are mended: by their safe fixes, or by all."""
    return (one.fix for one in diagnostics if one.fix is not None and (unsafe or one.fix.safe))
