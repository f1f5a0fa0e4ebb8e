"""The single most telling difference, in one sentence."""

from collections.abc import Container, Sequence
from typing import Final

from harness.match.match import Difference, Mark
from harness.plural import counted

WIDEST: Final = 100  # of a quoted text


def on_one_line(command: str) -> str:
    """The first line of a command, with a sign where there are more."""
    head, _, rest = command.strip().partition("\n")
    return f"{head} …" if rest else head


def quote(text: str, *, around: int = 0) -> str:
    """A text on one line between marks, cut to what stands around a column when it is long."""
    text = " ".join(text.split()) if len(text) <= WIDEST else text.strip()
    if len(text) > WIDEST:
        start = max(0, min(around - WIDEST // 3, len(text) - WIDEST))
        end = start + WIDEST
        text = f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}"
    return f"`{text}`"


def quote_reason(text: str) -> str:
    """The message of a program between marks; of a long one both ends: what failed, and at the end why."""
    text = " ".join(text.split())
    if len(text) <= WIDEST // 3 + WIDEST:
        return f"`{text}`"
    return f"`{text[: WIDEST // 3].rstrip()} … {text[-WIDEST:].lstrip()}`"


def telling(differences: Sequence[Difference]) -> str:
    """What a person would say first: a wrong line before a missing one before one too many; empty when all agree."""
    by_mark = {mark: [one for one in differences if one.mark is mark] for mark in Mark}
    absent, surplus = by_mark[Mark.MISSING], by_mark[Mark.EXTRA]
    if by_mark[Mark.WRONG]:
        return tell_wrong(by_mark[Mark.WRONG][0])
    if absent and not any(one.actual is not None for one in differences):
        return tell_nothing(len(absent))
    agreeing = by_mark[Mark.SAME] or any(one.line is not None for one in by_mark[Mark.ACCEPTED])
    if absent and surplus and not agreeing:
        return tell_wrong(absent[0], instead=surplus[0].actual)
    if absent:
        return _tell_missing(absent, {(one.actual or "").strip() for one in surplus})
    if surplus:
        return f"the output has a line that the page does not show: {quote(surplus[0].actual or '')}{_more(surplus)}"
    return ""


def tell_nothing(expected: int) -> str:
    return f"expected {counted(expected, 'line')}, got no output"


def tell_wrong(difference: Difference, *, instead: str | None = None) -> str:
    """``instead`` is the actual line where none is like the expected one."""
    got = difference.actual or "" if instead is None else instead
    at = difference.spans[0][0] if difference.spans else 0
    return (
        f"line {difference.line}: expected {quote(difference.expected or '', around=at)}, got {quote(got, around=at)}"
    )


def _tell_missing(absent: Sequence[Difference], surplus: Container[str]) -> str:
    moved = next((one for one in absent if (one.expected or "").strip() in surplus), None)
    if moved is not None:
        return f"line {moved.line}: {quote(moved.expected or '')} does not come where the page shows it"
    return f"line {absent[0].line} is missing: {quote(absent[0].expected or '')}{_more(absent)}"


def _more(differences: Sequence[Difference]) -> str:
    more = len(differences) - 1
    return f" (and {more} more)" if more else ""
