"""The tables in a text, and the lines around them."""

from collections.abc import Sequence
from dataclasses import dataclass

from harness.match.lines.text import Line, lines_of
from harness.match.tables.columns import WIDE_BLANK, Cell, Columns, find_columns, is_header


@dataclass(frozen=True, slots=True)
class Row:
    """A row with one cell for each column of its table."""

    line: Line
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """``elided`` is true when the page leaves rows out; ``gaps`` are its ``...`` lines."""

    header: Line
    columns: Columns
    rows: tuple[Row, ...]
    gaps: tuple[Line, ...] = ()


def has_table(text: str) -> bool:
    """Whether a line of a text is the header of a table; cheap, it reads no rows."""
    return any(is_header(line) for line in text.splitlines())


def names_for_sure(text: str) -> frozenset[str]:
    """Words that headers of a text show as columns of their own, with two blanks or more around each."""
    headers = [line for line in text.splitlines() if is_header(line)]
    cells = (cell for header in headers for cell in WIDE_BLANK.split(header.expandtabs().strip()))
    return frozenset(cell for cell in cells if " " not in cell)


def read_tables(text: str, known: frozenset[str] = frozenset()) -> tuple[list[Table], list[Line]]:
    """The tables of a text in order, and all other lines. A table ends at a blank line or at the next header."""
    lines = [Line(line.number, line.text.expandtabs()) for line in lines_of(text)]
    tables: list[Table] = []
    rest: list[Line] = []
    at = 0
    while at < len(lines):
        if not is_header(lines[at].text):
            rest.append(lines[at])
            at += 1
            continue
        end = _end(lines, at)
        table, others = _read(lines[at], lines[at + 1 : end], known)
        tables.append(table)
        rest += others
        at = end
    return tables, rest


def _end(lines: Sequence[Line], header: int) -> int:
    for at in range(header + 1, len(lines)):
        if lines[at].number - lines[at - 1].number > 1 or is_header(lines[at].text):
            return at
    return len(lines)


def _read(header: Line, body: Sequence[Line], known: frozenset[str]) -> tuple[Table, list[Line]]:
    gaps = [line for line in body if line.is_gap]
    candidates = [line for line in body if not line.is_gap]
    columns = find_columns(header.text, [line.text for line in candidates], known)
    rows: list[Row] = []
    others: list[Line] = []
    for line in candidates:
        cells = columns.cells(line.text)
        if cells is None:
            others.append(line)
        else:
            rows.append(Row(line, cells))
    return Table(header, columns, tuple(rows), tuple(gaps)), others
