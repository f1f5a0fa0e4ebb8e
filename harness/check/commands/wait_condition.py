"""Conditions that ``kubectl wait --for=condition=`` waits for: a misspelt one never comes."""

from collections.abc import Iterator
from typing import Final

from harness.check.commands.command_line import CommandLine, program_lines
from harness.check.commands.flags import place
from harness.check.rule import Rule, Subject
from harness.check.typo import typo_of
from harness.diagnostic import Diagnostic
from harness.programs.kubectl import kubectl_words
from harness.programs.resource_names import resource_words

CONDITION: Final = Rule.named("unknown-condition")
RULES: Final = (CONDITION,)


def check(subject: Subject) -> Iterator[Diagnostic]:
    for segment, call, line in program_lines(subject.plan.page, "kubectl"):
        if line.verb != "wait":
            continue
        kind, _, rest = (line.value("--for") or "").partition("=")
        name = rest.partition("=")[0]
        known = kubectl_words().conditions
        if kind != "condition" or not name.isalpha():
            continue
        if (own := conditions_of(line)) and name.casefold() not in map(str.casefold, own):
            known = frozenset(own)
        if name.casefold() in map(str.casefold, known):
            continue
        meant = typo_of(name, known) or (own[0] if own and name.title() in {"Ready", "Available"} else "")
        if meant:
            at = place(segment, call, name)
            written = meant.lower() if name.islower() else meant
            yield CONDITION.slip(
                at,
                f"{'this' if own else 'no'} resource has {'no' if own else 'the'} condition '{name}'",
                name,
                written,
                expected=f"a condition such as '{meant}'",
            )


def conditions_of(line: CommandLine) -> tuple[str, ...]:
    """The conditions of the only kind that a command waits for; none where it may be another one."""
    first = (*line.arguments, "")[0]
    words = {word.partition("/")[0].lower() for word in (line.arguments if "/" in first else (first,))}
    resources = [resource_words().get(word) for word in words] if not line.has("-f", "--filename") else []
    own = resources[0] if len(resources) == 1 else None
    return () if own is None or "." in own.group else kubectl_words().conditions_of.get(own.kind, ())
