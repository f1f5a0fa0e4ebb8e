"""One variant of a page from its first command to the end of its cleanup."""

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import Final

from harness.capability import Capability, Fidelity
from harness.match.verdict import CommandResult, Failure, Outcome, Verdict
from harness.plan.step import Command, Role, Step, VariantPlan
from harness.run.shell import Shell
from harness.session.attempts import run_command
from harness.session.dry_run import dry
from harness.session.fold import fold
from harness.session.lost_path import LostPath
from harness.session.not_run import not_run, out_of_time
from harness.session.outlook import Definitions, outlook_of
from harness.session.page_time import PageTime
from harness.session.pod_names import with_names_of_here
from harness.session.watch import Watch

Live = Callable[[str], None]
"""Called with what is being waited for; nothing is said twice in a row."""

FOLLOWING_TIMEOUT: Final = 20.0  # seconds for a command after a failed one: what cannot come is not waited for
FOLLOWING_RETRY: Final = 20.0  # seconds for a promise after a broken one: as long as a mesh takes to hear of a change
GRACE: Final = 120.0  # seconds that all commands behind a failed one may take together for being tried again in vain
BREAKS_THE_PAGE: Final = frozenset({Failure.STATUS, Failure.TIMEOUT, Failure.INFRASTRUCTURE, Failure.HARNESS})


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionOptions:
    """How a page is run. ``capabilities`` are the fleet's, all NONE without one; ``rules`` ``None`` means every one."""

    capabilities: Mapping[Capability, Fidelity] = field(default_factory=dict)
    rules: frozenset[str] | None = None
    strict: bool = False
    stop_page: bool = False
    dry_run: bool = False  # change nothing but the page's own folders


