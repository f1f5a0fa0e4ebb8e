"""Where kubectl takes its objects from: a file or words, not both; and a thing that is there is not created again."""

import re
from collections.abc import Iterator
from typing import Final

from harness.check.commands.command_line import CommandLine, command_line, filled_script
from harness.check.commands.context import context_of
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic
from harness.plan.step import Command, VariantPlan
from harness.programs.invocation import invocation
from harness.programs.names import KUBECTL_FROM_FILES, KUBECTL_OF_ONE_SOURCE
from harness.source import Location

BOTH: Final = Rule.named("file-and-resource")
AGAIN: Final = Rule.named("created-twice")
RULES: Final = (BOTH, AGAIN)

_MAY_BE_ANYTHING: Final = frozenset("$<({`\"'")
_OVERWRITES: Final = ("--dry-run", "--save-config", "--edit")
_CREATED: Final = re.compile(r"\bcreated\b")
"""What an output says of what was created; another one shows why it was not."""
Thing = tuple[str | None, str, str, str]  # context, namespace, kind, name


def check(subject: Subject) -> Iterator[Diagnostic]:
    for path in subject.plan.variants:
        yield from of_path(path)


def of_path(path: VariantPlan) -> Iterator[Diagnostic]:
    created: dict[Thing, Location] = {}
    for step in path.steps:
        for command in step.commands:
            if any(word in command.text for word in ("delete", "uninstall", "use-context", "set-context")):
                created.clear()
            yield from of_command(command, created)


def of_command(command: Command, created: dict[Thing, Location]) -> Iterator[Diagnostic]:
    script = filled_script(command.text)
    for call in script.calls:
        line = command_line(call.words)
        if line is None or line.program != "kubectl":
            continue
        at = command.at.down(call.line, column=command.at.column)
        if (
            line.verb in KUBECTL_OF_ONE_SOURCE
            and line.has(*KUBECTL_FROM_FILES)
            and not line.has("--raw")
            and names_resource(line)
        ):
            yield BOTH.found(
                at,
                f"'kubectl {line.verb}' gets a file and the resource '{line.arguments[0]}'",
                expected="a file, or a resource with its name",
                remedy="remove one of them",
            )
        thing = None if script.branches or call.in_function else created_by(line, context_of(invocation(call.words)))
        if thing is not None and thing in created and not command.expect_failure and not command.may_fail:
            yield AGAIN.found(
                at,
                f"the {thing[2]} '{thing[3]}' exists: line {created[thing].line} creates it",
                expected="another name, 'kubectl apply', or a command before it that deletes it",
                remedy="change the name, or delete it first",
            )
        elif thing is not None and (command.expected is None or _CREATED.search(command.expected)):
            created[thing] = at


def names_resource(line: CommandLine) -> bool:
    """Whether an argument is a word for a resource: templates and variables may become files or flags."""
    words = (*line.arguments, line.value(*KUBECTL_FROM_FILES) or "")
    return bool(line.arguments) and not any(_MAY_BE_ANYTHING.intersection(word) for word in words)


def created_by(line: CommandLine, context: str | None) -> Thing | None:
    """What a ``kubectl create`` of a name creates; ``None`` for anything else, or where it may be given a variable."""
    words = line.command.name.split()
    if (
        line.verb != "create"
        or words[-1] == "token"
        or len(words) < len(("kubectl", "create", "kind"))
        or not line.arguments
    ):
        return None
    name, namespace = line.arguments[-1], line.value("-n", "--namespace") or ""
    if line.has(*_OVERWRITES) or _MAY_BE_ANYTHING.intersection(name + namespace) or "PLACEHOLDER" in name + namespace:
        return None
    return context, namespace, words[2], name
