"""A cleanup that removes what nothing made: a name that neither the page nor any other page of the site has."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from harness.check.commands.command_line import (
    CommandLine,
    program_lines,
    segments,
)
from harness.check.commands.flags import place
from harness.check.commands.forgotten_cleanup import files_of
from harness.check.commands.object_name import objects_named
from harness.check.commands.step_order import kind_of
from harness.check.manifests.page_names import names_made
from harness.check.manifests.page_resource import resources_of
from harness.check.rule import Rule, Subject
from harness.check.site_links import language_root
from harness.check.site_words import own_words, site_words
from harness.diagnostic import Diagnostic
from harness.parse.page import Page
from harness.plan.step import Role
from harness.programs.kubectl import kubectl_words
from harness.programs.resource_names import resource_words

REMOVED: Final = Rule.named("removed-never-made")
RULES: Final = (REMOVED,)

_MADE_OF_OTHERS: Final = frozenset({"Pod", "Job", "ReplicaSet", "HorizontalPodAutoscaler", "PersistentVolumeClaim"})
"""Kinds whose objects are made by what has their name."""
_SURE: Final = frozenset({"namespace", "release"})
_LONG: Final = 4  # letters of a word that says something
_REMOTE: Final = re.compile(
    r"-[fk] [\"']?(?:https?://|\w+\.\w+/)|--filename[= ][\"']?https?://"
)  # makes what no page says
_NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])")


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    text = "\n".join((page.text, *(snippet.body for snippet in page.snippets if snippet.at.included_from is not None)))
    cleanup = {
        (command.at.path, command.at.line)
        for path in subject.plan.variants
        for step in path.steps
        if step.role is Role.CLEANUP
        for command in step.commands
    }
    charts = any(line.program == "helm" and line.verb in {"install", "upgrade"} for line in lines_of(page))
    remote = charts or any(_REMOTE.search(segment.command) for segment in segments(page))
    for segment, call, line in program_lines(page, "kubectl", "helm"):
        for sort, name in removed_by(line) if (segment.at.path, segment.at.line) in cleanup else ():
            at = place(segment, call, name)
            if other := other_kind(sort, name, page):
                yield REMOVED.found(
                    at,
                    f"the page makes the {other} '{name}', and its cleanup removes the {sort} of this name",
                    expected=f"a command that removes the {other} '{name}'",
                    remedy=f"did you mean '{other}'?",
                )
                continue
            meant = longer(sort, name, page)
            sure = is_unheard_of(name, text) if remote else sort in _SURE or is_strange(name, text)
            sure = sure and (not charts or sort in _SURE or makes(sort, page))
            if is_nowhere(name, text, page) and (meant or sure):
                message = f"nothing makes the {sort} '{name}', which the cleanup removes"
                expected = f"a command above that makes the {sort} '{name}'"
                otherwise = "remove it, or correct the name"
                yield REMOVED.slip(at, message, name, meant, expected=expected, otherwise=otherwise)


def removed_by(line: CommandLine) -> Iterator[tuple[str, str]]:
    """The words for what a command removes by name, and the names."""
    named: Iterator[tuple[str, str]] = iter(())
    if line.program == "kubectl" and line.verb == "delete":
        yield from (("file", PurePosixPath(file.strip("@")).stem) for file in files_of(line))
    if line.program == "helm" and line.verb in {"uninstall", "delete"}:
        named = (("release", name) for name in line.arguments)
    elif line.program == "kubectl" and line.verb == "delete" and line.arguments and not line.has("--ignore-not-found"):
        named = ((kind_of(kind), name) for kind, name in objects_named(line))
    yield from (each for each in named if _NAME.fullmatch(each[1]) and each[1] not in kubectl_words().namespaces)


def other_kind(sort: str, name: str, page: Page) -> str:
    """The only kind of which the page makes something of this name, where nothing removes that, or names this."""
    resource = resource_words().get(sort)
    if resource is None or resource.kind in _MADE_OF_OTHERS or name in kubectl_words().namespaces:
        return ""
    owners = [kind for kind, names in names_made(list(resources_of(page)), page).items() if name in names]
    other = resource_words().get(owners[0].lower()) if len(owners) == 1 else None
    if other is None or other.kind == resource.kind:
        return ""
    lines = lines_of(page)
    named = Counter(
        (kind_of(line.arguments[0]), each) for line in lines if line.arguments for each in line.arguments[1:]
    )
    removed = any((kind_of(other.singular), name) == each for line in lines for each in removed_by(line))
    return "" if removed or named[sort, name] > 1 or f"-f {name}" in page.text else other.singular


def lines_of(page: Page) -> Sequence[CommandLine]:
    return [line for _, _, line in program_lines(page, "kubectl", "helm")]


def longer(sort: str, name: str, page: Page) -> str:
    """The only object of this kind that the page makes and nothing removes, where one name begins with the other."""
    resource = resource_words().get(sort)
    made = names_made(list(resources_of(page)), page).get(resource.kind, frozenset()) if resource else frozenset()
    gone = {each for line in lines_of(page) for kind, each in removed_by(line) if kind == sort}
    left = [each for each in made - gone if name.startswith(f"{each}-") or each.startswith(f"{name}-")]
    return left[0] if len(left) == 1 else ""


def makes(sort: str, page: Page) -> bool:
    """Whether the page itself makes something of this kind; what else there is may be a chart's."""
    resource = resource_words().get(sort)
    return resource is not None and bool(names_made(list(resources_of(page)), page).get(resource.kind))


def is_strange(name: str, text: str) -> bool:
    """Whether a word of the name is nowhere else: a file that the page applies may make what is called like it."""
    words = [word for word in name.split("-") if len(word) >= _LONG]
    return any(len(re.findall(re.escape(word), text, re.IGNORECASE)) == 1 for word in words)


def is_unheard_of(name: str, text: str) -> bool:
    """Whether no word of the name is anywhere else, not even in the address of a manifest."""
    words = [word for word in re.split(r"[-.]", name) if len(word) >= _LONG]
    return bool(words) and all(len(re.findall(re.escape(word), text, re.IGNORECASE)) == 1 for word in words)


def is_nowhere(name: str, text: str, page: Page) -> bool:
    """Whether the name is on the page once, and no other page of the site has it in its code."""
    if len(re.findall(rf"(?<![A-Za-z0-9-]){re.escape(name)}(?![A-Za-z0-9-])", text)) != 1:
        return False
    file = page.path.absolute()
    root: Path | None = language_root(file, page.language)
    return root is None or not site_words(root).elsewhere(name, own_words(file))
