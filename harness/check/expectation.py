"""Expected output that any output would match: a comparison with it proves nothing."""

from collections.abc import Iterator
from typing import Final

from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic
from harness.plan.step import Command, PagePlan
from harness.plan.vacuous import proves_nothing

VACUOUS: Final = Rule.named("vacuous-output")
RULES: Final = (VACUOUS,)


def check(subject: Subject) -> Iterator[Diagnostic]:
    for command in dict.fromkeys(commands_of(subject.plan)):
        if command.expected is not None and proves_nothing(command.expected, command.matcher):
            yield VACUOUS.found(
                command.expected_at or command.at,
                "the expected output matches anything",
                expected="at least one line that the command really prints",
                remedy="show the line by which the reader sees that it worked, or remove the output",
            )


def commands_of(plan: PagePlan) -> Iterator[Command]:
    """The commands of the page's own steps, on every path."""
    for path in plan.variants:
        for step in path.steps:
            yield from step.commands
