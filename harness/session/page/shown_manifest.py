"""An object that is not there although the page shows its manifest: said with the failure of the command.

The author has forgotten the step that applies it, or takes it to be clear.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final

from harness.match.thread import Sort, Thing
from harness.match.verdict import CommandResult, Failure
from harness.session.threads.absence import missing_in
from harness.session.threads.kinds import kind_of, kinds_meet

START: Final = re.compile(r"^[ \t]*(?:(?:`{3,}|~{3,}).*|kind:[ \t]*(?P<kind>[A-Z]\w+)[ \t]*|---[ \t]*)$", re.MULTILINE)
NAME: Final = re.compile(
    r"^[ \t]*metadata:[ \t]*\n(?P<deep>[ \t]+)(?:(?!name:).*\n(?P=deep))*?name:[ \t]*[\"']?(?P<name>[\w.-]+)",
    re.MULTILINE,
)


def with_shown_manifest(result: CommandResult, page: str, made: Collection[Thing]) -> CommandResult:
    """The result; its note names the line that shows what is not there, unless one of ``made`` was it."""
    if result.failure is not Failure.STATUS or result.output is None or result.thread is not None:
        return result
    for thing in missing_in(result.output.text):
        if thing.sort is not Sort.OBJECT or not thing.kind or any(is_one(thing, one) for one in made):
            continue
        lines = (line for line, kind, name in manifests(page) if name == thing.name and kinds_meet(kind, thing.kind))
        if (line := next(lines, None)) is not None:
            told = f"line {line} shows the {thing.kind}, and no command makes it"
            return replace(result, note="; ".join(filter(None, (result.note, told))))
    return result


def manifests(page: str) -> Iterator[tuple[int, str, str]]:
    """The line, kind and name of each object in the blocks of a page."""
    starts = list(START.finditer(page))
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        end = len(page) if following is None else following.start()
        if start["kind"] and (name := NAME.search(page, start.end(), end)) is not None:
            yield page.count("\n", 0, start.start()) + 1, kind_of(start["kind"]), name["name"]


def is_one(missing: Thing, made: Thing) -> bool:
    return missing.name == made.name and kinds_meet(made.kind, missing.kind)
