"""What reports know about one step: a verdict without the plan behind it, small enough to be sent and kept.

Every report is made from records, so that shards and workers can send theirs and be merged. ``record_json.py`` has the
shape in JSON.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import Final

from harness.match.match import Difference, Mark, Match
from harness.match.nothing_found import FOUND_NOTHING, nothing_found
from harness.match.verdict import CommandResult, Failure, Outcome, Verdict
from harness.run.output import Ended, PromptAnswered
from harness.source import Location

CONTEXT: Final = re.compile(r"--(?:kube-?)?context(?:\s+|=)[\"']?(\$\{?\w+\}?|[\w./:@-]+)")
LONGEST_OUTPUT: Final = 200_000  # characters that a record keeps of an output, half of them from its end


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandRecord:
    """One command. ``output`` is ``None`` when it was not run; times are seconds, as in ``CommandResult``."""

    at: Location
    text: str
    documented: str
    contexts: tuple[str, ...] = ()
    expected: str | None = None
    expected_at: Location | None = None
    output: str | None = None
    status: int | None = None
    ended: Ended | None = None
    prompts: tuple[PromptAnswered, ...] = ()
    seconds: float = 0.0
    attempts: int = 1
    stable_since: float | None = None
    closest: int | None = None
    timeout: float = 0.0
    failure: Failure | None = None
    note: str = ""
    match: Match | None = None

    @property
    def found_nothing(self) -> str:
        """How it says that it found nothing where the page shows no output, else empty."""
        if self.expected is not None or self.failure is not None:
            return ""
        return self.note if self.note == FOUND_NOTHING else nothing_found(self.output or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One step of a page in a variant. ``page`` is the page's path, which differs from ``at.path`` in a boilerplate.

    ``condition`` is the sentence before a failed block that says when it is for the reader ("If you use Helm, ...").
    """

    page: str
    variant: str
    id: str
    at: Location
    outcome: Outcome
    failure: Failure | None = None
    sentence: str = ""
    cause: str | None = None
    thread: str | None = None
    missing: tuple[str, ...] = ()
    seconds: float = 0.0
    evidence: tuple[str, ...] = ()
    pods: tuple[str, ...] = ()
    condition: str = ""
    commands: tuple[CommandRecord, ...] = field(default_factory=tuple)

    @property
    def node_id(self) -> str:
        """What chooses this snippet on pytest's command line."""
        return "::".join(part for part in (self.page, self.variant, self.id) if part)

    @property
    def failed_command(self) -> CommandRecord | None:
        """The first command that failed."""
        return next((command for command in self.commands if command.failure is not None), None)

    @property
    def vacuous(self) -> bool:
        """Whether an expected output of it would accept any output."""
        return any(command.match is not None and command.match.vacuous for command in self.commands)

    @property
    def compared(self) -> bool:
        """Whether any output of it was compared with an expected one."""
        return any(command.match is not None for command in self.commands)


def record_of(verdict: Verdict, page: Path, *, root: Path | None = None, condition: str = "") -> Record:
    """The record of a verdict about a step of ``page``. Paths become relative to ``root``, where they are below it."""
    return Record(
        page=PurePath(below(page, root)).as_posix(),
        variant=verdict.variant,
        id=verdict.step.id,
        at=location_below(verdict.step.at, root),
        outcome=verdict.outcome,
        failure=verdict.failure,
        sentence=verdict.sentence,
        cause=verdict.cause,
        thread=verdict.thread,
        missing=tuple(sorted(verdict.missing)),
        seconds=verdict.seconds,
        evidence=verdict.evidence,
        pods=verdict.pods,
        condition=condition,
        commands=tuple(_command(result, root) for result in verdict.results),
    )


def place(record: Record) -> Location:
    """Where to look: the expected line that is wrong, the command that failed, or the snippet."""
    command = record.failed_command
    if command is None:
        return record.at
    if command.failure is Failure.OUTPUT and command.expected_at is not None and command.match is not None:
        line = _first_wrong(command.match.differences)
        if line is not None:
            return command.expected_at.down(line - 1)
    return command.at


def below(path: Path, root: Path | None) -> Path:
    """A path as seen from ``root``, unchanged when it is not below it."""
    return path.relative_to(root) if root is not None and path.is_relative_to(root) else path


def location_below(at: Location, root: Path | None) -> Location:
    included = at.included_from
    return replace(
        at, path=below(at.path, root), included_from=None if included is None else location_below(included, root)
    )


def _command(result: CommandResult, root: Path | None) -> CommandRecord:
    command, output = result.command, result.output
    return CommandRecord(
        at=location_below(command.at, root),
        text=command.text,
        documented=command.documented,
        contexts=command.contexts or tuple(dict.fromkeys(CONTEXT.findall(command.text))),
        expected=command.expected,
        expected_at=None if command.expected_at is None else location_below(command.expected_at, root),
        output=None if output is None else _kept(output.text),
        status=None if output is None else output.status,
        ended=None if output is None else output.ended,
        prompts=() if output is None else output.prompts,
        seconds=result.seconds,
        attempts=result.attempts,
        stable_since=result.stable_since,
        closest=result.closest,
        timeout=command.timeout,
        failure=result.failure,
        note=result.note,
        match=result.match,
    )


def _kept(text: str) -> str:
    if len(text) <= LONGEST_OUTPUT:
        return text
    half = LONGEST_OUTPUT // 2
    return f"{text[:half]}\n[{len(text) - 2 * half} characters left out]\n{text[-half:]}"


def _first_wrong(differences: Sequence[Difference]) -> int | None:
    """The first expected line that is wrong or missing."""
    bad = {Mark.WRONG, Mark.MISSING}
    return min((one.line for one in differences if one.mark in bad and one.line is not None), default=None)
