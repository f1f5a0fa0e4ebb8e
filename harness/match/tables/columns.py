"""Columns of a table: where they begin, what they are called, and a row cut into cells.

Programs print columns side by side with at least one blank between them, under a header of upper-case words. Two words
of a header with one blank between them may be one name (``NOMINATED NODE``) or two (``WAYPOINT PROTOCOL``): the rows
tell. Tables that people wrote or edited are ragged; there, two blanks or more separate cells.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from harness.match.lines.gap import GAP

HEADER_WORD: Final = re.compile(r"[A-Z][A-Z0-9_/.:#&%-]*(?:\([A-Za-z0-9]*\))?%?")
WIDE_BLANK: Final = re.compile(r"\s{2,}")
CELL: Final = re.compile(r"\S+(?:\s\S+)*")
MOMENT: Final = re.compile(r"([+-]\d{4} [A-Z]{2,5}) (?=\S)")  # a full date ends a cell, whatever follows

NAMES_OF_TWO_WORDS: Final = frozenset({
    "APP VERSION", "LAST SEEN", "FIRST SEEN", "NOMINATED NODE", "NOT AFTER", "NOT BEFORE", "OUTLIER CHECK", "POD NAME",
    "READINESS GATES", "RESOURCE NAME", "SERIAL NUMBER", "SERVICE FQDN", "SERVICE NAME", "SERVICE VIP", "VALID CERT",
    "VHOST NAME", "VIRTUAL SERVICE",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell and the column (from 0) of the line where it begins."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of columns and where each begins."""

    names: tuple[str, ...]
    starts: tuple[int, ...]

    def cells(self, row: str) -> tuple[Cell, ...] | None:
        """The row cut into one cell for each column; ``None`` when it is no row of this table."""
        cells = [Cell(found.group(), found.start()) for found in CELL.finditer(MOMENT.sub(r"\1  ", row))]
        if len(cells) == len(self.names):
            return tuple(cells)
        if _keeps(row, self.starts[1:]):
            return self._by_place(row)
        if len(cells) > len(self.names) or len(cells) < 2:
            return None
        filled = dict(zip(_nearest([cell.start for cell in cells], self.starts), cells, strict=True))
        return tuple(filled.get(number, Cell("", start)) for number, start in enumerate(self.starts))

    def _by_place(self, row: str) -> tuple[Cell, ...]:
        starts = (0, *self.starts[1:])
        ends = (*starts[1:], len(row))
        parts = [(start, row[start:end]) for start, end in zip(starts, ends, strict=True)]
        return tuple(Cell(part.strip(), start + len(part) - len(part.lstrip())) for start, part in parts)


def is_header(line: str) -> bool:
    """Whether a line is the header of a table: two columns or more, in upper-case words, none twice.

    ``...`` stands for columns that the page leaves out.
    """
    cells = [cell for cell in WIDE_BLANK.split(line.expandtabs().strip()) if not leaves_out(cell)]
    words = [word for word in line.split() if not leaves_out(word)]
    return len(cells) > 1 and len(set(cells)) == len(cells) and all(HEADER_WORD.fullmatch(word) for word in words)


def leaves_out(name: str) -> bool:
    """Whether the name of a column says that others are left out there."""
    return GAP.fullmatch(name) is not None


def find_columns(header: str, rows: Sequence[str], known: frozenset[str]) -> Columns:
    """The columns of a header line over ``rows``. ``known`` are names that the other text's tables have."""
    words = [(found.group(), found.start()) for found in re.finditer(r"\S+", header)]
    ends = [*(start for _, start in words[1:]), len(header) + 1]
    wide = [start for _, start in words[1:] if header[max(0, start - 2) : start].isspace()]
    keeping = [row for row in rows if _keeps(row, wide)]
    names: list[str] = []
    starts: list[int] = []
    for (word, start), end in zip(words, ends, strict=True):
        if not names or start in wide or _is_own(names[-1], word, (start, end), keeping, known):
            names.append(word)
            starts.append(start)
        else:
            names[-1] += f" {word}"
    return Columns(tuple(names), tuple(starts))


def _is_own(before: str, word: str, place: tuple[int, int], rows: Sequence[str], known: frozenset[str]) -> bool:
    """Whether a word one blank after another one begins a column: names that are known say so, or else the rows."""
    if leaves_out(before) or leaves_out(word):
        return True
    if f"{before} {word}" in known | NAMES_OF_TWO_WORDS:
        return False
    if before in known and word in known:
        return True
    start, end = place
    return all(_keeps(row, [start]) for row in rows) and any(row[start:end].strip() for row in rows)


def _keeps(row: str, starts: Sequence[int]) -> bool:
    """Whether a row has a blank before every place where a column begins."""
    return all(start > len(row) or row[start - 1].isspace() for start in starts)


def _nearest(places: Sequence[int], starts: Sequence[int]) -> list[int]:
    """For each cell of a row that lacks some the column it stands nearest to; columns rise as cells do."""
    most = len(starts) - len(places)  # columns that stay empty
    # best[step]: the least total distance of the cells so far with at most `step` columns left empty among them
    best: list[tuple[int, list[int]]] = [(0, [])] * (most + 1)
    for number, place in enumerate(places):
        now: list[tuple[int, list[int]]] = []
        for step, (cost, chosen) in enumerate(best):
            column = number + step
            candidates = [*now[-1:], (cost + abs(place - starts[column]), [*chosen, column])]
            now.append(min(candidates, key=lambda candidate: candidate[0]))
        best = now
    return best[-1][1]
