"""A command of a report whose output differs from the expected one, and what would make the page agree."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from harness.accept.line_merge import Change, changed, laid_out, merge
from harness.match.error_patterns import shows_error
from harness.match.lines.line_key import Scanner, scanner
from harness.match.match import Difference, Mark
from harness.match.matchers import matchers
from harness.match.rules import held_in
from harness.match.verdict import Failure, Outcome
from harness.report.step_record import CommandRecord, Record
from harness.run.output import Ended
from harness.settings import tolerance

SECRET: Final = re.compile(
    r"eyJ[\w-]{8,}\.|-----BEGIN|\b(?:password|passwd|secret|token|api[-_]?key)\b\s*[=:]\s*\S|[A-Za-z0-9+/_-]{40,}={0,2}",
    re.IGNORECASE,
)
NEVER: Final = frozenset({tolerance.IP, tolerance.UUID, tolerance.HEX, tolerance.BASE64, tolerance.SERIAL})
"""What a page does not get from an output when it has none."""
CUT: Final = " characters left out]\n"


class NotAcceptedError(Exception):
    """Why an output does not go into the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChange:
    """What becomes of a line (from 0) of an expected output: changes in it (``None``: it goes), and lines before it.

    The line behind the last one has only ``before``.
    """

    line: int
    changes: tuple[Change, ...] | None = ()
    before: tuple[str, ...] = ()


def require_drift(record: Record, command: CommandRecord) -> None:
    """``NotAcceptedError`` unless a failed command ran well, and only its output differs."""
    if (
        record.outcome is not Outcome.FAILED
        or command.failure is not Failure.OUTPUT
        or command.ended is not Ended.EXITED
        or command.expected is None
        or not (command.status == 0 or shows_error(command.expected))
    ):
        raise NotAcceptedError(record.sentence or str(command.failure))


def line_changes(command: CommandRecord) -> tuple[LineChange, ...]:
    """How the lines of the expected output change; ``NotAcceptedError`` when they must not."""
    expected, output, match = command.expected or "", command.output or "", command.match
    if match is None or CUT in output:
        raise NotAcceptedError("the output is too long to be recorded")
    if not output.strip():
        raise NotAcceptedError("there is no output")
    if shows_error(output) and not shows_error(expected):
        raise NotAcceptedError("the output is an error")
    scan = scanner(held_in(match))
    found = _line_changes(scan, expected.splitlines(), match.differences, table=match.matcher == "table")
    _require_harmless(scan, expected, found)
    _require_agreement(command, after(expected, found))
    return found


def after(expected: str, found: Sequence[LineChange]) -> str:
    by_line = {one.line: one for one in found}
    lines: list[str] = []
    for number, line in enumerate([*expected.splitlines(), None]):
        change = by_line.get(number)
        if change is not None:
            lines += change.before
        if line is not None and (change is None or change.changes is not None):
            lines.append(line if change is None or change.changes is None else changed(line, change.changes))
    return "\n".join(lines)


def _line_changes(
    scan: Scanner, lines: Sequence[str], differences: Sequence[Difference], *, table: bool
) -> tuple[LineChange, ...]:
    changes: dict[int, tuple[Change, ...] | None] = {}
    before: dict[int, list[str]] = {}
    missing: list[int] = []
    at = 0  # behind the last expected line that was seen
    for one in _paired(differences):
        if one.line is not None:
            at = one.line
        if one.mark is Mark.WRONG and one.line is not None:
            line = lines[one.line - 1]
            found = merge(scan, line, one.actual or "")
            others = [other for number, other in enumerate(lines) if number != one.line - 1]
            changes[one.line - 1] = laid_out(line, found, others) if table else found
        elif one.mark is Mark.MISSING and one.line is not None:
            missing.append(one.line - 1)
            changes[one.line - 1] = None
        elif one.mark is Mark.EXTRA:
            before.setdefault(at, []).append((one.actual or "").rstrip())
    return tuple(
        LineChange(line=number, changes=changes.get(number, ()), before=tuple(before.get(number, ())))
        for number in sorted({*changes, *before})
    )


def _paired(differences: Sequence[Difference]) -> Iterator[Difference]:
    """A missing line directly before or behind one too many is a wrong line."""
    waiting = list(differences)
    while waiting:
        one = waiting.pop(0)
        other = waiting[0] if waiting else None
        if other is not None and {one.mark, other.mark} == {Mark.MISSING, Mark.EXTRA}:
            waiting.pop(0)
            shown, came = (one, other) if one.mark is Mark.MISSING else (other, one)
            yield Difference(mark=Mark.WRONG, line=shown.line, expected=shown.expected, actual=came.actual)
        else:
            yield one


def _require_harmless(scan: Scanner, expected: str, found: Sequence[LineChange]) -> None:
    """Nothing of the machine or of a person goes into a page that had nothing of the kind."""
    had = {token.rule for line in expected.splitlines() for token in scan.tokens(line)}
    for text in _new_texts(found):
        if SECRET.search(text) and not SECRET.search(expected):
            raise NotAcceptedError("the output has what looks like a secret, and the page has none")
        rules = {token.rule for token in scanner(tolerance.all_tolerances()).tokens(text)} & NEVER
        if rules - had:
            names = ", ".join(sorted(rule.name for rule in rules - had if rule is not None))
            raise NotAcceptedError(f"the output has what the page does not show: {names}")


def _new_texts(found: Sequence[LineChange]) -> Iterator[str]:
    for one in found:
        yield from one.before
        yield from (change.new.strip() for change in one.changes or ())


def _require_agreement(command: CommandRecord, expected: str) -> None:
    match = command.match
    if match is None or not expected.strip():
        raise NotAcceptedError("nothing of the expected output would be left")
    compare = matchers()[match.chosen or match.matcher].compare
    if not compare(expected, command.output or "", rules=held_in(match)).agrees:
        raise NotAcceptedError("the output would still differ: change the page by hand")
