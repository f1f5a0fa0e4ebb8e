"""Wrong expected outputs: an expected output with one small change, each of which a comparison should refuse.

A change keeps the shape of what it changes (``10m`` becomes ``11m``, ``x2x9z`` becomes ``z3z0b``), because rules of
tolerance go by shapes. Blank lines and lines that are only ``...`` say nothing and stay.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from harness.match.lines.gap import GAP
from harness.match.proving.states import CONTRARY, STATE
from harness.plan.vacuous import GAP_LINE

MOST_LINES: Final = 50
MOST_WORDS: Final = 16  # of one line
NOT_THERE: Final = "<unknown>"
"""What programs print in a cell that has no value."""

RATIO: Final = re.compile(r"(?<![\w./:-])(\d{1,4})/(\d{1,4})(?![\w./:-])")
STATUS: Final = re.compile(
    r"HTTP/\d(?:\.\d)?\"? (?P<http>[1-5]\d\d)\b"
    r"|^\s*(?P<alone>[1-5]\d\d)\s*$"
    r"|\b(?:status|code|response)(?:[ _-]?code)?\b[\"']?\s*(?:[:=]\s*|is\s+|of\s+)?[\"']?(?P<named>\d{1,3})\b(?![.:])",
    re.IGNORECASE,
)
NUMBER: Final = re.compile(r"\d+")
WORD: Final = re.compile(r"[A-Za-z]{2,}")
FIELDS: Final = {
    "table": (re.compile(r"(\S+)"), NOT_THERE),
    "json": (re.compile(r":\s+\"?([^\s\"\[{,][^\",]*?)\"?,?\s*$"), "null"),
    "yaml": (re.compile(r":\s+\"?([^\s\"\[{|>,][^\"]*?)\"?\s*$"), "null"),
}
"""By matcher: what is a value, and what there is where it has none."""
NEXT_LETTER: Final = str.maketrans(
    "bcdfghjklmnpqrstvwxzaeiouyBCDFGHJKLMNPQRSTVWXZAEIOUY", "cdfghjklmnpqrstvwxzbeiouyaCDFGHJKLMNPQRSTVWXZBEIOUYA"
)
NEXT_DIGIT: Final = str.maketrans("0123456789", "1234567890")

Span = tuple[int, int]


class Severity(StrEnum):
    """What was changed, the worst to miss first."""

    STATE = "state"
    STATUS = "status"
    NUMBER = "number"
    WORD = "word"
    LINE = "line"
    ORDER = "order"


GRAVE: Final = frozenset({Severity.STATE, Severity.STATUS})
"""What no rule of tolerance may accept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """A wrong expected output: ``text``, changed from ``line`` on (counted from 1), and ``change`` in words."""

    severity: Severity
    line: int
    change: str
    text: str


@dataclass(frozen=True, slots=True)
class _Change:
    severity: Severity
    span: Span
    instead: str


def mutations(expected: str, *, by: str = "") -> Iterator[Mutation]:
    """Every wrong expected output made from one; by the matcher ``by`` it has cells or fields, which may be empty."""
    lines = expected.splitlines()
    telling = [at for at, line in enumerate(lines) if line.strip() and not GAP_LINE.fullmatch(line)][:MOST_LINES]
    for number, at in enumerate(telling):
        yield from _in_line(lines, at, by="" if by == "table" and number == 0 else by)
        yield from _of_lines(lines, at, telling[number + 1 : number + 2])


def _in_line(lines: Sequence[str], at: int, *, by: str) -> Iterator[Mutation]:
    line = lines[at]
    for change in _changes(line, by=by):
        start, end = change.span
        yield Mutation(
            severity=change.severity,
            line=at + 1,
            change=f"{change.instead!r} for {line[start:end]!r}",
            text=_joined(lines[:at], line[:start] + change.instead + line[end:], lines[at + 1 :]),
        )


def _of_lines(lines: Sequence[str], at: int, following: Sequence[int]) -> Iterator[Mutation]:
    """A line less, a line twice, and a line in the place of the next one that says something."""
    line, number = lines[at], at + 1
    less, more = _joined(lines[:at], None, lines[at + 1 :]), _joined(lines[: at + 1], line, lines[at + 1 :])
    if GAP.sub("", less).strip():  # what says nothing is reported elsewhere
        yield Mutation(severity=Severity.LINE, line=number, change="without this line", text=less)
    yield Mutation(severity=Severity.LINE, line=number, change="with this line twice", text=more)
    for other in following:
        if lines[other].split() != line.split():
            swapped = [*lines[:at], lines[other], *lines[at + 1 : other], line, *lines[other + 1 :]]
            change = f"with line {number} and line {other + 1} swapped"
            yield Mutation(severity=Severity.ORDER, line=number, change=change, text="\n".join(swapped))


def _changes(line: str, *, by: str) -> Iterator[_Change]:
    grave = [*_statuses(line), *_states(line)]
    yield from grave
    yield from _emptied(line, by)
    taken = [change.span for change in grave] + [found.span() for found in GAP.finditer(line)]
    yield from _shifted(line, taken)


def _statuses(line: str) -> Iterator[_Change]:
    """An HTTP code or an exit status."""
    for found in STATUS.finditer(line):
        group = found.lastgroup or ""
        yield _Change(Severity.STATUS, found.span(group), "503" if found[group].startswith("2") else "200")


def _states(line: str) -> Iterator[_Change]:
    """A state, and how many of how many are ready."""
    for found in STATE.finditer(line):
        yield _Change(Severity.STATE, found.span(), CONTRARY[found.group()])
    for found in RATIO.finditer(line):
        ready = "0" if int(found[1]) else found[2] if int(found[2]) else "1"
        yield _Change(Severity.STATE, found.span(), f"{ready}/{found[2]}")


def _emptied(line: str, by: str) -> Iterator[_Change]:
    """Each cell or field without its value, or with one where it had none; one that leaves its value out stays."""
    if by in FIELDS:
        pattern, nothing = FIELDS[by]
        values = [found for found in pattern.finditer(line) if not GAP.search(found[1])]
        for found in values:
            there = found[1].startswith("<") or found[1] in {"null", "None"}
            yield _Change(Severity.STATE, found.span(1), "10.1.0.4" if there else nothing)


def _shifted(line: str, taken: Sequence[Span]) -> Iterator[_Change]:
    """Each other number and word, of the same length and made of the same sort of letters."""
    for severity, pattern in ((Severity.NUMBER, NUMBER), (Severity.WORD, WORD)):
        free = [found for found in pattern.finditer(line) if not _overlaps(found.span(), taken)]
        for found in free[:MOST_WORDS]:
            text = found.group()
            other = text[:-1] + text[-1].translate(NEXT_DIGIT) if text.isdigit() else text.translate(NEXT_LETTER)
            yield _Change(severity, found.span(), other)


def _overlaps(span: Span, taken: Sequence[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)


def _joined(before: Sequence[str], line: str | None, after: Sequence[str]) -> str:
    return "\n".join([*before, *([] if line is None else [line]), *after])
