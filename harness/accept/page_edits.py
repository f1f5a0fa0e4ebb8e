"""Changes of an expected output as edits of the page, where the text may be indented and have shortcodes for values."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from harness.accept.line_change import LineChange
from harness.accept.line_merge import Change
from harness.accept.output_drift import NotAcceptedError
from harness.fix import Edit
from harness.source import Location


def edits_of(
    expected: str, expected_at: Location, found: Sequence[LineChange], page: Sequence[str]
) -> tuple[Edit, ...]:
    """``page`` are the lines of the file; ``NotAcceptedError`` when they are not those that ran."""
    lines = expected.splitlines()
    at = replace(expected_at, included_from=None)
    if expected_at.line - 1 + len(lines) > len(page):
        raise NotAcceptedError("the page has changed since the run")
    return tuple(edit for one in found for edit in _edits(one, lines, at, page))


def _edits(one: LineChange, lines: Sequence[str], at: Location, page: Sequence[str]) -> Iterator[Edit]:
    number = at.line - 1 + one.line
    near = min(one.line, len(lines) - 1)
    written = page[at.line - 1 + near]
    indent = written[: _column(lines[near], written, at.column - 1)]
    if indent.strip(" \t>"):
        raise NotAcceptedError("the page has changed since the run")
    if one.before:
        new = "".join(f"{indent}{text}\n" for text in one.before)
        yield Edit(at=replace(at, line=number + 1, column=1), old="", new=new)
    if one.changes is None:
        yield Edit(at=replace(at, line=number + 1, column=1), old=f"{page[number]}\n", new="")
        return
    for change in one.changes:
        column = _place(change, lines[one.line], page[number], at.column - 1)
        old = lines[one.line][change.start : change.end]
        yield Edit(at=replace(at, line=number + 1, column=column + 1), old=old, new=change.new)


def _column(line: str, written: str, column: int) -> int:
    """Where a line's text starts in the page; where values are filled in, as far right as that of the first line."""
    return len(written) - len(line) if line and written.endswith(line) else column


def _place(change: Change, line: str, written: str, column: int) -> int:
    """The column of a change in the page: before all shortcodes, or behind them all."""
    column = _column(line, written, column)
    if written[column:].startswith(line[: change.end]):
        return column + change.start
    rest = line[change.start :]
    if written.endswith(rest):
        return len(written) - len(rest)
    raise NotAcceptedError("a shortcode fills in what differs: change its value, or the page by hand")
