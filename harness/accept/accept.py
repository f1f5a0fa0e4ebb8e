"""Edits of pages that make them agree with what a run printed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from harness.accept.output_drift import NotAcceptedError, line_changes, require_drift
from harness.accept.page_edits import edits_of
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
