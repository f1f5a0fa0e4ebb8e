"""How jobs in the background ended that a page counts on: seen while it goes on, and once more at its end."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from harness.match.error_patterns import shows_error
from harness.match.headline import quote_reason
from harness.match.lines.jobs import BEGUN, ENDED
from harness.match.program_errors import TIME_UP
from harness.match.verdict import CommandResult, Failure, Verdict
from harness.plan.commands.timeouts import surely_takes
from harness.plan.late_steps import HEEDS_JOBS, is_asked_for
from harness.plan.step import Command, Step
from harness.run.output import Ended, Output
from harness.run.shell import Shell
from harness.session.page.step_verdict import fold
from harness.shell.script_reader import read_script

GATHERS: Final = re.compile(r"\s*wait\s*")
"""All jobs are waited for, and how they ended is told to nobody."""
MOMENT: Final = 0.3  # seconds for a job that should be over at the end of the page
LONGEST: Final = 10.0  # and for one that sleeps, by its own words
SIGNALLED: Final = 128  # statuses above are those of what somebody has ended


def patience_at_end(command: Command) -> float:
    """Seconds that a job gets at the end of the page to come to its own."""
    takes = surely_takes(read_script(command.text.rstrip().removesuffix("&")))
    return takes + MOMENT if 0 < takes <= LONGEST else MOMENT


def patience_before(command: Command) -> float:
    """Seconds that jobs get before a command is run: what waits for all of them waits as long as it likes."""
    return command.timeout if GATHERS.fullmatch(command.text) else 0.0


def begun_well(result: CommandResult, shell: Shell, steps: Iterable[Step]) -> CommandResult:
    """The result of a command that has just been run; a failure if a job that it left is over by now, and failed.

    ``steps`` are the page's, which may ask themselves how it ended.
    """
    if result.output is None or not result.output.jobs or is_asked_for(result.command, steps):
        return result  # asked once, a shell has forgotten how a job ended
    return with_ending_of_jobs(result, shell, 0.0)


def gathered(results: Sequence[CommandResult], behind: Command, shell: Shell) -> Iterator[CommandResult]:
    """The results of a step so far, before a command that gathers all jobs; that one waits as long as it likes."""
    waits = GATHERS.fullmatch(behind.text) is not None
    yield from (with_ending_of_jobs(one, shell, behind.timeout) if waits else one for one in results)


def ended_well(results: Sequence[CommandResult], shell: Shell, steps: Iterable[Step]) -> Iterator[CommandResult]:
    """The results of a step; its jobs that are over by now have failed, unless the step itself ends them."""
    heeded = any(HEEDS_JOBS.search(one.command.text) for one in results)
    yield from (one if heeded else begun_well(one, shell, steps) for one in results)


def with_job_endings(verdict: Verdict, shell: Shell, patience: float | None = None) -> Verdict:
    """The verdict of a step whose jobs have ended by now, one after the other; ``None``: as at the end of the page."""
    results = tuple(with_ending_of_jobs(result, shell, patience) for result in verdict.results)
    return verdict if results == verdict.results else fold(verdict.step, verdict.variant, results, verdict.missing)


def with_ending_of_jobs(result: CommandResult, shell: Shell, patience: float | None) -> CommandResult:
    """A failure if a job ended badly by itself; the page may end it, too."""
    output = result.output
    if result.failure is not None or output is None or not output.jobs:
        return result
    left = patience_at_end(result.command) if patience is None else patience
    bad = (end for end in endings(output, shell, left) if end.status != TIME_UP)
    failed = next((end for end in bad if 0 < (end.status or 0) < SIGNALLED), None)
    if failed is None:
        return result
    told = f"the job in the background ended with exit status {failed.status}{reason(failed.text)}"
    last = replace(output, text=failed.text or output.text)
    return replace(result, output=last, failure=Failure.STATUS, note="; ".join(filter(None, (told, result.note))))


def endings(output: Output, shell: Shell, patience: float) -> Iterator[Output]:
    for job in output.jobs:
        if (end := shell.job_end(job, patience=patience)) is not None and end.ended is Ended.EXITED:
            yield end


def reason(text: str) -> str:
    lines = [line.strip() for line in ENDED.sub("", BEGUN.sub("", text)).splitlines() if line.strip()]
    last = next((line for line in lines if shows_error(line)), (lines or [""])[-1])
    return f": {quote_reason(last)}" if last else ""
