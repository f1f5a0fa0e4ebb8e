"""A comparison as lines of text: what is wrong stands out, what a rule accepts is dim and says which.

Each line begins with the page's line number and a mark: ``-`` expected, ``+`` actual, ``~`` accepted. Runs of lines
that agree are cut to the ones around a difference.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from harness.match.match import Difference, Mark
from harness.report.paint import Paint, shorten, visible

CONTEXT: Final = 2  # agreeing lines shown before and after one that does not agree
MOST_ALIKE: Final = 20  # missing lines in a row, or lines too many, that are shown
GUTTER: Final = 9  # columns before the text
LEAST_ROOM: Final = 20


@dataclass(frozen=True, slots=True)
class DiffStyle:
    """``first_line`` is the page's line number of the first expected line."""

    paint: Paint
    width: int
    first_line: int


def diff_text(differences: Sequence[Difference], style: DiffStyle) -> Iterator[str]:
    """The lines of a comparison, cut around what does not agree."""
    for shown, run in excerpts(differences):
        if not shown:
            yield _line(style, None, " ", style.paint("dim", f"… {alike(run)}"))
            continue
        for mark, same in groupby(run, key=lambda difference: difference.mark):
            several = list(same)
            for difference in several[:MOST_ALIKE]:
                yield from _difference(difference, style)
            if len(several) > MOST_ALIKE:
                yield _line(style, None, " ", style.paint("dim", f"… {len(several) - MOST_ALIKE} more lines {mark}"))


def excerpts(differences: Sequence[Difference]) -> Iterator[tuple[bool, list[Difference]]]:
    """Runs of lines in order, and whether they are worth showing: those that do not agree, and those beside them."""
    shown = _around(differences)
    for is_shown, group in groupby(range(len(differences)), key=lambda number: number in shown):
        yield is_shown, [differences[number] for number in group]


def alike(run: Sequence[Difference]) -> str:
    """A run of lines that agree, in a few words."""
    rules = sorted({rule for difference in run for rule in difference.rules})
    accepted = f", accepted: {', '.join(rules)}" if rules else ""
    return f"{len(run)} lines that agree{accepted}"


def _around(differences: Sequence[Difference]) -> set[int]:
    """The numbers of the lines to be shown; runs of one or two are not worth cutting."""
    shown: set[int] = set()
    for number, difference in enumerate(differences):
        if difference.mark not in {Mark.SAME, Mark.ACCEPTED}:
            shown.update(range(max(0, number - CONTEXT), min(len(differences), number + CONTEXT + 1)))
    hidden = [number for number in range(len(differences)) if number not in shown]
    for _, group in groupby(enumerate(hidden), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        if len(run) <= CONTEXT:
            shown.update(run)
    return shown


def _difference(difference: Difference, style: DiffStyle) -> Iterator[str]:
    number = None if difference.line is None else style.first_line + difference.line - 1
    expected, actual = visible(difference.expected or ""), visible(difference.actual or "")
    if difference.mark is Mark.SAME:
        yield _line(style, number, " ", shorten(actual, _room(style, "")))
    elif difference.mark is Mark.ACCEPTED:
        note = f"accepted: {', '.join(difference.rules)}"
        yield _line(style, number, "~", shorten(actual or expected, _room(style, note)), note, colour="dim")
    elif difference.mark is Mark.MISSING:
        yield _line(style, number, "-", shorten(expected, _room(style, "missing")), "missing", colour="red")
    elif difference.mark is Mark.EXTRA:
        note = "not on the page"
        yield _line(style, None, "+", shorten(actual, _room(style, note)), note, colour="red")
    else:
        yield from _wrong(difference, number, style)


def _wrong(difference: Difference, number: int | None, style: DiffStyle) -> Iterator[str]:
    """The expected line over the actual one, both cut to where the wrong part is, which stands out."""
    expected, printed = difference.expected or "", difference.actual or ""
    actual = visible(printed)
    spans = [(len(visible(printed[:start])), len(visible(printed[:end]))) for start, end in difference.spans]
    note = f"accepted: {', '.join(difference.rules)}" if difference.rules else ""
    room = _room(style, note)
    start = 0 if not spans or spans[0][1] <= room else max(0, spans[0][0] - room // 3)
    yield _line(style, number, "-", _window(visible(expected), start, _room(style, "")))
    text, before = _window(actual, start, room), 1 if start else 0  # the first character may say that some are left out
    inside = [(max(0, left - start + before), min(len(text), right - start + before)) for left, right in spans]
    yield _line(style, None, "+", _painted(text, inside, style.paint), note)
    if not style.paint.on:
        carets = "".join("^" if any(left <= at < right for left, right in inside) else " " for at in range(len(text)))
        yield _line(style, None, " ", carets)


def _painted(text: str, spans: Sequence[tuple[int, int]], paint: Paint) -> str:
    painted, at = "", 0
    for start, end in sorted(spans):
        painted += text[at:start] + paint("wrong", text[max(at, start) : end])
        at = max(at, end)
    return painted + text[at:]


def _window(text: str, start: int, width: int) -> str:
    """The part of a line from ``start`` on, with a mark where something is cut off."""
    return shorten(f"…{text[start:]}" if start else text, width)


def _room(style: DiffStyle, note: str) -> int:
    return max(LEAST_ROOM, style.width - GUTTER - (len(note) + 4 if note else 0))


def _line(style: DiffStyle, number: int | None, mark: str, text: str, note: str = "", *, colour: str = "") -> str:
    gutter = style.paint("dim", f"{'' if number is None else number:>6}")
    body = f"{mark} {text}"
    painted = style.paint(colour, body) if colour else body
    return f"{gutter} {painted}{style.paint('dim', f'  ({note})') if note else ''}".rstrip()
