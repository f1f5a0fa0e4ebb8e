"""One variant of a page from its first command to the end of its cleanup."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import partial

from harness.capability import Capability, Fidelity
from harness.match.headline import on_one_line
from harness.match.thread import Thread
from harness.match.verdict import BREAKS_THE_PAGE, OWN_FAILURES, CommandResult, Failure, Outcome, Verdict
from harness.plan.late_steps import is_late
from harness.plan.step import Command, Role, Step, VariantPlan
from harness.run.shell import Shell
from harness.session.clusters.pod_names import with_names_of_here
from harness.session.clusters.shell_values import values_read
from harness.session.clusters.watch import Watch
from harness.session.page.announced import announcement, with_announcement
from harness.session.page.attempts import run_command
from harness.session.page.dry_run import dry
from harness.session.page.file_effects import with_files_filled
from harness.session.page.found_nothing import without_mistyped_place, without_what_failed
from harness.session.page.job_endings import begun_well, ended_well, gathered, patience_before, with_job_endings
from harness.session.page.late_effects import LateEffects
from harness.session.page.late_output import LateLooks, look_again
from harness.session.page.looked_up import looked_up
from harness.session.page.lost_path import LostPath
from harness.session.page.missing_object import with_missing_object
from harness.session.page.not_here import without_what_is_not_here
from harness.session.page.not_run import kept_back
from harness.session.page.optional import optional
from harness.session.page.outlook import Definitions, outlook_of
from harness.session.page.own_values import OwnValues
from harness.session.page.page_time import PageTime
from harness.session.page.session_options import SessionOptions
from harness.session.page.short_patience import ShortPatience
from harness.session.page.similar_file import with_similar_file
from harness.session.page.simulated import needs, not_done, passed_on_simulated, with_what_lacks
from harness.session.page.step_verdict import fold
from harness.session.page.unchosen import UnchosenFailures
from harness.session.threads.broken import Broken
from harness.session.threads.carried import carried, excused
from harness.session.threads.unrun_steps import without_command, without_unrun

Live = Callable[[str], None]
"""Called with what is being waited for; nothing is said twice in a row."""


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
        carried: tuple[Thread, ...] = (),
    ) -> None:
        self.plan, self.verdicts, self._watch = plan, dict[str, Verdict](), watch
        self._steps = {step.id: step for step in plan.steps}
        self._shell, self.options, self._live = shell, options, live
        self._time = time or PageTime()
        contexts = frozenset(plan.contexts.names)
        self._broken = Broken(lost=carried, contexts=contexts).without_pages(plan.absent).without_given(plan.given)
        self._stopped_by: str | None = None  # the step whose command failed first
        self._unchosen = UnchosenFailures()
        self._patience, self._definitions, self._values = ShortPatience(), Definitions(), OwnValues()
        self._late_effects = LateEffects(traffic=options.capabilities.get(Capability.LB_TRAFFIC, Fidelity.NONE))
        self._path = LostPath(initial=watch.story.variables.get("PATH", "") if watch is not None else "")
        self._late, self._looks = set[str](), LateLooks()  # steps whose output is compared when they are asked for

    def run(self, step_id: str) -> Verdict:
        """The step's verdict, after every predecessor that has not run yet.

        A step runs once: asked again, it answers with the same verdict. Nobody chose the predecessors, so the failure
        of one that this step needs is told as its own.
        """
        step = self._steps[step_id]
        if step.role is Role.CLEANUP:  # nothing has to run before it, but what is never run did not make anything
            for unrun in self.plan.predecessors(step_id):
                if unrun.skip is not None and unrun.id not in self.verdicts:
                    self._broken = without_unrun(self._broken, unrun)
        for earlier in self.pending(step_id):
            verdict = self._take(earlier)
            # The item of a late one is to come, and tells of it.
            if verdict.outcome in OWN_FAILURES and not is_late(earlier):
                self._unchosen.note(verdict)
        untold = () if step_id in self.verdicts else self._unchosen.untold()
        needed = next((one for one in untold if self._is_needed(one, step)), None)
        if step_id not in self.verdicts or step_id in self._late:
            told = None if needed is None else self._unchosen.told_by(step, needed)
            self.verdicts[step_id] = told or self._unchosen.telling(self._last_word(step))
        return self.verdicts[step_id]

    def run_one(self, step: Step) -> Verdict:
        """A step's own verdict; what is before it has run, or need not."""
        self._broken = without_unrun(self._broken, step)
        return self._run(step)

    def excuse(self, step_id: str, reason: str) -> None:
        """What needs something that a step has not made is skipped for this reason."""
        self._broken = replace(self._broken, lost=excused(self._broken.lost, step_id, reason))

    @property
    def carried(self) -> tuple[Thread, ...]:
        """What is not there for those who come after: see ``carried``."""
        return carried(self._broken.lost)

    def pending(self, step_id: str) -> tuple[Step, ...]:
        """The predecessors of a step that are still to run."""
        if self._steps[step_id].role is Role.CLEANUP:
            return ()
        return tuple(earlier for earlier in self.plan.predecessors(step_id) if earlier.id not in self.verdicts)

    def finish(self) -> tuple[Verdict, ...]:
        """Run the cleanup steps that have not run yet, if anything of the page has."""
        if not any(verdict.results for verdict in self.verdicts.values()):
            return ()
        cleanup = (step for step in self.plan.steps if step.role is Role.CLEANUP and step.skip is None)
        try:
            return tuple(self._take(step) for step in cleanup if step.id not in self.verdicts)
        finally:
            self._shell.end_terminals()

    def simulated(self) -> Mapping[Capability, int]:
        """How many steps passed on what the clusters only simulate, by capability."""
        return passed_on_simulated(self.verdicts.values(), self.options.capabilities)

    def close(self) -> None:
        """End the shell and everything it started."""
        self._shell.close()

    def _is_needed(self, failed: Verdict, step: Step) -> bool:
        """Whether a step makes no sense after the failure of one that runs before it: by its text, or by its role."""
        if failed.step.role is Role.BEFORE or (self.options.stop_page and failed.failure in BREAKS_THE_PAGE):
            return step.role is not Role.CLEANUP
        threads = (self._broken.before(command) for command in step.commands if step.skip is None)
        found = any(thread is not None and thread.cause == failed.step.id for thread in threads)
        return failed.failure in BREAKS_THE_PAGE and found

    def _take(self, step: Step) -> Verdict:
        if step.id not in self.verdicts:
            self._broken = without_unrun(self._broken, step)
            self._keep(step, self._run(step))
            if is_late(step) and self.verdicts[step.id].outcome is Outcome.PASSED:
                self._late.add(step.id)
        return self.verdicts[step.id]

    def _last_word(self, step: Step) -> Verdict:
        """The step's verdict; output that comes late is compared now."""
        verdict = self._take(step)
        if step.id in self._late:
            self._late.discard(step.id)
            lacking = partial(with_what_lacks, offered=self.options.capabilities, watch=self._watch)
            seen = look_again(verdict, self._shell, rules=self.options.rules, lacking=lacking)
            self._keep(step, with_job_endings(seen, self._shell))
        return self.verdicts[step.id]

    def _heed_jobs(self, command: Command) -> None:
        """What jobs that ended badly by now have not made is not there for the commands that follow."""
        for step_id in sorted(self._late):
            seen = with_job_endings(self.verdicts[step_id], self._shell, patience_before(command))
            if seen.outcome in OWN_FAILURES:
                self._broken = self._broken.after_all(step_id, seen.results)
                self._late.discard(step_id)
                self._keep(self._steps[step_id], seen)

    def _keep(self, step: Step, verdict: Verdict) -> None:
        """Remember a verdict, with what a failure means for the rest of the page."""
        if self._watch is not None and verdict.outcome in OWN_FAILURES:
            self._live(f"{step.id}: asking the clusters about the failure")
            verdict = self._watch.with_evidence(verdict)
        if verdict.failure in BREAKS_THE_PAGE and verdict.outcome in OWN_FAILURES and step.role is not Role.CLEANUP:
            self._stopped_by = self._stopped_by or step.id
        self.verdicts[step.id] = self._unchosen.with_teller(verdict)

    def _run(self, step: Step) -> Verdict:
        if (unrun := kept_back(step, self.plan, self.options, self._time, self._stopped_by)) is not None:
            return unrun
        results, missing = list[CommandResult](), set[Capability]()
        if step.interrupts:
            self._shell.interrupt_last()
        printed: list[str] = []  # by commands since the last one whose output the page shows
        for shown in step.commands:
            documented = self._values.in_place(shown)
            command = dry(documented) if self.options.dry_run else documented
            unbegun, lacking = self._not_begun(step, command)
            missing |= lacking
            if unbegun is not None:
                results.append(unbegun)
                continue
            self._heed_jobs(command)
            results = self._with_news(step, results, gathered(results, command, self._shell))
            self._looks.before(command, map(self.verdicts.__getitem__, self._late), self._shell, self.options.rules)
            self._live(f"{step.id}: {on_one_line(command.text)}")
            reached = None if step.role is Role.CLEANUP else self._broken.before(command)
            self._late_effects.wait_before(command)
            limited = self._time.within(self._patience.with_limits(command, reached), step.role)
            run = partial(self._run_command, step=step, before="\n".join(printed))
            result, answered = with_files_filled(limited, self._shell, run)
            if self._watch is not None and result.output is not None:
                self._watch.story.began(result.output.jobs)
            result = begun_well(result, self._shell, self.plan.steps)
            result = self._path.judged(result, self._shell, step=step.id)
            result = with_similar_file(result, self._shell)
            result = without_mistyped_place(result, step, self.plan, None if self.options.dry_run else self._watch)
            if command.expected is not None:
                printed.clear()
            elif result.output is not None:
                printed.append(result.output.text)
            result, answered = with_what_lacks((result, answered), offered=self.options.capabilities, watch=self._watch)
            missing |= answered
            result = without_what_is_not_here(result, step.snippet, self._shell, self.options, self._watch)
            if reason := not_done(result, answered):
                self._broken = self._broken.without(step.id, command, reason=reason, unsupported=True)
            result = self.options.charts.judged(result)
            self._definitions.note(result)
            self._values.note(result)
            self._late_effects.note(result)
            result = self._with_thread(step, command, self._time.explained(result, step.role))
            results.append(result)
            if command != documented:  # a dry run does not make it
                self._broken = self._broken.without(step.id, documented)
            self._patience.spend(result, reached)
        results = self._with_news(step, results, ended_well(results, self._shell, self.plan.steps))
        return fold(step, self.plan.variant.name, tuple(results), frozenset(missing))

    def _with_news(self, step: Step, seen: list[CommandResult], now: Iterator[CommandResult]) -> list[CommandResult]:
        """The results of a step by now; a job that has failed has not made what it should."""
        news = list(now)
        self._broken = self._broken.after_all(step.id, [one for one in news if one not in seen])
        return news

    def _not_begun(self, step: Step, command: Command) -> tuple[CommandResult | None, frozenset[Capability]]:
        """The result of a command that is not run, and what the clusters lack for it; ``None`` for all others."""
        if command.skip is not None:
            self._broken = without_command(self._broken, step, command)
            return CommandResult(command=command, output=None, note=command.skip), frozenset()
        if lacking := self.options.lacking(command):
            if (failed := self._looked_up(command, step, lacking)) is not None:
                return failed, frozenset()
            self._broken = self._broken.without(step.id, command, reason=needs(lacking), unsupported=True)
            return CommandResult(command=command, output=None, note="unsupported here"), lacking
        if (refusal := self._time.refusal(command, step.role)) is not None:
            return CommandResult(command=command, output=None, note=refusal, failure=Failure.TIMEOUT), frozenset()
        return None, frozenset()

    def _run_command(self, command: Command, step: Step, *, before: str) -> tuple[CommandResult, frozenset[Capability]]:
        with ExitStack() as around:
            lookout = stillness = None
            if self._watch is not None:
                self._watch.story.learn(values_read(command.text, self._shell))
                around.enter_context(self._watch.recording(step.id, command.text))
                lookout = around.enter_context(self._watch.lookout(command.text))
                stillness = self._watch.stillness(command.text)
            return run_command(
                with_names_of_here(command, self._shell),
                self._shell,
                rules=self.options.rules,
                syntax=step.snippet.output_syntax,
                offered=self.options.capabilities,
                waiting=self._live,
                before=before,
                outlook=replace(
                    outlook_of(self._definitions, lookout, stillness),
                    never_made=lambda text: self._never_made(command, text),
                    announced=lambda output: bool(output.status and announcement(step, command, output)),
                ),
            )

    def _looked_up(self, command: Command, step: Step, lacking: frozenset[Capability]) -> CommandResult | None:
        """The failure of a command that stands for itself although the clusters cannot run it."""
        if self.options.dry_run or step.role is Role.CLEANUP or self._broken.before(command) is not None:
            return None
        run = partial(self._run_command, step=step, before="")
        failed = looked_up(command, lacking, run, step=step, plan=self.plan, watch=self._watch)
        if failed is None or self._broken.behind(command, failed) is not None:
            return None
        return self._with_thread(step, command, failed)

    def _never_made(self, command: Command, text: str) -> str | None:
        """Why what an output misses will not come; a failure that only read has kept nothing from being made."""
        thread = self._broken.never_made(command, text)
        return None if thread is None or thread.cause in self._patience.harmless else str(thread)

    def _with_thread(self, step: Step, command: Command, result: CommandResult) -> CommandResult:
        """The result with what its failure hangs on. What a cleanup fails to do explains nothing on the page."""
        if result.failure is not None:
            self._heed_jobs(command)
        result = with_announcement(step, command, result)
        result = without_what_failed(result, self._broken)
        thread = result.thread or self._broken.behind(command, result) or optional(step, command, result)
        if step.role is not Role.CLEANUP:
            self._broken = self._broken.after(step.id, command, result, thread)
            self._patience.learn(step.id, result)
        return with_missing_object(replace(result, thread=thread), step.snippet.source, self._broken.made)
