"""Conditions that ``kubectl wait --for=condition=`` waits for: a misspelt one never comes."""

from collections.abc import Iterator
from typing import Final

from harness.check.commands.command_line import command_line, page_calls
from harness.check.commands.flags import place
from harness.check.rule import Rule, Subject
from harness.check.typo import typo_of
from harness.diagnostic import Diagnostic, Severity
from harness.fix import swap
from harness.programs.kubectl import kubectl_words

CONDITION: Final = Rule(
    code="unknown-condition",
    severity=Severity.WARNING,
    meaning="A misspelt condition to wait for: the command waits until its time is up.",
)
RULES: Final = (CONDITION,)


def check(subject: Subject) -> Iterator[Diagnostic]:
    for segment, call in page_calls(subject.plan.page):
        line = command_line(call.words)
        if line is None or line.program != "kubectl" or line.verb != "wait":
            continue
        kind, _, rest = (line.value("--for") or "").partition("=")
        name = rest.partition("=")[0]
        known = kubectl_words().conditions
        if kind != "condition" or not name.isalpha() or name.casefold() in map(str.casefold, known):
            continue
        if meant := typo_of(name, known):
            at = place(segment, call, name)
            written = meant.lower() if name.islower() else meant
            yield CONDITION.found(
                at,
                f"no resource has the condition '{name}'",
                expected=f"a condition such as '{meant}'",
                remedy=f"did you mean '{written}'?",
                fix=swap(at, name, written),
            )