class PageSession:
    """Runs the steps of one variant in one shell and remembers what became of each."""

    def __init__(
        self,
        plan: VariantPlan,
        shell: Shell,
        options: SessionOptions,
        *,
        live: Live,
        watch: Watch | None = None,
        time: PageTime | None = None,
    ) -> None:
        self.plan, self.verdicts, self._watch = plan, dict[str, Verdict](), watch
        self._steps = {step.id: step for step in plan.steps}
        self._shell, self._options, self._live = shell, options, live
        self._time = time or PageTime()
        self._broken_by: str | None = None  # the step whose command failed first
        self._broken_reading = False  # by one that changes nothing
        self._grace = GRACE
        self._differed = False
        self._definitions = Definitions()
        self._path = LostPath(initial=watch.story.variables.get("PATH", "") if watch is not None else "")

    def run(self, step_id: str) -> Verdict:
        """The step's verdict, after every predecessor that has not run yet.

        A step runs once: asked again, it answers with the same verdict.
        """
        step = self._steps[step_id]
        for earlier in self.pending(step_id):
            verdict = self._take(earlier)
            if verdict.outcome in {Outcome.FAILED, Outcome.ERROR} and step_id not in self.verdicts:
                # Nobody chose the earlier step, so its failure is told as this one's.
                self._broken_by = step_id
                self.verdicts[step_id] = replace(
                    verdict, step=step, sentence=f"{earlier.id}, which runs before it: {verdict.sentence}"
                )
        return self._take(step)

    def pending(self, step_id: str) -> tuple[Step, ...]:
        """The predecessors of a step that are still to run."""
        if self._steps[step_id].role is Role.CLEANUP:
            return ()
        return tuple(earlier for earlier in self.plan.predecessors(step_id) if earlier.id not in self.verdicts)

    def finish(self) -> tuple[Verdict, ...]:
        """Run the cleanup steps that have not run yet, if anything of the page has."""
        if not any(verdict.results for verdict in self.verdicts.values()):
            return ()
        left = [
            step
            for step in self.plan.steps
            if step.role is Role.CLEANUP and step.skip is None and step.id not in self.verdicts
        ]
        return tuple(self._take(step) for step in left)

    def simulated(self) -> Mapping[Capability, int]:
        """How many steps passed on what the clusters only simulate, by capability."""
        offered = self._options.capabilities
        passed = [verdict.step for verdict in self.verdicts.values() if verdict.outcome is Outcome.PASSED]
        needs = Counter(need for step in passed for need in step.needs)
        return {need: count for need, count in needs.items() if offered.get(need) is Fidelity.SIMULATED}

    def close(self) -> None:
        """End the shell and everything it started."""
        self._shell.close()

    def _take(self, step: Step) -> Verdict:
        if step.id not in self.verdicts:
            verdict = self._run(step)
            if self._watch is not None and verdict.outcome in {Outcome.FAILED, Outcome.ERROR}:
                self._live(f"{step.id}: asking the clusters about the failure")
                verdict = self._watch.with_evidence(verdict)
            if verdict.failure in BREAKS_THE_PAGE and self._broken_by is None and step.role is not Role.CLEANUP:
                self._broken_by = step.id
                self._broken_reading = all(one.command.read_only for one in verdict.results if one.failure is not None)
            self._differed = self._differed or verdict.failure is Failure.OUTPUT
            self.verdicts[step.id] = verdict
        return self.verdicts[step.id]

    def _unrun(self, step: Step) -> Verdict | None:
        """The verdict of a step that is not begun, ``None`` for those that are."""
        variant = self.plan.variant.name
        if step.skip is not None:
            return not_run(step, variant)
        if self._broken_by is not None and self._options.stop_page and step.role is not Role.CLEANUP:
            return Verdict(
                step=step,
                variant=variant,
                outcome=Outcome.FOLLOWING,
                sentence=f"not run: the page stopped at {self._broken_by}",
                cause=self._broken_by,
            )
        if (over := self._time.over(step.role)) is not None:
            return out_of_time(step, variant, over, cause=self._broken_by)
        return None

    def _run(self, step: Step) -> Verdict:
        if (unrun := self._unrun(step)) is not None:
            return unrun
        results: list[CommandResult] = []
        missing: set[Capability] = set()
        printed: list[str] = []  # by commands since the last one whose output the page shows
        for documented in step.commands:
            command = dry(documented) if self._options.dry_run else documented
            if command.skip is not None:
                results.append(CommandResult(command=command, output=None, note=command.skip))
                continue
            lacking = self._lacking(command)
            if lacking:
                missing |= lacking
                results.append(CommandResult(command=command, output=None, note="not provided here"))
                continue
            if (refusal := self._time.refusal(command, step.role)) is not None:
                results.append(CommandResult(command=command, output=None, note=refusal, failure=Failure.TIMEOUT))
                continue
            self._live(f"{step.id}: {first_line(command.text)}")
            result, answered = self._run_command(command, step, before="\n".join(printed))
            result = self._path.judged(result, self._shell)
            if command.expected is not None:
                printed.clear()
            elif result.output is not None:
                printed.append(result.output.text)
            missing |= answered
            self._definitions.note(result)
            results.append(self._time.explained(result, step.role))
            if self._broken_by is not None and result.failure is not None and result.attempts > 1:
                self._grace -= result.seconds
        return fold(step, self.plan.variant.name, tuple(results), frozenset(missing), broken_by=self._broken_by)

    def _run_command(self, command: Command, step: Step, *, before: str) -> tuple[CommandResult, frozenset[Capability]]:
        with ExitStack() as around:
            lookout = None
            if self._watch is not None:
                around.enter_context(self._watch.telling(step.id, command.text))
                lookout = around.enter_context(self._watch.lookout(command.text))
            return run_command(
                with_names_of_here(self._within_time(command, step), self._shell),
                self._shell,
                rules=self._options.rules,
                syntax=step.snippet.output_syntax,
                offered=self._options.capabilities,
                waiting=self._live,
                before=before,
                outlook=outlook_of(self._definitions, lookout),
            )

    def _lacking(self, command: Command) -> frozenset[Capability]:
        least = Fidelity.REAL if self._options.strict else Fidelity.SIMULATED
        offered = self._options.capabilities
        return frozenset(need for need in command.needs if offered.get(need, Fidelity.NONE) < least)

    def _within_time(self, command: Command, step: Step) -> Command:
        return self._time.within(self._with_patience(command, step), step.role)

    def _with_patience(self, command: Command, step: Step) -> Command:
        """Shorter retries after a failure: what comes later may be all right, and often is not.

        After a failed command that changes something limits are short too, and in vain is waited two minutes in all.
        """
        if step.role is Role.CLEANUP or (self._broken_by is None and not self._differed):
            return command
        command = replace(command, retry=min(command.retry, FOLLOWING_RETRY))
        if self._broken_by is None or self._broken_reading:
            return command
        timeout = min(command.timeout, FOLLOWING_TIMEOUT)
        return replace(command, retry=command.retry if self._grace > 0 else 0.0, timeout=timeout)


def first_line(text: str) -> str:
    head, _, rest = text.strip().partition("\n")
    return f"{head} ..." if rest else head
