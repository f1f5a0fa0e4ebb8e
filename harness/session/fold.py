"""From what became of each command to what became of the step."""

from harness.capability import Capability
from harness.match.verdict import CommandResult, Failure, Outcome, Verdict
from harness.plan.step import Step


def fold(
    step: Step,
    variant: str,
    results: tuple[CommandResult, ...],
    missing: frozenset[Capability],
    *,
    broken_by: str | None,
) -> Verdict:
    """A step is as good as its worst command; the first failure of a step gives the sentence.

    ``broken_by`` is the earlier step that failed, ``None`` if none did: a failure after it follows from it.
    """
    seconds = sum(result.seconds for result in results)
    failed = next((result for result in results if result.failure is not None), None)
    if failed is not None:
        if broken_by is not None:
            outcome = Outcome.FOLLOWING
        elif failed.failure in {Failure.INFRASTRUCTURE, Failure.HARNESS}:
            outcome = Outcome.ERROR
        else:
            outcome = Outcome.FAILED
        return Verdict(
            step=step,
            variant=variant,
            outcome=outcome,
            sentence=sentence(failed),
            failure=failed.failure,
            results=results,
            cause=broken_by,
            missing=missing,
            seconds=seconds,
        )
    if missing:
        return Verdict(
            step=step,
            variant=variant,
            outcome=Outcome.NOT_PROVIDED,
            sentence=f"needs {', '.join(sorted(missing))}, which these clusters do not provide",
            results=results,
            missing=missing,
            seconds=seconds,
        )
    return Verdict(step=step, variant=variant, outcome=Outcome.PASSED, results=results, seconds=seconds)


def sentence(result: CommandResult) -> str:
    """What went wrong with one command, in one sentence."""
    if result.note:
        return result.note
    if result.failure is Failure.TIMEOUT:
        return f"no end after {result.seconds:.0f} s"
    if result.failure is Failure.STATUS and result.output is not None:
        said = result.output.text.strip().splitlines()
        return f"exit status {result.output.status}" + (f": {said[-1].strip()}" if said else ", and no output")
    return result.match.telling if result.match is not None else str(result.failure)
