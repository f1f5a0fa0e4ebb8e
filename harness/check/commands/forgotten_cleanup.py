"""The cleanup of a page: what the page makes and its cleanup forgets, while it removes the like."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from harness.check.commands.command_line import CommandLine, command_line, filled_script
from harness.check.commands.context import context_of
from harness.check.commands.step_order import kind_of
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic
from harness.plan.commands.literal_values import loop_words, rounds_of, with_values
from harness.plan.step import Command, Role, Step, VariantPlan
from harness.programs.invocation import invocation
from harness.programs.names import KUBECTL_FROM_FILES, KUBECTL_OF_WHOLE_OBJECTS
from harness.source import Location

LEFT: Final = Rule.named("not-cleaned-up")
RULES: Final = (LEFT,)

UNSURE: Final = frozenset("$<({`*")
_CLUSTERS: Final = frozenset({"kind", "minikube", "k3d", "gcloud", "az", "eksctl"})
_SORTS: Final = {"namespace": "the namespace", "release": "the Helm release", "file": "what is made of"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something in a cluster: a namespace, a release of Helm, or the objects of a file; ``inside`` is its namespace."""

    sort: str
    name: str
    context: str | None = None
    inside: str = ""


@dataclass(slots=True)
class Ledger:
    """What is made, where, and what is removed again.

    ``unsure``: something is removed, and nobody can say what. ``by_name``: objects are, which a file may have made.
    """

    made: dict[Thing, Location] = field(default_factory=dict)
    removed: set[Thing] = field(default_factory=set)
    unsure: bool = False
    by_name: bool = False


def check(subject: Subject) -> Iterator[Diagnostic]:
    for path in subject.plan.variants:
        yield from of_path(path)


def of_path(path: VariantPlan) -> Iterator[Diagnostic]:
    page = Ledger()
    for command in commands(path.steps, Role.PAGE):
        note(command, page)
    cleanup = Ledger()
    for command in commands(path.steps, Role.CLEANUP):
        note(command, cleanup)
    if page.unsure or cleanup.unsure or not cleanup.removed:
        return
    for sort, named in _SORTS.items():
        made = [each for each in page.made if each.sort == sort and each not in page.removed]
        left = [each for each in made if not is_removed(each, cleanup.removed)]
        by_file = sort != "file" or (len(made) > 1 and not cleanup.by_name)
        if len(left) != 1 or not by_file or not is_of_page(left[0], page, cleanup):
            continue  # one forgotten is a slip; more of them are there for the next page
        yield LEFT.found(
            page.made[left[0]],
            f"the cleanup leaves {named} '{left[0].name}'",
            expected="a command under the cleanup's heading that removes it, as there is for what else the page makes",
            remedy=f"add the command that removes '{left[0].name}'",
        )


def is_of_page(thing: Thing, page: Ledger, cleanup: Ledger) -> bool:
    """Whether the page itself makes it, or a part of it that makes more, which the cleanup does remove."""
    at = page.made[thing]
    if at.included_from is None:
        return True
    others = (each for each, place in page.made.items() if place.path == at.path and each != thing)
    return any(is_removed(each, cleanup.removed) for each in others)


def is_removed(thing: Thing, removed: Iterable[Thing]) -> bool:
    """Itself, or with its namespace."""
    return any(
        each.context == thing.context
        and (
            (each.sort, each.name) == (thing.sort, thing.name)
            or (each.sort == "namespace" and each.name == thing.inside)
        )
        for each in removed
    )


def commands(steps: Iterable[Step], role: Role) -> Iterator[Command]:
    for step in steps:
        if step.role is role and step.skip is None:
            yield from (each for each in step.commands if each.skip is None)


def note(command: Command, ledger: Ledger) -> None:
    script = filled_script(command.text)
    ledger.unsure |= script.branches or bool(script.placeholders)
    loops = loop_words(script)
    for call, values in ((one, values) for one in script.calls for values in rounds_of(one, loops)):
        words = tuple(with_values(word, values) for word in call.words) if values else call.words
        line = command_line(words)
        seen = invocation(words)
        ledger.unsure |= seen.program in _CLUSTERS or (line is None and seen.program.endswith(".sh"))
        if line is None:
            continue
        context = context_of(seen)
        at = command.at.down(call.line, column=command.at.column)
        for thing in made_by(line, context):
            ledger.made.setdefault(thing, at)
            ledger.removed.discard(thing)
        for thing in removed_by(line, context):
            ledger.removed.add(thing)
        ledger.unsure |= removes_anything(line)
        ledger.by_name |= line.verb == "uninstall" or (line.verb == "delete" and bool(line.arguments))


def made_by(line: CommandLine, context: str | None) -> Iterator[Thing]:
    inside = line.value("-n", "--namespace") or ""
    if line.has("--dry-run"):
        return
    names = [name for name in line.arguments if not UNSURE.intersection(name)]
    if line.command.name == "kubectl create namespace" and names:
        yield Thing(sort="namespace", name=names[-1], context=context)
    elif line.program == "helm" and (line.verb == "install" or line.has("--install", "-i")) and names:
        yield Thing(sort="release", name=names[0], context=context, inside=inside)
    elif line.program == "kubectl" and line.verb in KUBECTL_OF_WHOLE_OBJECTS:
        yield from (Thing(sort="file", name=name, context=context, inside=inside) for name in files_of(line))


def removed_by(line: CommandLine, context: str | None) -> Iterator[Thing]:
    inside = line.value("-n", "--namespace") or ""
    if line.program == "helm" and line.verb in {"uninstall", "delete"}:
        yield from (Thing(sort="release", name=name, context=context, inside=inside) for name in line.arguments)
    elif line.program == "kubectl" and line.verb == "delete":
        yield from (Thing(sort="file", name=name, context=context, inside=inside) for name in files_of(line))
        if line.arguments and kind_of(line.arguments[0]) == "namespace":
            yield from (Thing(sort="namespace", name=name, context=context) for name in line.arguments[1:])


def removes_anything(line: CommandLine) -> bool:
    """Whether only running tells what a command removes, or it may be what a file or a chart has made."""
    if line.verb not in {"delete", "uninstall"} or line.program not in {"kubectl", "helm"}:
        return False
    return line.has("--all", "-l", "--selector") or any(
        UNSURE.intersection(word) for word in (*line.arguments, *files_of(line))
    )


def files_of(line: CommandLine) -> Iterator[str]:
    return (value for name, value in line.flags if name in KUBECTL_FROM_FILES and value and value != "-")
