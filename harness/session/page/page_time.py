"""The time that a page and the run have left, while commands run."""

import math
from dataclasses import dataclass, field, replace

from harness.deadline import Deadline
from harness.duration import duration_text
from harness.match.verdict import CommandResult, Failure
from harness.plan.commands.budget import Budget
from harness.plan.commands.timeouts import least_time
from harness.plan.step import Command, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningBudget:
    """A budget since it began to run."""

    budget: Budget
    deadline: Deadline

    @classmethod
    def since(cls, began: float, budget: Budget) -> "RunningBudget":
        return cls(budget=budget, deadline=Deadline(at=began + budget.seconds))

    @classmethod
    def start(cls, budget: Budget) -> "RunningBudget":
        return cls(budget=budget, deadline=Deadline.after(budget.seconds))

    @property
    def remaining(self) -> str:
        return f"{duration_text(self.deadline.left)} of the {self.budget.name}'s {duration_text(self.budget.seconds)}"


def no_limit(name: str) -> RunningBudget:
    return RunningBudget.start(Budget(name=name))


@dataclass(kw_only=True)
class PageTime:
    """``cleanup`` is what cleanup steps may take when nothing is left for them; their clock starts with the first."""

    page: RunningBudget = field(default_factory=lambda: no_limit("page"))
    run: RunningBudget = field(default_factory=lambda: no_limit("run"))
    cleanup: float = math.inf
    _cleaning: RunningBudget | None = field(default=None, init=False)

    def tightest(self, role: Role) -> RunningBudget:
        """The budget that ends first for a step of this role."""
        first = min(self.page, self.run, key=lambda one: one.deadline.left)
        if role is not Role.CLEANUP:
            return first
        if self._cleaning is None:
            seconds = max(self.cleanup, first.deadline.left)
            self._cleaning = RunningBudget.start(Budget(name="cleanup", seconds=seconds))
        return self._cleaning

    def over(self, role: Role) -> str | None:
        """Why nothing more is run, ``None`` while there is time."""
        tight = self.tightest(role)
        return f"not run: {tight.budget.used_up}" if tight.deadline.over else None

    def refusal(self, command: Command, role: Role) -> str | None:
        """Why a command is not even begun: there is no time left, or less than it takes by its own words."""
        if (over := self.over(role)) is not None:
            return over
        tight = self.tightest(role)
        takes = least_time(command)
        if takes <= tight.deadline.left:
            return None
        if takes > tight.budget.seconds:
            whole = duration_text(tight.budget.seconds)
            return f"not run: it takes {duration_text(takes)}, more than the {tight.budget.name} budget of {whole}"
        return f"not run: it takes {duration_text(takes)}, and {tight.remaining} are left"

    def within(self, command: Command, role: Role) -> Command:
        """The command with limits that end with the budget."""
        left = self.tightest(role).deadline.left
        if left >= command.timeout + command.retry:
            return command
        return replace(command, timeout=min(command.timeout, left), retry=min(command.retry, left))

    def explained(self, result: CommandResult, role: Role) -> CommandResult:
        """A failure that the end of the budget brought about says so."""
        tight = self.tightest(role)
        if result.failure in {None, Failure.INFRASTRUCTURE} or not tight.deadline.over:
            return result
        return replace(result, note="; ".join(part for part in (result.note, tight.budget.used_up) if part))
