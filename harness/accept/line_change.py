"""What becomes of the lines of an expected output."""

from collections.abc import Sequence
from dataclasses import dataclass

from harness.accept.line_merge import Change, changed


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChange:
    """What becomes of a line (from 0) of an expected output: changes in it (``None``: it goes), and lines before it.

    The line behind the last one has only ``before``.
    """

    line: int
    changes: tuple[Change, ...] | None = ()
    before: tuple[str, ...] = ()


def after(expected: str, found: Sequence[LineChange]) -> str:
    by_line = {one.line: one for one in found}
    lines: list[str] = []
    for number, line in enumerate([*expected.splitlines(), None]):
        change = by_line.get(number)
        if change is not None:
            lines += change.before
        if line is not None and (change is None or change.changes is not None):
            lines.append(line if change is None or change.changes is None else changed(line, change.changes))
    return "\n".join(lines)
