"""Where a run of expected lines stands in an output.

Lines are sought as characters of one string, each expected key a character of its own, so that the search is as fast as
``str.find``, which is linear. Lines that only a predicate can judge (a ``...`` inside, a part of a line beside a gap)
are judged at the places that the others leave, and each judgement is remembered.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from harness.match.lines.gap import fits, has_gap
from harness.match.lines.line_key import Scanner
from harness.match.lines.text import Line
from harness.settings import tolerance

UNKNOWN: Final = "\0"  # a line of the output that equals no expected one
FIRST: Final = 1


@dataclass(frozen=True, slots=True)
class Chunk:
    """Expected lines that follow each other; ``open_start``/``open_end``: a gap stands before or after them."""

    lines: tuple[Line, ...]
    open_start: bool
    open_end: bool


class Finder:
    """Seeks chunks in one output. With ``parts`` a line beside a gap may be a part of the output's line."""

    def __init__(self, scan: Scanner, expected: Sequence[Line], actual: Sequence[str], *, parts: bool) -> None:
        self._scan, self._actual, self._parts = scan, actual, parts
        keys = dict.fromkeys(scan.key(line.text) for line in expected)
        self._letters = {key: chr(number) for number, key in enumerate(keys, start=FIRST)}
        self._text = "".join(self._letters.get(scan.key(line), UNKNOWN) for line in actual)
        self._judged: dict[tuple[str, int], bool] = {}

    def find(self, chunk: Chunk, start: int, *, at_end: bool = False) -> int | None:
        """The first place from ``start`` on where the chunk stands; with ``at_end`` only the last place will do."""
        last = len(self._actual) - len(chunk.lines)
        patterns = [self._pattern(chunk, number) for number in range(len(chunk.lines))]
        offset, run = self._longest_run(chunk, patterns)
        others = [step for step in range(len(chunk.lines)) if not offset <= step < offset + len(run)]
        at = max(start, last) if at_end else start
        while at <= last:
            found = self._text.find(run, at + offset, last + offset + len(run))
            if found < 0:
                return None
            at = found - offset
            if all(self._agrees(chunk.lines[step], patterns[step], at + step) for step in others):
                return at
            at += 1
        return None

    def _agrees(self, line: Line, pattern: str | None, at: int) -> bool:
        if self._text[at] == self._letters[self._scan.key(line.text)]:
            return True
        if pattern is None:
            return False
        key = (pattern, at)
        if key not in self._judged:
            self._judged[key] = fits(self._scan, pattern, self._actual[at])
        return self._judged[key]

    def _pattern(self, chunk: Chunk, number: int) -> str | None:
        """What the line must fit where it is not equal, with ``...`` for what may be anything."""
        text = chunk.lines[number].text
        before = "... " if self._parts and chunk.open_start and number == 0 else ""
        after = " ..." if self._parts and chunk.open_end and number == len(chunk.lines) - 1 else ""
        elided = tolerance.ELISION in self._scan.rules and has_gap(text)
        return f"{before}{text.strip()}{after}" if before or after or elided else None

    def _longest_run(self, chunk: Chunk, patterns: Sequence[str | None]) -> tuple[int, str]:
        """The longest run of lines that must be equal: how far into the chunk it begins, and its characters."""
        best = (0, "")
        start, run = 0, ""
        for number, (line, pattern) in enumerate(zip(chunk.lines, patterns, strict=True)):
            if pattern is not None:
                start, run = number + 1, ""
                continue
            run += self._letters[self._scan.key(line.text)]
            if len(run) > len(best[1]):
                best = (start, run)
        return best
