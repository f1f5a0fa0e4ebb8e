"""A part of what ``kubectl describe`` prints, whose sections and fields versions print in other orders."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from harness.match.lines.line import agreed, agreement
from harness.match.lines.line_key import Scanner, scanner
from harness.match.lines.text import Line, lines_of
from harness.match.match import LEFT_OUT, Difference, Match
from harness.plan.vacuous import GAP_LINE
from harness.settings import tolerance

FIRST: Final = "Name:"
"""How each description begins."""


@dataclass(slots=True, eq=False)
class Entry:
    """A line with those below it that stand further right."""

    line: Line
    below: "list[Entry]" = field(default_factory=list)

    def all(self) -> "Iterator[Entry]":
        yield self
        for one in self.below:
            yield from one.all()


def description(expected: str, actual: str, *, rules: tolerance.Tolerances) -> Match | None:
    """The agreement of a text whose every entry is there, below the same one; ``None`` where one is not."""
    if tolerance.LINE_ORDER not in rules or not actual.lstrip().startswith(FIRST):
        return None
    lines = lines_of(expected)
    shown = entries([line for line in lines if not GAP_LINE.fullmatch(line.text)])
    printed = [one for root in entries(lines_of(actual)) for one in root.all()]
    found = pairs(shown, printed, scanner(rules)) if any(one.below for one in shown) else None
    if found is None:
        return None
    differences = [agreed(one.line, other.line.text, (*by, tolerance.LINE_ORDER.name)) for one, other, by in found]
    differences += [agreed(one, LEFT_OUT, (tolerance.ELISION.name,)) for one in lines if GAP_LINE.fullmatch(one.text)]
    return Match(matcher="tolerant", agrees=True, differences=tuple(sorted(differences, key=place)))


def entries(lines: Sequence[Line]) -> list[Entry]:
    roots: list[Entry] = []
    open_: list[tuple[int, Entry]] = []
    for line in lines:
        text, entry = line.text.expandtabs(), Entry(line)
        depth = len(text) - len(text.lstrip())
        while open_ and open_[-1][0] >= depth:
            open_.pop()
        (open_[-1][1].below if open_ else roots).append(entry)
        open_.append((depth, entry))
    return roots


def pairs(
    shown: Sequence[Entry], printed: Sequence[Entry], scan: Scanner
) -> list[tuple[Entry, Entry, tuple[str, ...]]] | None:
    """Each entry with the one that was printed for it and the rules by which they agree."""
    found: list[tuple[Entry, Entry, tuple[str, ...]]] = []
    left = list(printed)
    for one in shown:
        for other in left:
            by = agreement(scan, one.line.text.strip(), other.line.text.strip())
            inner = pairs(one.below, other.below, scan) if by is not None else None
            if by is not None and inner is not None:
                found += [(one, other, by), *inner]
                left.remove(other)
                break
        else:
            return None
    return found


def place(one: Difference) -> int:
    return one.line or 0
