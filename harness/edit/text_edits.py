"""Edits of one text: pure, from the end to the start, so that no edit moves the place of another one."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from harness.errors import HarnessError
from harness.fix import Edit, Fix

LINE_END: Final = re.compile(r"\r\n?|\n")
BYTE_ORDER_MARK: Final = "\ufeff"  # it is no column

Span = tuple[int, int]


class EditError(HarnessError):
    """An edit that does not fit the text: what it replaces is not there, or another edit replaces it too."""


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits; ``EditError`` when one of them does not fit."""
    starts = line_starts(text)
    placed = sorted(((span_of(edit, text, starts), edit) for edit in dict.fromkeys(edits)), key=lambda pair: pair[0])
    for (before, _), (span, edit) in pairwise(placed):
        if overlap(before, span):
            raise EditError("two edits change the same text", at=edit.at, expected="one edit at each place")
    for (start, end), edit in reversed(placed):
        text = text[:start] + edit.new.replace("\n", line_end(text)) + text[end:]
    return text


@lru_cache(maxsize=16)
def lines_of(text: str) -> Sequence[str]:
    """The lines of a text as places count them. Kept, since each block of a page looks at those around it."""
    return tuple(LINE_END.split(text.removeprefix(BYTE_ORDER_MARK)))


def line_starts(text: str) -> tuple[int, ...]:
    """The offset at which each line starts."""
    first = len(BYTE_ORDER_MARK) if text.startswith(BYTE_ORDER_MARK) else 0
    return (first, *(match.end() for match in LINE_END.finditer(text)))


def line_end(text: str) -> str:
    """How the text ends its lines."""
    first = LINE_END.search(text)
    return "\n" if first is None else first[0]


def span_of(edit: Edit, text: str, starts: tuple[int, ...]) -> Span:
    """The offsets of what an edit replaces; ``EditError`` when something else is there."""
    start, end = _offset(edit.at.line, edit.at.column, starts), _offset(*edit.end, starts)
    found = None if start is None or end is None or end > len(text) else LINE_END.sub("\n", text[start:end])
    if start is None or end is None or found != edit.old:
        raise EditError(
            "the file has changed since it was read",
            at=f"{edit.at}:{edit.at.column}",
            expected=repr(edit.old),
            remedy="run the command again",
        )
    return start, end


def _offset(line: int, column: int, starts: tuple[int, ...]) -> int | None:
    return starts[line - 1] + column - 1 if 0 < line <= len(starts) and column > 0 else None


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a character, or two insertions have one place."""
    return one == other or (one[0] < other[1] and other[0] < one[1])


def compatible(fixes: Iterable[Fix]) -> tuple[Fix, ...]:
    """The fixes that can be made together; of two that change the same text the first."""
    kept: dict[Fix, None] = {}
    taken: dict[Edit, None] = {}
    for fix in fixes:
        if not any(_clash(edit, other) for edit in fix.edits for other in taken):
            kept[fix] = None
            taken |= dict.fromkeys(fix.edits)
    return tuple(kept)


def _clash(one: Edit, other: Edit) -> bool:
    if one == other or one.at.path != other.at.path:
        return False
    start, other_start = ((edit.at.line, edit.at.column) for edit in (one, other))
    return (start, one.end) == (other_start, other.end) or (start < other.end and other_start < one.end)
