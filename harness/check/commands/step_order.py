"""The order of steps: what 'kubectl create' creates is used above, where it cannot be there yet."""

from collections.abc import Iterator
from typing import Final

from harness.check.commands.command_line import CommandLine, command_line, filled_script
from harness.check.commands.context import context_of
from harness.check.commands.object_source import created_by
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic
from harness.plan.step import Command, VariantPlan
from harness.programs.invocation import invocation
from harness.programs.names import HELM_MAKING, KUBECTL_CHANGING_ONE, KUBECTL_NEEDING_OBJECTS
from harness.programs.resource_names import resource_words
from harness.source import Location

EARLY: Final = Rule.named("used-before-created")
RULES: Final = (EARLY,)

Thing = tuple[str | None, str, str, str]  # context, namespace, kind, name
NAMESPACE: Final = "namespace"


def check(subject: Subject) -> Iterator[Diagnostic]:
    for path in subject.plan.variants:
        yield from of_path(path)


def of_path(path: VariantPlan) -> Iterator[Diagnostic]:
    used: dict[Thing, Location] = {}
    made: set[Thing] = set()
    for step in path.steps:
        for command in step.commands:
            if "delete" in command.text or "config" in command.text:
                used.clear()
            elif not command.expect_failure and not command.may_fail and command.skip is None:
                yield from of_command(command, used, made)


def of_command(command: Command, used: dict[Thing, Location], made: set[Thing]) -> Iterator[Diagnostic]:
    script = filled_script(command.text)
    for call in script.calls if not script.branches else ():
        line = command_line(call.words)
        if line is None or line.has("--dry-run", "--ignore-not-found", "--create-namespace"):
            continue
        if line.program != "kubectl" and not (line.program == "helm" and line.verb in HELM_MAKING):
            continue
        context = context_of(invocation(call.words))
        at = command.at.down(call.line, column=command.at.column)
        for each in uses(line, context):
            used.setdefault(each, at)
        created = created_by(line, context)
        thing = None if created is None else (*created[:2], kind_of(created[2]), created[3])
        if thing is not None and thing not in made and thing in used and used[thing] != at:
            yield EARLY.found(
                used[thing],
                f"the {thing[2]} '{thing[3]}' is not there yet: line {at.line} creates it",
                expected=f"the command of line {at.line} above this one",
                remedy="move one of them",
            )
        made.update(() if thing is None else (thing,))


def uses(line: CommandLine, context: str | None) -> Iterator[Thing]:
    if line.verb not in (HELM_MAKING if line.program == "helm" else KUBECTL_NEEDING_OBJECTS):
        return
    namespace = line.value("-n", "--namespace") or ""
    if namespace:
        yield context, "", NAMESPACE, namespace
    words = line.arguments if line.verb != "create" and line.program != "helm" else ()
    yield from ((context, namespace, kind_of(kind), name) for kind, _, name in (each.partition("/") for each in words))
    if line.verb in KUBECTL_CHANGING_ONE and len(words) > 1 and "/" not in words[0]:
        yield context, namespace if kind_of(words[0]) != NAMESPACE else "", kind_of(words[0]), words[1]


def kind_of(word: str) -> str:
    """The one name of a resource: ``ns`` and ``namespaces`` are ``namespace``."""
    resource = resource_words().get(word.partition(".")[0].lower())
    return word if resource is None else resource.singular or resource.kind.lower()
