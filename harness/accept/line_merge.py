"""An expected line with the actual line's text where it is wrong, and as it is written everywhere else."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from harness.match.lines.align import align
from harness.match.lines.gap import GAP
from harness.match.lines.line_key import Scanner, Token

WIDE: Final = re.compile(r"(?<=\S)[ ]{2,}(?=\S)")
_ENDS: Final = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Change:
    """From ``start`` to ``end`` (columns from 0) of a line, ``new`` takes the place of what is there."""

    start: int
    end: int
    new: str


def changed(line: str, changes: Sequence[Change]) -> str:
    for change in sorted(changes, key=lambda one: one.start, reverse=True):
        line = line[: change.start] + change.new + line[change.end :]
    return line


def merge(scan: Scanner, expected: str, actual: str) -> tuple[Change, ...]:
    """What has to change in the expected line; blanks beside what changes stay as they are."""
    return tuple(change for part in _parts(scan, expected, actual) for change in part)


def _parts(scan: Scanner, expected: str, actual: str) -> Iterator[list[Change]]:
    left, right = _words(scan, expected), _words(scan, actual)
    pairs = align([word.key for word in left], [word.key for word in right])
    at = other_at = 0
    for one, other in [*pairs, (len(left), len(right))]:
        ours, theirs = left[at:one], right[other_at:other]
        if ours or theirs:
            yield list(_segment(scan, (expected, ours), (actual, theirs), after=left[at - 1].end if at else 0))
        at, other_at = one + 1, other + 1


def _segment(
    scan: Scanner, ours: tuple[str, Sequence[Token]], theirs: tuple[str, Sequence[Token]], *, after: int
) -> Iterator[Change]:
    """One run of words that differ. A ``...`` among them stays, and stands for what is in its place."""
    (expected, left), (actual, right) = ours, theirs
    gap = next((number for number, word in enumerate(left) if GAP.search(expected[word.start : word.end])), None)
    if gap is not None:
        head, behind = left[:gap], left[gap + 1 :]
        yield from _segment(scan, (expected, head), (actual, right[: len(head)]), after=after)
        tail = right[max(len(head), len(right) - len(behind)) :]
        yield from _segment(scan, (expected, behind), (actual, tail), after=left[gap].end)
        return
    if len(left) == len(right):
        for one, other in zip(left, right, strict=True):
            yield from _word(expected, one, actual[other.start : other.end])
        return
    if not right:
        yield Change(len(expected[: left[0].start].rstrip()), left[-1].end, "")
        return
    new = actual[right[0].start : right[-1].end]
    if left:
        yield Change(left[0].start, left[-1].end, new)
    else:
        yield Change(after, after, f" {new}" if after else f"{new} ")


def _word(expected: str, word: Token, new: str) -> Iterator[Change]:
    if expected[word.start : word.end] != new:
        yield Change(word.start, word.end, new)


def _words(scan: Scanner, line: str) -> list[Token]:
    """Words between blanks, each with the key of all it holds, so that a tolerated one agrees."""
    return [Token(found.start(), found.end(), scan.key(found[0])) for found in re.finditer(r"\S+", line)]


def laid_out(expected: str, changes: Sequence[Change], others: Sequence[str]) -> tuple[Change, ...]:
    """The changes with blanks that keep the columns behind them where the other lines of a table have theirs."""
    starts = {found.end() for line in others for found in WIDE.finditer(line)}
    return tuple(_in_columns(expected, changes, number, starts) for number in range(len(changes)))


def _in_columns(expected: str, changes: Sequence[Change], number: int, starts: set[int]) -> Change:
    change = changes[number]
    gap = re.match(r"[ ]{2,}(?=\S)|[ ](?=\S)", expected[change.end :])
    if gap is None or not starts or len(change.new) == change.end - change.start:
        return change
    shift = sum(len(one.new) - (one.end - one.start) for one in changes if one.start < change.start)
    behind = change.start + shift + len(change.new)
    column = change.end + len(gap[0])
    wanted = [start for start in starts if start > behind]
    plain = behind + len(gap[0])
    if plain in starts or not wanted or (column not in starts and len(gap[0]) < 2):
        return change
    best = min(wanted, key=lambda start: (abs(start - column), start))
    return Change(change.start, change.end + len(gap[0]), change.new + " " * (best - behind))
