"""A file that is not there, and one beside it that has nearly its name: said with the failure of the command."""

import shlex
from collections.abc import Collection
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from harness.match.thread import Sort
from harness.match.verdict import CommandResult, Failure
from harness.run.shell import Shell
from harness.session.threads.absence import missing_in
from harness.session.threads.footprint import footprint
from harness.suggest import nearest

MOST: Final = 500  # files of a folder that are looked at


def with_similar_file(result: CommandResult, shell: Shell) -> CommandResult:
    """The result; its note names a file that was meant, if the command failed for want of one."""
    if result.failure is not Failure.STATUS or result.output is None or not result.note:
        return result
    made = {thing.name for thing in footprint(result.command.text).makes}  # by the command itself, before it failed
    for thing in missing_in(result.output.text):
        if thing.sort is Sort.FILE and (near := similar(thing.name, shell, status=result.output.status or 0, but=made)):
            return replace(result, note=f"{result.note}; there is a file {near}")
    return result


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
