"""A command of a report whose output differs from the expected one, and what would make the page agree."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from harness.accept.json_commas import punctuated
from harness.accept.line_change import LineChange, after
from harness.accept.line_merge import Change, laid_out, merge
from harness.accept.line_pairing import Pairing, Pairs
from harness.match.compare import as_part
from harness.match.error_patterns import shows_error
from harness.match.lines.line_key import Scanner, scanner
from harness.match.match import LEFT_OUT, Match
from harness.match.matchers import matchers
from harness.match.rules import held_in
from harness.match.verdict import Failure, Outcome
from harness.plan.vacuous import GAP_LINE
from harness.report.step_record import CommandRecord, Record
from harness.run.output import Ended
from harness.settings import tolerance

SECRET: Final = re.compile(
    r"eyJ[\w-]{8,}\.|-----BEGIN|\b(?:password|passwd|secret|token|api[-_]?key)\b\s*[=:]\s*\S|[A-Za-z0-9+/_-]{40,}={0,2}",
    re.IGNORECASE,
)
NEVER: Final = frozenset({tolerance.IP, tolerance.UUID, tolerance.HEX, tolerance.BASE64, tolerance.SERIAL})
"""What a page does not get from an output when it has none."""
ALIKE: Final = 0.5
CUT: Final = " characters left out]\n"


class NotAcceptedError(Exception):
    """Why an output does not go into the page."""


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
    for found in _attempts(scan, command, match):
        if found and _agrees(command, after(expected, found)):
            _require_harmless(scan, expected, found)
            return found
    raise NotAcceptedError("the output would still differ: change the page by hand")


def _attempts(scan: Scanner, command: CommandRecord, match: Match) -> Iterator[tuple[LineChange, ...]]:
    """What may make the page agree, the least change first."""
    lines, actual = (command.expected or "").splitlines(), (command.output or "").splitlines()
    moved = in_order_of(scan, lines, actual)
    yield tuple(LineChange(line=number, changes=(Change(0, len(lines[number]), moved[number]),)) for number in moved)
    for number in once_too_often(lines):
        yield (LineChange(line=number, changes=None),)
    pairing, table = Pairing(scan, lines, actual), match.matcher == "table"
    for cautious in (True, False):
        found = _line_changes(scan, pairing.of(match.differences, cautious=cautious), table=table)
        yield punctuated(lines, found)
        yield found
    yield _line_changes(scan, pairing.by_place(), table=True)


def _line_changes(scan: Scanner, pairs: Pairs, *, table: bool) -> tuple[LineChange, ...]:
    changes: dict[int, tuple[Change, ...] | None] = dict.fromkeys(pairs.gone)
    for number, actual in pairs.wrong.items():
        line = pairs.lines[number]
        others = [other for place, other in enumerate(pairs.lines) if place != number]
        found = merge(scan, line, actual)
        changes[number] = laid_out(line, found, others) if table else found
    return tuple(
        LineChange(line=number, changes=changes.get(number, ()), before=tuple(pairs.before.get(number, ())))
        for number in sorted({*changes, *pairs.before})
    )


def _require_harmless(scan: Scanner, expected: str, found: Sequence[LineChange]) -> None:
    """Nothing of the machine or of a person goes into a page that had nothing of the kind."""
    had = {token.rule for line in expected.splitlines() for token in scan.tokens(line)}
    for old, text in _new_texts(expected.splitlines(), found):
        if SECRET.search(text) and not SECRET.search(expected):
            raise NotAcceptedError("the output has what looks like a secret, and the page has none")
        rules = {token.rule for token in scanner(tolerance.all_tolerances()).tokens(text)} & NEVER
        if rules - had and not (len(old) == len(text) and likeness(old, text) >= ALIKE):
            names = ", ".join(sorted(rule.name for rule in rules - had if rule is not None))
            raise NotAcceptedError(f"the output has what the page does not show: {names}")


def _new_texts(lines: Sequence[str], found: Sequence[LineChange]) -> Iterator[tuple[str, str]]:
    """What was there before, and what takes its place."""
    for one in found:
        yield from (("", text) for text in one.before)
        yield from ((lines[one.line][change.start : change.end], change.new.strip()) for change in one.changes or ())


def likeness(old: str, new: str) -> float:
    """How many letters two words of one length share, from 0.0 to 1.0."""
    return sum(one == other for one, other in zip(old, new, strict=True)) / max(1, len(new))


def _agrees(command: CommandRecord, expected: str) -> bool:
    match = command.match
    if match is None or not expected.strip():
        return False
    compare = matchers()[match.chosen or match.matcher].compare
    found = compare(expected, command.output or "", rules=held_in(match))
    beside = any(one.line is None and one.expected == LEFT_OUT for one in match.differences)
    return (as_part(found) if beside else found).agrees


def in_order_of(scan: Scanner, lines: Sequence[str], actual: Sequence[str]) -> Mapping[int, str]:
    """The lines that have another one in their place when all come as in the output; none where one is not in it.

    Lines that leave something out, and blank ones, stay where they are.
    """
    own = [number for number, line in enumerate(lines) if line.strip() and not GAP_LINE.fullmatch(line)]
    places: dict[object, list[int]] = defaultdict(list)
    for place, line in enumerate(actual):
        places[scan.key(line.rstrip())].append(place)
    keys = [scan.key(lines[number]) for number in own]
    if any(not places[key] for key in keys) or any(len(places[key]) < keys.count(key) for key in keys):
        return {}
    taken = {number: places[key].pop(0) for number, key in zip(own, keys, strict=True)}
    ordered = sorted(own, key=lambda number: taken[number])
    return {number: lines[other] for number, other in zip(own, ordered, strict=True) if lines[number] != lines[other]}


def once_too_often(lines: Sequence[str]) -> Iterator[int]:
    """The second of two lines that are the same, one below the other."""
    return (number for number, (one, other) in enumerate(pairwise(lines), start=1) if one == other and one.strip())
