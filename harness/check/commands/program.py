"""What the programs of pages understand: their subcommands and flags, as their own help tells them.

``programs.json`` is written by ``tools/flags``. A command has its own flags and those that its program has everywhere.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from harness.package_data import json_data
from harness.programs.program_profile import ProgramProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A program or one of its subcommands; ``flags`` are all that it takes, ``commands`` go by every alias.

    ``valued`` are the flags that take the next word for their value.
    """

    name: str
    flags: frozenset[str] = frozenset()
    valued: frozenset[str] = frozenset()
    commands: Mapping[str, "Program"] = field(default_factory=dict)

    def walk(self, words: tuple[str, ...]) -> Iterator[tuple["Program", str]]:
        """Each word with the command that it is given to: the innermost one whose name was read so far.

        The value of a flag comes with it, as its next word, and is no name of a subcommand.
        """
        command, names, value = self, True, False
        for word in words:
            yield command, word
            inner = command.commands.get(word) if names and not value else None
            value = not value and word in command.valued
            names = names and word != "--"
            command = inner or command


@cache
def known_programs() -> Mapping[str, Program]:
    found = json_data("harness.check.commands", "programs.json")
    return {
        name: _program(name, entry, frozenset(entry["flags"]), frozenset(entry["valued"]))
        for name, entry in found.items()
    }


@cache
def listed_flags(name: str) -> frozenset[str]:
    """Every flag that the help of a program and its subcommands lists."""
    program = known_programs().get(name)
    return frozenset() if program is None else frozenset(_all_flags(program))


def with_additions(command: Program, profile: ProgramProfile) -> Program:
    """A command with the verbs and flags that the profile knows besides: they may be what was meant."""
    depth = len(command.name.split()) - 1
    verbs = (verb.split() for verb in profile.verbs)
    added = {verb[depth] for verb in verbs if len(verb) > depth and verb[:depth] == command.name.split()[1:]}
    return replace(
        command,
        flags=command.flags | profile.flags | (profile.valued_flags - listed_flags(profile.name)),
        commands={**dict.fromkeys(added, command), **command.commands} if command.commands else command.commands,
    )


def _all_flags(program: Program) -> Iterator[str]:
    yield from program.flags
    for command in program.commands.values():
        yield from _all_flags(command)


def _program(name: str, entry: Mapping[str, Any], everywhere: frozenset[str], valued: frozenset[str]) -> Program:
    commands: dict[str, Program] = {}
    for inner, inside in entry.get("commands", {}).items():
        command = _program(f"{name} {inner}", inside, everywhere, valued)
        commands.update(dict.fromkeys((inner, *inside.get("aliases", ())), command))
    return Program(
        name=name,
        flags=everywhere.union(entry.get("flags", ())),
        valued=valued.union(entry.get("valued", ())),
        commands=commands,
    )
