"""A command about an object that the page makes in a namespace, without that namespace."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from harness.check.commands.command_line import CommandLine, command_line, page_calls, place_of, program_lines
from harness.check.commands.context import context_of
from harness.check.commands.flags import place
from harness.check.commands.forgotten_cleanup import UNSURE, files_of
from harness.check.commands.object_name import objects
from harness.check.manifests.consistency import node_at
from harness.check.manifests.page_resource import resources_of
from harness.check.manifests.yaml_text import text_of
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic
from harness.fix import Fix, swap
from harness.parse.page import Page, Segment
from harness.programs.invocation import invocation
from harness.programs.names import HELM_MAKING, HELM_OF_RELEASES, KUBECTL_MAKING
from harness.programs.resource_names import resource_words
from harness.shell.heredoc import heredocs
from harness.shell.script import Call

LOST: Final = Rule.named("missing-namespace")
RULES: Final = (LOST,)

_ANYWHERE: Final = ("-n", "--namespace", "-A", "--all-namespaces", "-f", "--filename")
_READERS: Final = frozenset({"", "default"})  # where a context usually is
_SEVERAL: Final = re.compile(r"[|;&<>()`\n]| -- ")
_SPACE: Final = re.compile(r" (?:-n|--namespace)[ =]")
_MOVES: Final = ("set-context", "kubens", "use-context", "alias kubectl", "kubectl ns ")
_TWICE: Final = 2
_MAKING: Final = {"kubectl": KUBECTL_MAKING, "helm": HELM_MAKING}
Thing = tuple[str, str]


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    if any(word in page.text for word in _MOVES) or not _SPACE.search(page.text):
        return
    used, made = used_in(page), made_in(page)
    twice = made_twice(page)
    yield from applied_without(page, used)
    yield from elsewhere(page, made)
    for segment, call, line in program_lines(page, "kubectl", "helm"):
        anywhere = _ANYWHERE if line.program == "kubectl" else _ANYWHERE[:2]
        if line.has(*anywhere) or context_of(invocation(call.words)):
            continue
        for thing in set(things(line)) - twice:
            here = made.get(thing)
            # What a boilerplate asks for may be made by something before the page, too.
            alone = (here or frozenset()) - _READERS if segment.at.included_from is None else frozenset[str]()
            spaces = sorted(set(used.get(thing, ())) or alone)
            # Made in namespaces, and asked for here without; or made here without, and asked for in one.
            if spaces and here is not None and not here & _READERS and (here or line.verb == "create"):
                listed = " or ".join(f"-n {each}" for each in spaces)
                yield LOST.found(
                    place(segment, call, thing[1]),
                    f"the {thing[0]} '{thing[1]}' is in the namespace {' or '.join(map(repr, spaces))}",
                    expected=f"{listed}, as all other commands about it have",
                    remedy=f"add '{listed}'",
                    fix=with_namespace(segment, spaces[0], page) if len(here.union(spaces)) == 1 else None,
                )


def elsewhere(page: Page, made: Mapping[Thing, frozenset[str]]) -> Iterator[Diagnostic]:
    """A release that a command looks for in another namespace than the only one that it is installed in."""
    for segment, call, line in program_lines(page, "helm"):
        space = line.value("-n", "--namespace")
        for thing in things(line) if space and line.verb not in HELM_MAKING else ():
            own = made.get(thing, frozenset())
            if len(own) == 1 and space not in own and not UNSURE.intersection(space or "", *own):
                (right,) = own
                message = f"the {thing[0]} '{thing[1]}' is in the namespace '{right}'"
                yield LOST.slip(place(segment, call, space or ""), message, space or "", right, expected=f"-n {right}")


def with_namespace(segment: Segment, name: str, page: Page) -> Fix | None:
    """The flag behind a command that is one call on one line; no fix for others."""
    if _SEVERAL.search(segment.command):
        return None
    flag = "-n" if page.text.count(" -n ") >= page.text.count("--namespace") else "--namespace"
    text = segment.command.rstrip()
    return swap(place_of(len(text), segment.command, segment.at), "", f" {flag} {name}")


def things(line: CommandLine) -> Iterator[Thing]:
    """The objects that a command is about, each by its kind, or the release of Helm."""
    if line.program == "helm":
        names = [name for name in line.arguments[:1] if not UNSURE.intersection(name)]
        yield from (("release", name) for name in names if line.verb in HELM_OF_RELEASES)
        return
    created = line.verb == "create" and len(line.command.name.split()) > len(("kubectl", "create")) and line.arguments
    pairs = [(line.command.name.split()[2], line.arguments[-1])] if created else objects(line)
    for word, name in pairs:
        resource = resource_words().get(word)
        if resource is not None and resource.namespaced:
            yield resource.kind, name


def used_in(page: Page) -> Mapping[Thing, list[str]]:
    """The namespaces of the commands about each object; those without one are left out."""
    found: dict[Thing, list[str]] = {}
    for _, _, line in program_lines(page, "kubectl", "helm"):
        space = line.value("-n", "--namespace")
        for thing in things(line) if space else ():
            found.setdefault(thing, []).append(space or "")
    return found


def made_twice(page: Page) -> frozenset[Thing]:
    """What the page makes in a namespace, and then once more without: two objects of one name."""
    lines = [line for _, _, line in program_lines(page, "kubectl", "helm") if line.verb in _MAKING[line.program]]
    spaces = [(thing, line.has("-n", "--namespace")) for line in lines for thing in things(line)]
    return frozenset(thing for thing, inside in spaces if not inside and (thing, True) in spaces)


def fed_lines(page: Page) -> Iterator[tuple[Segment, Call, CommandLine, frozenset[tuple[Path, int]]]]:
    """The calls that here-documents are given to, and where those start."""
    for segment, call in page_calls(page):
        line = command_line(call.words) if call.heredoc is not None else None
        if line is not None:
            starts = frozenset((segment.at.path, segment.at.line + each.line) for each in heredocs(segment.command))
            yield segment, call, line, starts


def applied_without(page: Page, used: Mapping[Thing, list[str]]) -> Iterator[Diagnostic]:
    """A here-document that is applied without a namespace, where all commands about what it makes have the same one."""
    lines = [line for _, _, line in program_lines(page, "kubectl")]
    bare = {thing for line in lines if not line.has("-n", "--namespace", "-A") for thing in things(line)}
    made = list(resources_of(page))
    for segment, call, line, starts in fed_lines(page):
        if line.verb != "apply" or line.has("-n", "--namespace") or context_of(invocation(call.words)):
            continue
        own = [each for each in made if (each.text.at.path, each.text.at.line) in starts]
        uses = [space for each in own for space in used.get((each.kind, each.name), ())]
        named = any(node_at(each.document, "metadata", "namespace") is not None for each in own)
        if named or len(uses) < _TWICE or not bare.isdisjoint((each.kind, each.name) for each in own):
            continue
        if len(set(uses)) == 1 and uses[0] not in _READERS:
            at, message = place(segment, call, "apply"), f"what it makes is asked for in the namespace '{uses[0]}'"
            yield LOST.mended(at, message, "apply", f"apply -n {uses[0]}", remedy=f"add '-n {uses[0]}'")


def applied_files(page: Page) -> Mapping[str, str]:
    """The namespace that a command applies each file to, by the file's name, which the page may show."""
    return {
        PurePosixPath(file).name: space
        for _, _, line in program_lines(page, "kubectl")
        if line.verb in {"apply", *KUBECTL_MAKING} and (space := line.value("-n", "--namespace"))
        for file in files_of(line)
    }


def made_in(page: Page) -> Mapping[Thing, frozenset[str]]:
    """Where the page makes each object: in the namespace of a manifest or a command, or wherever it is applied."""
    found: dict[Thing, set[str]] = {}
    spaces = ((line.value("-n", "--namespace"), starts) for _, _, line, starts in fed_lines(page))
    applied = {start: space for space, starts in spaces if space for start in starts}
    files = applied_files(page)
    for each in resources_of(page):
        own = text_of(node_at(each.document, "metadata", "namespace"))
        at = each.text.at
        space = own or applied.get((at.path, at.line), "") or files.get(at.path.name, "")
        found.setdefault((each.kind, each.name), set()).add(space)
    for _, _, line in program_lines(page, "kubectl", "helm"):
        if line.verb in (HELM_MAKING if line.program == "helm" else ("create",)):
            for thing in things(line):
                found.setdefault(thing, set()).update(filter(None, [line.value("-n", "--namespace")]))
    return {thing: frozenset(spaces) for thing, spaces in found.items()}
