"""Edits of pages that make them agree with what a run printed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from harness.accept.line_change import LineChange
from harness.accept.line_merge import Change
from harness.accept.output_drift import NotAcceptedError, line_changes, require_drift
from harness.edit.changes import Changes, changes_of
from harness.fix import Edit
from harness.report.step_record import CommandRecord, Record
from harness.source import Location

LinesOf = Callable[[Path], Sequence[str]]
TranslationsOf = Callable[[Location], Iterable[Location]]
"""Where the same expected output, word for word, is in other languages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An output that differs and is not accepted, and why."""

    at: Location
    id: str
    why: str

    def __str__(self) -> str:
        return f"{self.at}: not accepted: {self.why} [{self.id}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """``including`` names for each boilerplate that changes the pages of the run that include it."""

    changes: Changes
    refusals: tuple[Refusal, ...] = ()
    including: tuple[tuple[Path, tuple[str, ...]], ...] = ()


def accept(
    records: Iterable[Record], *, root: Path, lines_of: LinesOf, translations_of: TranslationsOf | None = None
) -> Acceptance:
    """What accepting every drift of the records makes of the files; nothing is written yet.

    Paths of records are as seen from ``root``.
    """
    edits: dict[Edit, None] = {}
    refusals: dict[Refusal, None] = {}
    including: dict[Path, dict[str, None]] = {}
    for record, command in _failed(records):
        at = command.expected_at or command.at
        at = replace(at, path=root / at.path)
        try:
            require_drift(record, command)
            edits |= dict.fromkeys(_edits(command, at, lines_of, translations_of))
        except NotAcceptedError as error:
            refusals[Refusal(at=at, id=record.id, why=str(error))] = None
            continue
        if at.included_from is not None:
            including.setdefault(at.path, {})[record.page] = None
    return Acceptance(
        changes=changes_of(edits),
        refusals=tuple(refusals),
        including=tuple((path, tuple(pages)) for path, pages in including.items()),
    )


def _failed(records: Iterable[Record]) -> Iterator[tuple[Record, CommandRecord]]:
    return ((record, command) for record in records for command in record.commands if command.failure is not None)


def _edits(
    command: CommandRecord, at: Location, lines_of: LinesOf, translations_of: TranslationsOf | None
) -> Iterator[Edit]:
    found = line_changes(command)
    expected = command.expected or ""
    yield from edits_of(expected, at, found, lines_of(at.path))
    for other in translations_of(at) if translations_of is not None else ():
        yield from edits_of(expected, replace(other, included_from=None), found, lines_of(other.path))


def edits_of(
    expected: str, expected_at: Location, found: Sequence[LineChange], page: Sequence[str]
) -> tuple[Edit, ...]:
    """``page`` are the lines of the file; ``NotAcceptedError`` when they are not those that ran."""
    lines = expected.splitlines()
    at = replace(expected_at, included_from=None)
    if expected_at.line - 1 + len(lines) > len(page):
        raise NotAcceptedError("the page has changed since the run")
    return tuple(edit for one in found for edit in _edits_of_lines(one, lines, at, page))


def _edits_of_lines(one: LineChange, lines: Sequence[str], at: Location, page: Sequence[str]) -> Iterator[Edit]:
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
