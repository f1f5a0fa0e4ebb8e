"""A failure as text, in the order in which a person asks.

What and where, in one sentence; the command; the difference; how it was tried and how it ended; pods that could not
start; what went before; its knock-on failures; where more can be found; what to type next.
"""

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Final

from harness.match.verdict import Outcome
from harness.report.diff_text import DiffStyle, diff_text
from harness.report.paint import Paint, shorten, visible
from harness.report.run_facts import Run
from harness.report.step_record import CommandRecord, Record, place
from harness.report.story import answers, ending, first_line, one_line, seconds, waiting

MOST_EARLIER: Final = 12  # steps before the failure that are listed
MOST_PODS: Final = 4
MOST_OUTPUT: Final = 20  # lines of an output that nothing is expected of
NO_RUN: Final = Run()


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureContext:
    """What stands around a failure: steps that ran before it, its knock-on failures, the run, a replay script.

    ``same_as`` is the same failure on an earlier path through the page, which is told whole there.
    """

    earlier: Sequence[Record] = ()
    knock_on: Sequence[Record] = ()
    run: Run = NO_RUN
    replay: str | None = None
    same_as: Record | None = None


def headline(record: Record) -> str:
    """One sentence: where, which snippet, on which cluster, whose turn it is, and the most telling difference."""
    command = record.failed_command
    about = ", ".join(part for part in (record.variant, *(_contexts(command) if command else ())) if part)
    kind = record.failure or record.outcome
    said = f": {visible(record.sentence)}" if record.sentence else ""
    return f"{place(record)}: {record.id}{f' [{about}]' if about else ''}: {kind}{said}"


def failure_text(
    record: Record, context: FailureContext | None = None, *, colour: bool = False, width: int = 120
) -> str:
    """The whole report of one failure. Without ``colour`` there is no escape code in it."""
    paint = Paint(colour)
    return "\n".join(_sections(record, context or FailureContext(), paint, width)).rstrip() + "\n"


def _sections(record: Record, context: FailureContext, paint: Paint, width: int) -> Iterator[str]:
    yield paint("wrong", headline(record))
    if context.same_as is not None:
        yield f"  the same failure as {context.same_as.node_id}, shown above"
        yield from _folded("knock-on failures:", [_knock_on(one, record) for one in context.knock_on], paint, width)
        yield from _folded("next:", list(_next(record, context)), paint, None, style="bold")
        return
    command = record.failed_command
    if command is not None:
        yield ""
        yield from _command(command, paint)
        yield from _result(command, paint, width)
        yield ""
        tried = () if command.ended is None else (waiting(command), *answers(command))
        yield from (f"  {line}" for line in (*tried, ending(command)))
    if record.condition:
        yield ""
        yield f"  the page says before it: {visible(record.condition)}"
    yield from _folded("pods that cannot start:", _some(record.pods), paint, width, style="wrong")
    before = record.commands[: record.commands.index(command)] if command is not None else ()
    yield from _folded("before it:", [*_earlier(context.earlier), *map(_done, before)], paint, width)
    yield from _folded("knock-on failures:", [_knock_on(one, record) for one in context.knock_on], paint, width)
    yield from _folded("evidence:", list(_evidence(record.evidence)), paint, None)
    yield from _folded("next:", list(_next(record, context)), paint, None, style="bold")


def _evidence(paths: Sequence[str]) -> Iterator[str]:
    """Files of one folder as that folder; what could not be written says so itself."""
    folders: dict[str, list[str]] = {}
    for path in paths:
        folder, slash, name = path.rpartition("/")
        folders.setdefault(f"{folder}{slash}" if path.startswith("/") else "", []).append(name if slash else path)
    for folder, names in folders.items():
        if not folder or len(names) == 1:
            yield from (f"{folder}{name}" for name in names) if folder else (one for one in paths if one[:1] != "/")
        else:
            yield f"{folder} ({len(names)} files)"


def _some(pods: Sequence[str]) -> list[str]:
    """The first of them: they often have one reason."""
    more = [f"… and {len(pods) - MOST_PODS} more"] if len(pods) > MOST_PODS else []
    return [*map(visible, pods[:MOST_PODS]), *more]


def _contexts(command: CommandRecord) -> list[str]:
    return [context.strip("${}") for context in command.contexts]


def _command(command: CommandRecord, paint: Paint) -> Iterator[str]:
    """As the page shows it, and as it was run where that differs."""
    yield from _prompted(command.documented, paint)
    if command.text.strip() != command.documented.strip():
        yield paint("dim", "  run as")
        yield from _prompted(command.text, paint)


def _prompted(text: str, paint: Paint) -> Iterator[str]:
    for number, line in enumerate(text.splitlines()):
        yield paint("bold", f"  {'$ ' if number == 0 else '  '}{visible(line)}")


def _result(command: CommandRecord, paint: Paint, width: int) -> Iterator[str]:
    """The comparison, or the end of the output where nothing is compared."""
    output = (command.output or "").strip("\n")
    if command.match is not None and command.match.differences and not command.match.agrees:
        first = 1 if command.expected_at is None else command.expected_at.line
        yield ""
        yield from (f"  {line}" for line in diff_text(command.match.differences, DiffStyle(paint, width - 2, first)))
    elif output:
        lines = output.splitlines()
        yield ""
        if len(lines) > MOST_OUTPUT:
            yield paint("dim", f"  … {len(lines) - MOST_OUTPUT} lines before")
        *shown, last = [visible(line) for line in lines[-MOST_OUTPUT:]]
        yield from (f"  | {shorten(line, width - 4)}" for line in shown)
        reason = wrap(last, width - 4, break_on_hyphens=False) or [""]  # programs say why on their last line
        yield from (f"  | {part}" for part in reason[:MOST_OUTPUT])


def _earlier(records: Sequence[Record]) -> Iterator[str]:
    """The last steps one by one, those before them in one line."""
    cut = max(0, len(records) - MOST_EARLIER)
    if cut:
        bad = sum(record.outcome is not Outcome.PASSED for record in records[:cut])
        passed = f"{cut - bad} passed" + (f", {bad} did not" if bad else "")
        yield f"… {cut} more: {passed}, {seconds(sum(record.seconds for record in records[:cut]))}"
    yield from map(one_line, records[cut:])


def _done(command: CommandRecord) -> str:
    if command.output is None:
        return f"{'not run':<12} {'':>9}  $ {first_line(command.text)}: {command.note}"
    return f"{'ran':<12} {seconds(command.seconds):>9}  $ {first_line(command.text)}"


def _knock_on(record: Record, first: Record) -> str:
    """By its line where it stands in the same file: a path leaves no room for what went wrong."""
    at = place(record)
    where = f"line {at.line}" if at.path == first.at.path and at.included_from is None else str(at)
    by = f" ({record.thread})" if record.thread else ""
    return f"{where}: {record.id}: {visible(record.sentence)}{visible(by)}"


def _next(record: Record, context: FailureContext) -> Iterator[str]:
    options = "".join(f" {shlex.quote(option)}" for option in context.run.options)
    yield f"pytest {shlex.quote(record.node_id)}{options}"
    if context.replay is not None:
        yield f"bash {shlex.quote(context.replay)}"


def _folded(title: str, lines: Sequence[str], paint: Paint, width: int | None, *, style: str = "dim") -> Iterator[str]:
    """A list below a title. Without ``width`` its lines stay whole: they are to be copied."""
    if lines:
        yield ""
        yield f"  {title}"
        yield from (paint(style, f"    {line if width is None else shorten(line, width - 4)}") for line in lines)
