"""What was meant by a command that misses an object, as far as the page tells: said with its failure.

The page has made one of that name in another namespace, or one of nearly that name, or shows its manifest in a block
that no step applies.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final

from harness.match.thread import Thing
from harness.match.verdict import CommandResult, Failure
from harness.session.threads.absence import missing_in
from harness.session.threads.kinds import kind_of, kinds_meet
from harness.suggest import nearest

START: Final = re.compile(r"^[ \t]*(?:(?:`{3,}|~{3,}).*|kind:[ \t]*(?P<kind>[A-Z]\w+)[ \t]*|---[ \t]*)$", re.MULTILINE)
NAME: Final = re.compile(
    r"^[ \t]*metadata:[ \t]*\n(?P<deep>[ \t]+)(?:(?!name:).*\n(?P=deep))*?name:[ \t]*[\"']?(?P<name>[\w.-]+)",
    re.MULTILINE,
)


def with_missing_object(result: CommandResult, page: str, made: Collection[Thing]) -> CommandResult:
    """The result; its note tells what was meant. ``page`` is its text, ``made`` is what its commands made well."""
    if result.failure is not Failure.STATUS or result.thread is not None:
        return result
    said = result.printed.replace("\\", "")
    missing = (thing for thing in missing_in(said) if thing.kind and f'{thing.name}" not found' in said)
    told = next(filter(None, (meant(thing, result.command.text, page, made) for thing in missing)), "")
    return replace(result, note="; ".join(filter(None, (result.note, told)))) if told else result


def meant(missing: Thing, text: str, page: str, made: Collection[Thing]) -> str:
    """What the page has in place of an object that is not there; empty where it has nothing like it."""
    alike = sorted((one for one in made if kinds_meet(one.kind, missing.kind)), key=str)
    named = [one for one in alike if one.name == missing.name]
    if named:
        there = named[0].namespace
        elsewhere = there and missing.kind != "namespace" and there not in text  # else it has been deleted
        return f"the page made it in namespace {there}" if elsewhere else ""
    if near := nearest(missing.name, {one.name for one in alike}):
        return f"the page made a {missing.kind} {near}"
    shown = (line for line, kind, name in manifests(page) if name == missing.name and kinds_meet(kind, missing.kind))
    line = next(shown, None)
    return f"line {line} shows the {missing.kind}, and no command makes it" if line is not None else ""


def manifests(page: str) -> Iterator[tuple[int, str, str]]:
    """The line, kind and name of each object in the blocks of a page."""
    starts = list(START.finditer(page))
    ends = [*(start.start() for start in starts[1:]), len(page)]
    for start, end in zip(starts, ends, strict=False):
        if start["kind"] and (name := NAME.search(page, start.end(), end)) is not None:
            yield page.count("\n", 0, start.start()) + 1, kind_of(start["kind"]), name["name"]
