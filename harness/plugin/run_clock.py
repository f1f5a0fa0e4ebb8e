"""The time of the whole run, and what becomes of pages that it does not reach."""

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from harness.settings.sections import Timeouts

if TYPE_CHECKING:  # listing pages needs none of these, and is to be quick
    from harness.match.verdict import Verdict
    from harness.plan.step import Step
    from harness.session.page.page_time import RunningBudget


@dataclass(kw_only=True)
class RunClock:
    """Runs from the first page that a process reads. ``reported``: one failure says that the time is over."""

    began: float = field(default_factory=time.monotonic)
    reported: bool = False

    def budget(self, timeouts: Timeouts) -> "RunningBudget":
        from harness.plan.commands.budget import run_budget  # noqa: PLC0415 - see the imports above
        from harness.session.page.page_time import RunningBudget  # noqa: PLC0415 - likewise

        return RunningBudget.since(self.began, run_budget(timeouts))

    def too_late(self, step: "Step", variant: str, timeouts: Timeouts) -> "Verdict | None":
        """The verdict of a step whose page is not opened any more, ``None`` in time; the first one is a failure."""
        from harness.session.page.not_run import out_of_time, run_over  # noqa: PLC0415 - see the imports above

        run = self.budget(timeouts)
        if not run.deadline.over:
            return None
        sentence = f"not run: {run.budget.used_up}"
        if self.reported:
            return run_over(step, variant, sentence)
        self.reported = True
        return out_of_time(step, variant, sentence, cause=None)
