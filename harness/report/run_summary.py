"""What became of everything, in a few lines.

Nothing passes silently: what was not run, and what passed without proving much, has a count.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from harness.match.verdict import OWN_FAILURES, Failure, Outcome
from harness.plan.reader_values import NEEDS_VALUE
from harness.plural import counted
from harness.report.paint import Paint
from harness.report.run_facts import Run
from harness.report.step_record import Record
from harness.report.story import first_line, seconds

STYLE: Final[Mapping[Outcome, str]] = {
    Outcome.PASSED: "green",
    Outcome.FAILED: "red",
    Outcome.ERROR: "red",
    Outcome.KNOCK_ON: "yellow",
    Outcome.NOT_CHECKED: "yellow",
    Outcome.UNSUPPORTED: "yellow",
    Outcome.SKIPPED: "yellow",
    Outcome.EXCLUDED: "dim",
}
"""Outcomes in the order in which they are counted, with their colours."""

NO_NOTES: Final[Mapping[tuple[str, str], Sequence[str]]] = {}

VALUE: Final = re.compile(re.escape(NEEDS_VALUE).replace(r"\{\}", "([^()]+)"))
"""What a snippet says that is not run for want of a value."""

MOST_REASONS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Numbers of snippets. ``uncompared`` passed without an expected output, ``vacuous`` with one that says nothing.

    ``missing`` is by the capability that the clusters lack, ``lacks`` by what else is not here.
    """

    outcomes: Mapping[Outcome, int]
    failures: Mapping[Failure, int]
    missing: Mapping[str, int]
    lacks: Mapping[str, int]
    vacuous: int
    uncompared: int

    @property
    def proven(self) -> bool:
        """Whether every snippet passed and proved something, as ``--strict-docs`` asks."""
        others = sum(number for outcome, number in self.outcomes.items() if outcome is not Outcome.PASSED)
        return others == 0 and self.vacuous == 0


def count(records: Sequence[Record]) -> Counts:
    """The numbers of some records."""
    passed = [record for record in records if record.outcome is Outcome.PASSED]
    return Counts(
        outcomes=Counter(record.outcome for record in records),
        failures=Counter(record.failure for record in records if record.failure and record.outcome in OWN_FAILURES),
        missing=Counter(name for record in records for name in record.missing),
        lacks=Counter(
            record.sentence.removeprefix("unsupported here: ")
            for record in records
            if record.outcome is Outcome.UNSUPPORTED and not record.missing
        ),
        vacuous=sum(record.vacuous for record in passed),
        uncompared=sum(bool(record.commands) and not record.compared for record in passed),
    )


Notes = Mapping[tuple[str, str], Sequence[str]]
"""What is said of each path through a page, by page and variant."""


def summary_text(records: Sequence[Record], run: Run, *, colour: bool = False, notes: Notes = NO_NOTES) -> str:
    """The lines that close a run; ``notes`` are below the line of their page."""
    return "\n".join(_lines(records, run, Paint(colour), notes)) + "\n"


def _lines(records: Sequence[Record], run: Run, paint: Paint, notes: Notes) -> Iterator[str]:
    pages: dict[tuple[str, str], list[Record]] = {key: [] for key in notes if notes[key]}
    for record in records:
        pages.setdefault((record.page, record.variant), []).append(record)
    names = {key: f"{key[0]} [{key[1]}]" if key[1] else key[0] for key in pages}
    width = max(map(len, names.values()), default=0)
    for key in sorted(pages):
        yield f"{names[key]:{width}}  {_outcomes(pages[key], paint)}"
        yield from (f"  {note}" for note in (*notes.get(key, ()), *_values_needed(pages[key]), *_unheard(pages[key])))
    counts = count(records)
    number = len({record.page for record in records})
    took = f" in {seconds(run.seconds)}" if run.seconds else ""
    yield f"{counted(number, 'page')}, {_outcomes(records, paint)}{took}"
    yield from (f"  {line}" for line in _remarks(counts, run))


def _values_needed(records: Sequence[Record]) -> Iterator[str]:
    """Each value that only the reader has, once a page, with how many snippets need it."""
    said = [
        found for record in records if record.outcome is Outcome.SKIPPED for found in VALUE.findall(record.sentence)
    ]
    for values, number in Counter(said).items():
        yield f"{NEEDS_VALUE.format(values)}: {counted(number, 'snippet')} not run"


def _unheard(records: Sequence[Record]) -> Iterator[str]:
    """What happened in steps that passed and that nobody should have to look up.

    Commands that were not run, or found nothing of what they look for.
    """
    for record in records:
        for command in record.commands if record.outcome is Outcome.PASSED else ():
            named = f"{command.at}: `{first_line(command.documented)}`"
            if command.output is None and command.note:
                yield f"{named} was not run: {command.note}"
            if command.found_nothing:
                yield f"{named} found nothing: {command.found_nothing.removeprefix('found nothing, ')}"


def _outcomes(records: Sequence[Record], paint: Paint) -> str:
    outcomes = count(records).outcomes
    parts = [paint(STYLE[outcome], f"{outcomes[outcome]} {outcome}") for outcome in STYLE if outcomes.get(outcome)]
    return ", ".join(parts) or "nothing run"


def _remarks(counts: Counts, run: Run) -> Iterator[str]:
    """What the numbers mean, where they are not all passes."""
    if counts.failures:
        yield f"failures by class: {_ranked(counts.failures)}"
    if counts.missing:
        yield f"unsupported by these clusters: {_ranked(counts.missing)}"
    if counts.lacks:
        yield f"unsupported here: {_ranked(counts.lacks, '{} ({})')}"
    if counts.vacuous:
        yield f"proving nothing: {counts.vacuous} passed although any output would have"
    if counts.uncompared:
        yield f"without an expected output, so only the exit status counts: {counts.uncompared} passed"
    if run.untested:
        yield f"not asking to be tested in their front matter: {counted(run.untested, 'page')}"
    if run.provider:
        yield f"clusters: {run.where}"
    if run.versions:
        yield f"versions: {', '.join(f'{name} {number}' for name, number in run.versions.items())}"


def _ranked(numbers: Mapping[Any, int], form: str = "{} {}") -> str:
    """What there is most of first, and how much."""
    ranked = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
    more = f", and {len(ranked) - MOST_REASONS} more" if len(ranked) > MOST_REASONS else ""
    return ", ".join(form.format(*one) for one in ranked[:MOST_REASONS]) + more
