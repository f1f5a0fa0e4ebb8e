"""What is not there, and what has nearly its name or is elsewhere: said with the failure of the command."""

import shlex
from collections.abc import Collection
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from harness.check.typo import typo_of
from harness.match.thread import Sort, Thing
from harness.match.verdict import CommandResult, Failure
from harness.run.shell import Shell
from harness.session.threads.absence import missing_in
from harness.session.threads.footprint import footprint
from harness.session.threads.kinds import kinds_meet
from harness.session.threads.meeting import meet
from harness.suggest import nearest

MOST: Final = 500  # files of a folder that are looked at


def with_similar(result: CommandResult, shell: Shell, objects: Collection[Thing] = ()) -> CommandResult:
    """The result; its note names what was meant, if the command failed for want of a file or of an object.

    ``objects`` are those that the page has made.
    """
    if result.failure is not Failure.STATUS or result.output is None or not result.note:
        return result
    prints = footprint(result.command.text)
    made = {thing.name for thing in prints.makes}  # by the command itself, before it failed
    objects = [
        one for one in objects if not any(meet(one, used) for used in (*prints.needs, *prints.makes) if used.name)
    ]
    for thing in missing_in(result.output.text):
        if thing.sort is Sort.FILE and (near := similar(thing.name, shell, status=result.output.status or 0, but=made)):
            return replace(result, note=f"{result.note}; there is a file {near}")
        if thing.sort is Sort.OBJECT and (other := similar_object(thing, objects)) is not None:
            return replace(result, note=f"{result.note}; the page has made {other}")
    return result


def similar_object(missing: Thing, objects: Collection[Thing]) -> Thing | None:
    """An object of the kind that has the name, one slip off or in another namespace."""
    alike = {one.name: one for one in objects if missing.name and kinds_meet(one.kind, missing.kind)}
    return alike.get(missing.name) or alike.get(typo_of(missing.name, alike))


def similar(name: str, shell: Shell, *, status: int = 0, but: Collection[str] = ()) -> str:
    """A path with nearly the name of one that is not there, empty where there is none. ``$?`` is ``status`` again."""
    folder, slash, base = name.rpartition("/")
    if not base:
        return ""
    looked_at = shlex.quote(folder + slash or ".")
    names = shell.run(f"command ls -1A -- {looked_at} 2>/dev/null; (exit {status})", timeout=5.0).text.splitlines()[
        :MOST
    ]
    others = [one for one in names if folder + slash + one not in but]
    near = nearest(base, others) if base not in names else ""
    stem, near_stem = (PurePosixPath(one).stem for one in (base, near))
    return f"{folder}{slash}{near}" if near and nearest(stem, [near_stem]) else ""  # the same ending says little
