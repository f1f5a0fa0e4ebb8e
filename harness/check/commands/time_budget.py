"""Commands that by their own words take longer than a page or the run may take."""

import math
from collections.abc import Iterator
from typing import Final

from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic, Severity
from harness.duration import duration_text
from harness.plan.commands.budget import Budget, tightest
from harness.plan.commands.timeouts import least_time, may_take
from harness.plan.step import Command, VariantPlan
from harness.shell.script_reader import read_script

OVER: Final = Rule.named("over-budget")
RULES: Final = (OVER,)


def check(subject: Subject) -> Iterator[Diagnostic]:
    budget = tightest(subject.timeouts)
    if not math.isinf(budget.seconds):
        for variant in subject.plan.variants:
            yield from of_variant(variant, budget)


def of_variant(variant: VariantPlan, budget: Budget) -> Iterator[Diagnostic]:
    """Each command that is longer than the budget, and the first that is too much together with those before it."""
    taken = 0.0
    for command in commands_run(variant):
        script = read_script(command.text)
        surely = least_time(command)
        before, taken = taken, taken + surely
        if surely > budget.seconds:
            yield found(command, f"takes {duration_text(surely)}", budget)
        elif before <= budget.seconds < taken:
            yield found(command, f"and the commands before it take {duration_text(taken)}", budget)
        elif (longest := may_take(script)) > budget.seconds:
            yield found(command, f"may take {duration_text(longest)}", budget, severity=Severity.WARNING)


def commands_run(variant: VariantPlan) -> Iterator[Command]:
    for step in variant.steps:
        if step.skip is None:
            yield from (one for one in step.commands if one.skip is None and not one.background)


def found(command: Command, takes: str, budget: Budget, *, severity: Severity | None = None) -> Diagnostic:
    text = command.text.strip().partition("\n")[0]
    return OVER.found(
        command.at,
        f"'{text}' {takes}, and the {budget.name} may take {duration_text(budget.seconds)}",
        expected=f"commands that end within timeouts.{budget.name} ({budget.seconds:g} s)",
        remedy=f"wait for what is expected instead of a fixed time, or raise timeouts.{budget.name}",
        severity=severity,
    )
