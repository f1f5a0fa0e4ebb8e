"""Verdicts of steps that are not run; asking for them opens nothing."""

from harness.errors import ClusterError, HarnessError, ShellError
from harness.match.verdict import Failure, Outcome, Verdict
from harness.plan.step import Step


def not_run(step: Step, variant: str) -> Verdict:
    """The verdict of a step that its author or the plan leaves out."""
    outcome = Outcome.EXCLUDED if step.snippet.excluded else Outcome.SKIPPED
    outcome = Outcome.UNSUPPORTED if step.unprovided else outcome
    return Verdict(step=step, variant=variant, outcome=outcome, sentence=step.skip or "")


def stopped(step: Step, variant: str, cause: str) -> Verdict:
    """The verdict of a step behind ``cause``, at which the page stopped."""
    return Verdict(
        step=step,
        variant=variant,
        outcome=Outcome.KNOCK_ON,
        sentence=f"not run: the page stopped at {cause}",
        cause=cause,
    )


def closed(step: Step, variant: str, cause: str) -> Verdict:
    """The verdict of a step whose page could not be opened; ``cause`` is the step whose report says why."""
    return Verdict(
        step=step,
        variant=variant,
        outcome=Outcome.KNOCK_ON,
        sentence=f"not run: the page could not be opened, see {cause}",
        cause=cause,
    )


def out_of_time(step: Step, variant: str, sentence: str, *, cause: str | None) -> Verdict:
    """The verdict of a step for which no time is left. Without an earlier ``cause`` it is the failure itself."""
    return Verdict(
        step=step,
        variant=variant,
        outcome=Outcome.FAILED if cause is None else Outcome.KNOCK_ON,
        failure=Failure.TIMEOUT,
        sentence=sentence,
        cause=cause,
    )


def run_over(step: Step, variant: str, sentence: str) -> Verdict:
    """The verdict of a step whose page was not opened because the run's time is over, which was reported before."""
    return Verdict(step=step, variant=variant, outcome=Outcome.SKIPPED, sentence=sentence)


def not_opened(step: Step, variant: str, error: HarnessError) -> Verdict:
    """The verdict of the step that wanted the page open first.

    Clusters or a shell could not be had, or settings make no sense: then no class of failure fits.
    """
    return Verdict(
        step=step,
        variant=variant,
        outcome=Outcome.ERROR,
        failure=Failure.INFRASTRUCTURE if isinstance(error, ClusterError | ShellError) else None,
        sentence=" ".join(error.message.split()),
        evidence=error.files if isinstance(error, ClusterError) else (),
    )
