"""Expected lines with ``...`` lines between them: runs of lines in this order, and anything between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from harness.match.headline import quote
from harness.match.lines.chunk_search import Chunk, Finder
from harness.match.lines.diff import diff, nearest
from harness.match.lines.line import agreed, agreement, extra, missing
from harness.match.lines.line_key import Scanner, scanner
from harness.match.lines.noise import answers
from harness.match.lines.text import Line, lines_of
from harness.match.lines.tolerant import match_of, tolerant
from harness.match.match import LEFT_OUT, Difference, Mark, Match
from harness.match.rules import ALL_RULES
from harness.settings import tolerance

MOST_FAILED: Final = 20  # runs of lines that are sought in vain before the rest is given up


def elided(expected: str, actual: str, /, *, rules: tolerance.Tolerances = ALL_RULES) -> Match:
    """Agree when every run of expected lines stands in the output after the one before it.

    ``...`` lines stand for any lines. By the rule ``cut`` so do the beginning and the end of the expected text, by
    ``line-part`` a line beside a gap may be a part of a longer line, as in what ``curl -v`` prints.
    """
    scan = scanner(rules)
    return search(
        scan, "elided", lines_of(expected), [line.text for line in lines_of(actual)], cut=tolerance.CUT in rules
    )


def contains(expected: str, actual: str, /, *, rules: tolerance.Tolerances = ALL_RULES) -> Match:
    """Agree when the expected lines stand somewhere in the output, as if a ``...`` line were around them."""
    scan = scanner(rules)
    return search(scan, "contains", lines_of(expected), [line.text for line in lines_of(actual)], cut=True)


def log(expected: str, actual: str, /, *, rules: tolerance.Tolerances = ALL_RULES) -> Match:
    """Agree when the expected lines stand in the output in their order: by the rule ``log`` others may be around them.

    A log goes on, and holds what was asked before.
    """
    match = tolerant(expected, actual, rules=rules)
    if match.agrees or tolerance.LOG not in rules:
        return match
    lines = [part for line in lines_of(expected) for part in (line, Line(line.number, LEFT_OUT))]
    found = search(scanner(rules), "log", lines, [line.text for line in lines_of(actual)], cut=True)
    around = {tolerance.ELISION.name, tolerance.CUT.name}
    return replace(
        found,
        differences=tuple(
            replace(one, line=None, expected=None, rules=(tolerance.LOG.name,))
            if one.actual and around & {*one.rules}
            else one
            for one in found.differences
        ),
    )


def first_line(expected: str, actual: str, /, *, rules: tolerance.Tolerances = ALL_RULES) -> Match:
    """Agree when the output's first line, remarks aside, is as the first expected one."""
    scan = scanner(rules)
    both = answers(scan, lines_of(expected)[:1], [line.text for line in lines_of(actual)])
    return match_of("first-line", diff(scan, both.expected, both.actual[:1]), scan)


def search(scan: Scanner, name: str, expected: Sequence[Line], actual: Sequence[str], *, cut: bool) -> Match:
    """The comparison behind ``elided`` and ``contains``; ``cut``: the text's beginning and end may be missing."""
    text = _Elided(scan, expected, actual, cut=cut)
    differences, telling_order = text.compare()
    match = match_of(name, differences, scan)
    if not match.agrees and telling_order:
        return Match(matcher=name, agrees=False, differences=differences, telling=telling_order, score=match.score)
    return match


def chunks_of(expected: Sequence[Line], *, cut: bool) -> list[Chunk]:
    """The runs of lines between gaps."""
    chunks: list[Chunk] = []
    run: list[Line] = []
    open_start = cut
    for line in expected:
        if not line.is_gap:
            run.append(line)
            continue
        if run:
            chunks.append(Chunk(tuple(run), open_start, open_end=True))
        run, open_start = [], True
    if run:
        chunks.append(Chunk(tuple(run), open_start, open_end=cut))
    return chunks


@dataclass(frozen=True, slots=True)
class _Placed:
    chunk: Chunk
    at: int | None  # index of its first line in the output, None: not found


