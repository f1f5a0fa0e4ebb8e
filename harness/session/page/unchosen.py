"""Failures of steps that nobody chose: the first chosen step that hangs on one tells it as its own."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from harness.match.verdict import Outcome, Verdict
from harness.plan.step import Step


@dataclass(kw_only=True)
class UnchosenFailures:
    _untold: dict[str, Verdict] = field(default_factory=dict, init=False)  # by step
    _tellers: dict[str, str] = field(default_factory=dict, init=False)  # the chosen step that told such a failure

    def note(self, failed: Verdict) -> None:
        self._untold[failed.step.id] = failed

    def untold(self) -> Iterable[Verdict]:
        return self._untold.values()

    def told_by(self, step: Step, failed: Verdict) -> Verdict:
        self._tellers[failed.step.id] = step.id
        del self._untold[failed.step.id]
        return replace(failed, step=step, sentence=f"{failed.step.id}, which runs before it: {failed.sentence}")

    def telling(self, verdict: Verdict) -> Verdict:
        """A verdict that hangs on a failure which nobody has told yet tells it."""
        failed = self._untold.get(verdict.cause or "")
        if failed is None or verdict.outcome is not Outcome.KNOCK_ON:
            return verdict
        told = self.told_by(verdict.step, failed)
        return replace(verdict, outcome=told.outcome, cause=None, sentence=f"{verdict.sentence}; {told.sentence}")

    def with_teller(self, verdict: Verdict) -> Verdict:
        """The verdict; its cause is the step whose report tells of it."""
        cause = verdict.cause
        return verdict if cause is None else replace(verdict, cause=self._tellers.get(cause, cause))
