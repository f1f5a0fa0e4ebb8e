"""Verdicts of steps that are not run; asking for them opens nothing."""

from collections.abc import Mapping
from dataclasses import replace

from harness.capability import Capability, Fidelity
from harness.errors import ClusterError, HarnessError, ShellError
from harness.match.verdict import Failure, Outcome, Verdict
from harness.plan.step import Elsewhere, Role, Step, VariantPlan
from harness.session.page.page_time import PageTime
from harness.session.page.session_options import SessionOptions


def not_run(step: Step, variant: str, offered: Mapping[Capability, Fidelity] | None) -> Verdict:
    """The verdict of a step that its author or the plan leaves out.

    ``offered`` is what the page's clusters can do, ``None`` where that is not known: nothing has opened the page.
    """
    verdict = Verdict(step=step, variant=variant, outcome=Outcome.SKIPPED, sentence=step.skip or "")
    if step.snippet.excluded:
        return replace(verdict, outcome=Outcome.EXCLUDED)
    places = {command.where for command in step.commands}
    if Elsewhere.POD in places and offered is not None and offered.get(Capability.EXEC, Fidelity.NONE) is Fidelity.NONE:
        needed = f"{step.skip}; needs exec, which these clusters do not provide"
        return replace(verdict, outcome=Outcome.UNSUPPORTED, missing=frozenset({Capability.EXEC}), sentence=needed)
    outside = step.unprovided or places & {Elsewhere.NODE, Elsewhere.PLATFORM}
    return replace(verdict, outcome=Outcome.UNSUPPORTED) if outside else verdict


def stopped(step: Step, variant: str, cause: str) -> Verdict:
    """The verdict of a step behind ``cause``, at which the page stopped."""
    said = f"not run: the page stopped at {cause}"
    return Verdict(step=step, variant=variant, outcome=Outcome.KNOCK_ON, sentence=said, cause=cause)


def kept_back(
    step: Step, plan: VariantPlan, options: SessionOptions, time: PageTime, stopped_by: str | None
) -> Verdict | None:
    """The verdict of a step that is not begun, ``None`` for those that are; ``stopped_by`` failed first."""
    variant = plan.variant.name
    if step.skip is not None:
        return not_run(step, variant, options.capabilities)
    if stopped_by is not None and options.stop_page and step.role is not Role.CLEANUP:
        return stopped(step, variant, stopped_by)
    over = time.over(step.role)
    return None if over is None else out_of_time(step, variant, over, cause=stopped_by)


def closed(step: Step, variant: str, cause: str) -> Verdict:
    """The verdict of a step whose page could not be opened; ``cause`` is the step whose report says why."""
    said = f"not run: the page could not be opened, see {cause}"
    return Verdict(step=step, variant=variant, outcome=Outcome.KNOCK_ON, sentence=said, cause=cause)


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
