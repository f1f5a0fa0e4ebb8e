"""Commas between the members of a JSON document, of which lines go and others come."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from harness.accept.line_change import LineChange
from harness.accept.line_merge import Change, changed
from harness.plan.vacuous import GAP_LINE

CLOSING: Final = ("}", "]")
OPEN: Final = ("{", "[", ":", ",")


def is_json(lines: Sequence[str]) -> bool:
    """Whether a text begins as a JSON object or list does."""
    return "".join(lines).lstrip().startswith(("{", "["))


def punctuated(lines: Sequence[str], found: Sequence[LineChange]) -> tuple[LineChange, ...]:
    """The same changes, with a comma behind each member but the last one of its object or list; none elsewhere."""
    if not is_json(lines):
        return ()
    by_line = {one.line: one for one in found}
    for number in range(len(lines) + 1):
        one = by_line.get(number, LineChange(line=number))
        before = tuple(
            _with_comma(text, _next(lines, by_line, number, skipped=place + 1)) for place, text in enumerate(one.before)
        )
        if number < len(lines) and one.changes is not None:
            text = changed(lines[number], one.changes)
            right = _with_comma(text, _next(lines, by_line, number + 1))
            if right != text:
                one = replace(one, changes=(Change(0, len(lines[number]), right),))
        if before or one.changes:
            by_line[number] = replace(one, before=before)
    return tuple(by_line[number] for number in sorted(by_line))


def _next(lines: Sequence[str], by_line: dict[int, LineChange], number: int, *, skipped: int = 0) -> str:
    """The first line from a place on that holds anything, as it will be."""
    for place in range(number, len(lines) + 1):
        one = by_line.get(place, LineChange(line=place))
        kept = [lines[place]] if place < len(lines) and one.changes is not None else []
        for text in (*one.before[skipped if place == number else 0 :], *kept):
            if text.strip():
                return text.strip()
    return ""


def _with_comma(text: str, following: str) -> str:
    bare = text.rstrip()
    if not bare or GAP_LINE.fullmatch(text) or GAP_LINE.fullmatch(following):
        return text
    if following.startswith(CLOSING):
        return bare.removesuffix(",")
    return f"{bare}," if following and not bare.endswith(OPEN) else text