class _Elided:
    def __init__(self, scan: Scanner, expected: Sequence[Line], actual: Sequence[str], *, cut: bool) -> None:
        self._scan = scan
        self._gaps = [line.number for line in expected if line.is_gap]
        both = answers(scan, expected, actual)
        self._chunks = chunks_of(both.expected, cut=cut)
        self._actual, self._remarks = both.actual, both.remarks
        self._strict = Finder(scan, both.expected, both.actual, parts=False)
        self._loose = Finder(scan, both.expected, both.actual, parts=True)

    def compare(self) -> tuple[tuple[Difference, ...], str]:
        """Every expected line, with what stands between, and a sentence where the order is what is wrong."""
        placed = self._place(self._strict)
        if any(place.at is None for place in placed) and tolerance.LINE_PART in self._scan.rules:
            placed = self._place(self._loose)
        return (*self._remarks, *self._differences(placed)), self._order(placed)

    def _place(self, finder: Finder) -> list[_Placed]:
        placed: list[_Placed] = []
        at = failed = 0
        for chunk in self._chunks:
            found = None
            if failed <= MOST_FAILED:
                last = chunk is self._chunks[-1]
                found = finder.find(chunk, at, at_end=last and not chunk.open_end)
            if found is None or (found > 0 and not chunk.open_start):
                failed += 1
                placed.append(_Placed(chunk, None))
            else:
                placed.append(_Placed(chunk, found))
                at = found + len(chunk.lines)
        return placed

    def _differences(self, placed: Sequence[_Placed]) -> Iterator[Difference]:
        at = after = 0  # how far the output and the expected text are dealt with
        lost = 0
        for number, place in enumerate(placed):
            lines = place.chunk.lines
            gap = self._gap(after, lines[0].number)
            if place.at is None:
                end = next((later.at for later in placed[number:] if later.at is not None), len(self._actual))
                lost += 1
                near = self._actual[at:end] if lost <= MOST_FAILED else []
                differences, taken = self._lost(place.chunk, near, gap)
                yield from differences
                at += taken
            else:
                yield from self._left_out(self._actual[at : place.at], gap, allowed=place.chunk.open_start)
                for step, line in enumerate(lines):
                    yield self._found(line, self._actual[place.at + step])
                at = place.at + len(lines)
            after = lines[-1].number
        open_end = not placed or placed[-1].chunk.open_end
        yield from self._left_out(self._actual[at:], self._gap(after, None), allowed=open_end)

    def _gap(self, after: int, before: int | None) -> int | None:
        """The line of the first gap between two expected lines."""
        between = (gap for gap in self._gaps if gap > after and (before is None or gap < before))
        return next(between, None)

    def _found(self, line: Line, text: str) -> Difference:
        rules = agreement(self._scan, line.text, text)
        return agreed(line, text, (tolerance.LINE_PART.name,) if rules is None else rules)

    def _left_out(self, actual: Sequence[str], gap: int | None, *, allowed: bool) -> Iterator[Difference]:
        """Lines where the page leaves lines out: at a gap, at its beginning or end, or, wrongly, nowhere."""
        for text in actual:
            if gap is not None:
                yield Difference(
                    mark=Mark.ACCEPTED, line=gap, expected=LEFT_OUT, actual=text, rules=(tolerance.ELISION.name,)
                )
            else:
                yield extra(text, tolerance.CUT if allowed else None)

    def _lost(self, chunk: Chunk, actual: Sequence[str], gap: int | None) -> tuple[list[Difference], int]:
        """A run that was not found, against the lines where it nearly is, and how many these are."""
        start = nearest(self._scan, chunk.lines, actual)
        if start is None:
            return [missing(line) for line in chunk.lines], 0
        end = start + len(chunk.lines)
        before = self._left_out(actual[:start], gap, allowed=chunk.open_start)
        return [*before, *diff(self._scan, chunk.lines, actual[start:end])], min(end, len(actual))

    def _order(self, placed: Sequence[_Placed]) -> str:
        """A run that is there, but too early."""
        number = next((number for number, place in enumerate(placed) if place.at is None), 0)
        if number == 0 or self._loose.find(placed[number].chunk, 0) is None:
            return ""
        line, earlier = placed[number].chunk.lines[0], placed[number - 1].chunk.lines[-1]
        return (
            f"line {line.number}: {quote(line.text)} comes before line {earlier.number} {quote(earlier.text)} "
            "in the output; the page shows it after"
        )
