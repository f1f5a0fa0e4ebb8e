"""From what became of each command to what became of the step, also under ``--strict-docs``."""

from dataclasses import replace
from typing import Final

from harness.capability import Capability
from harness.match.verdict import CommandResult, Failure, Outcome, Verdict
from harness.plan.reader_values import NEEDS_VALUE
from harness.plan.step import Step
from harness.session.page.dry_run import NOT_RUN
from harness.session.page.simulated import needs

SILENT: Final = frozenset({Outcome.EXCLUDED, Outcome.SKIPPED, Outcome.NOT_CHECKED, Outcome.UNSUPPORTED})


def fold(step: Step, variant: str, results: tuple[CommandResult, ...], missing: frozenset[Capability]) -> Verdict:
    """A step is as good as its worst command; its first failure that stands for itself gives the sentence."""
    verdict = Verdict(
        step=step,
        variant=variant,
        outcome=Outcome.PASSED,
        results=results,
        missing=missing,
        seconds=sum(result.seconds for result in results),
    )
    if (failed := worst(results)) is not None:
        return failed_verdict(verdict, failed)
    if lacks := next((result.lacks for result in results if result.lacks), ""):
        return replace(verdict, outcome=Outcome.UNSUPPORTED, sentence=f"unsupported here: {lacks}")
    if missing:
        needed = f"{needs(missing)}, which these clusters do not provide"
        return replace(verdict, outcome=Outcome.UNSUPPORTED, sentence=needed)
    if any(result.output is None and result.note == NOT_RUN for result in results):
        return replace(verdict, outcome=Outcome.NOT_CHECKED, sentence=NOT_RUN)
    if (unrun := next((one.command.skip for one in results if is_unrun(one)), None)) is not None:
        return replace(verdict, outcome=Outcome.SKIPPED, sentence=unrun)
    return verdict


def is_unrun(result: CommandResult) -> bool:
    """Whether a command was left out whose output the page shows: then the others prove nothing of it."""
    return result.output is None and result.command.skip is not None and result.command.expected is not None


def worst(results: tuple[CommandResult, ...]) -> CommandResult | None:
    """The failure that counts most: one that stands for itself, one that follows, one that is not checked."""
    failed = [result for result in results if result.failure is not None]
    return min(failed, key=weight, default=None)


def weight(result: CommandResult) -> int:
    if result.thread is None:
        return 0
    return 2 if result.thread.unmade else 1


def failed_verdict(verdict: Verdict, failed: CommandResult) -> Verdict:
    said = replace(verdict, sentence=sentence(failed), failure=failed.failure)
    if failed.thread is not None:
        if failed.thread.value:
            needed = f"{NEEDS_VALUE.format(failed.thread.value)}: {failed.thread}"
            return replace(verdict, outcome=Outcome.SKIPPED, sentence=needed)
        if failed.thread.absent:
            return replace(verdict, outcome=Outcome.SKIPPED, sentence=f"{failed.thread}: {said.sentence}")
        if failed.thread.reason:
            outcome = Outcome.UNSUPPORTED if failed.thread.unsupported else Outcome.SKIPPED
            return replace(verdict, outcome=outcome, sentence=str(failed.thread))
        outcome = Outcome.NOT_CHECKED if failed.thread.unmade else Outcome.KNOCK_ON
        return replace(said, outcome=outcome, cause=failed.thread.cause, thread=str(failed.thread))
    infrastructure = failed.failure in {Failure.INFRASTRUCTURE, Failure.HARNESS}
    return replace(said, outcome=Outcome.ERROR if infrastructure else Outcome.FAILED)


def sentence(result: CommandResult) -> str:
    """What went wrong with one command, in one sentence."""
    if result.note:
        return result.note
    if result.failure is Failure.TIMEOUT:
        return f"timed out after {result.seconds:.0f} s"
    if result.failure is Failure.STATUS and result.output is not None:
        said = result.output.text.strip().splitlines()
        return f"exit status {result.output.status}" + (f": {said[-1].strip()}" if said else ", and no output")
    return result.match.telling if result.match is not None else str(result.failure)


def strictly(verdict: Verdict) -> Verdict:
    """The verdict of a run that is to prove everything. A knock-on failure stays folded under it."""
    if verdict.outcome in SILENT:
        said = f": {verdict.sentence}" if verdict.sentence else ""
        return unproven(verdict, f"{verdict.outcome}{said}")
    if verdict.outcome is Outcome.PASSED:
        vacuous = [result for result in verdict.results if result.match is not None and result.match.vacuous]
        if vacuous:
            results = tuple(
                replace(result, failure=Failure.UNPROVEN) if result in vacuous else result for result in verdict.results
            )
            return unproven(replace(verdict, results=results), "any output would have passed")
    return verdict


def unproven(verdict: Verdict, why: str) -> Verdict:
    return replace(verdict, outcome=Outcome.FAILED, failure=Failure.UNPROVEN, sentence=f"{why} (--strict-docs)")
