"""What is lost by a command that failed: what it should have made, and what it missed itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from harness.match.shown_failure import fails_otherwise
from harness.match.thread import Sort, Thing, Thread
from harness.match.verdict import CommandResult, Failure
from harness.plan.step import Command
from harness.programs.invocation import SHELLS, base_name, invocation
from harness.session.threads.absence import missing_in, unresolved_hosts, without_image
from harness.session.threads.footprint import Footprint
from harness.session.threads.shown_things import shown_by
from harness.shell.script import Call
from harness.shell.script_reader import read_script

IN_A_SHELL: Final = (Thing(sort=Sort.SERVER), Thing(sort=Sort.PROGRAM, vague=True), Thing(sort=Sort.FILE, vague=True))
"""What there is only where that shell runs."""
THERE_ALREADY: Final = re.compile(r"already exists|AlreadyExists|File exists|still in use")
LASTING: Final = frozenset({Sort.OBJECT, Sort.FILE, Sort.RELEASE, Sort.REPOSITORY})
"""What there is already where a program says so."""
NAME: Final = re.compile(r"(?<![\w.-])[a-z0-9][a-z0-9.-]{2,}[a-z0-9](?![\w.-])")


def losses(
    step: str, command: Command, result: CommandResult, thread: Thread | None, prints: Footprint
) -> Iterator[Thread]:
    """What a failed command should have made, and what it missed itself; one that printed something else is clearer.

    One that fails as its page says, in other words, was not to make anything.
    """
    text = result.printed
    missed = missing_in(text, result.note)
    origin = Thread(cause=step, at=command.at, thing=Thing(sort=Sort.STATE)) if thread is None else thread
    origin = replace(origin, shared=False)
    refused = result.output is not None and fails_otherwise(command, result.output, result.match)
    for thing in () if refused else prints.makes:
        # An object that is there may hold something else; a namespace holds nothing itself.
        other = thing.sort is Sort.OBJECT and bool(thing.name) and thing.kind != "namespace"
        there = thing.sort in LASTING and not other and THERE_ALREADY.search(text) is not None
        unclear = result.failure is Failure.OUTPUT and (thing.vague or not thing.name or thing.sort is Sort.TRAFFIC)
        if not there and not unclear:
            unnamed = thing.sort is Sort.OBJECT and not thing.name and not thing.vague
            yield replace(origin, thing=opened(thing, missed), words=words_of(command.text) if unnamed else frozenset())
    yield from (replace(origin, thing=thing, shared=command.read_only) for thing in not_shown(result))
    yield from (replace(origin, thing=thing) for thing in without_image(f"{text}\n{result.note}"))
    if result.failure is Failure.INFRASTRUCTURE and thread is None:
        yield from (replace(origin, thing=thing) for thing in unresolved_hosts(f"{text}\n{result.note}"))
    if result.failure is Failure.TIMEOUT and not command.known:  # it may have been about to serve
        yield replace(origin, thing=Thing(sort=Sort.SERVER))
    if result.failure is Failure.STATUS and any(map(opens_shell, read_script(command.text).calls)):
        yield from (replace(origin, thing=thing) for thing in IN_A_SHELL)
    if result.failure is not Failure.OUTPUT and thread is None:
        for thing in missed:
            if thing.name:
                yield replace(origin, thing=thing, shared=True)


def not_shown(result: CommandResult) -> Iterator[Thing]:
    """What only the expected output names; where another one came that says nothing of files, and all of the others."""
    text = result.printed
    for thing in shown_by(result.command):
        if thing.name not in text and (result.failure is not Failure.OUTPUT or thing.sort in {Sort.OBJECT, Sort.HOST}):
            yield thing


def opens_shell(call: Call) -> bool:
    """Whether a call was meant to open a shell elsewhere, in which the page goes on; its verb may be misspelt."""
    seen = invocation(call.words)
    return bool(seen.rest) and seen.letter("t") and base_name(seen.rest[0]) in SHELLS


def opened(thing: Thing, missed: Sequence[Thing]) -> Thing:
    """An object whose namespace is not there: where its name is wrong, the object was to be in another one."""
    if thing.sort is not Sort.OBJECT or not thing.namespace:
        return thing
    gone = any(one.kind == "namespace" and one.name == thing.namespace for one in missed)
    return replace(thing, namespace="") if gone else thing


def words_of(text: str) -> frozenset[str]:
    """What may be names in a text."""
    return frozenset(NAME.findall(text))
