"""A call of a known program: the subcommand it comes to, its arguments, flags with values, and what follows ``--``."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from harness.check.commands.program import Program, known_programs
from harness.parse.page import Page, Segment
from harness.programs.invocation import base_name, unwrapped
from harness.shell.heredoc import Heredoc
from harness.shell.script import Call, Script
from harness.shell.script_reader import read_script
from harness.source import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandLine:
    """``command`` is the innermost subcommand; ``arguments`` the words that are neither flags nor their values.

    ``flags`` come in order, with ``None`` where no value is given. ``rest`` is ``None`` where there is no ``--``.
    """

    command: Program
    arguments: tuple[str, ...]
    flags: tuple[tuple[str, str | None], ...]
    rest: tuple[str, ...] | None

    @property
    def program(self) -> str:
        return self.command.name.partition(" ")[0]

    @property
    def verb(self) -> str:
        """The first subcommand, empty where there is none."""
        return (*self.command.name.split(), "")[1]

    def value(self, *names: str) -> str | None:
        return next((value for name, value in self.flags if name in names), None)

    def has(self, *names: str) -> bool:
        return any(name in names for name, _ in self.flags)


def place_of(offset: int, command: str, at: Location) -> Location:
    """The place of a character of a command that stands ``at`` a prompt, which is before its first line only."""
    place = at.within(command, offset)
    return place if place.line != at.line else place.down(0, column=place.column + len("$ "))


def line_place(segment: Segment, number: int, column: int = 0) -> Location:
    """The place of a column of a line of a command, both from 0."""
    prompt = 0 if number else len("$ ")
    return segment.at.down(number, column=segment.at.column + prompt + column)


def call_place(segment: Segment, call: Call | Heredoc) -> Location:
    """The line of a call, or of the first one of a here-document; on the first line of all the prompt."""
    return segment.at.down(call.line, column=segment.at.column)


@lru_cache(maxsize=8192)
def command_line(words: tuple[str, ...]) -> CommandLine | None:
    """The words of a call as its program reads them; ``None`` for a program that is not known."""
    words = unwrapped(words)
    command = known_programs().get(base_name(words[0])) if words else None
    if command is None:
        return None
    arguments: list[str] = []
    flags: list[tuple[str, str | None]] = []
    waiting = list(reversed(words[1:]))
    while waiting:
        word = waiting.pop()
        if word == "--":
            return CommandLine(
                command=command, arguments=tuple(arguments), flags=tuple(flags), rest=tuple(reversed(waiting))
            )
        if word.startswith("-") and len(word) > 1:
            name, equals, value = word.partition("=")
            takes = not equals and takes_next(name, command) and bool(waiting)
            flags.append((name, value if equals else waiting.pop() if takes else None))
        elif not arguments and word in command.commands:
            command = command.commands[word]
        else:
            arguments.append(word)
    return CommandLine(command=command, arguments=tuple(arguments), flags=tuple(flags), rest=None)


def takes_next(flag: str, command: Program) -> bool:
    """Whether the next word is the flag's value; of a flag before the subcommand, any subcommand's will do."""
    return flag in command.valued or (
        flag not in command.flags and any(flag in inner.valued for inner in command.commands.values())
    )


def filled_script(text: str) -> Script:
    """The script with a word for each placeholder, which bash would take for a redirection."""
    script = read_script(text)
    if not script.placeholders:
        return script
    for placeholder in script.placeholders:
        text = text.replace(placeholder, "PLACEHOLDER")
    return replace(read_script(text), placeholders=script.placeholders)


def segments(page: Page) -> Iterator[Segment]:
    return (segment for snippet in page.snippets for segment in snippet.segments)


def page_calls(page: Page) -> Iterator[tuple[Segment, Call]]:
    """Every call of a page, those in substitutions too, in the order in which bash comes by."""
    for segment in segments(page):
        for call in filled_script(segment.command).calls:
            yield segment, call


def program_lines(page: Page, *programs: str) -> Iterator[tuple[Segment, Call, CommandLine]]:
    """The calls of some programs whose help is known."""
    for segment, call in page_calls(page):
        line = command_line(call.words)
        if line is not None and line.program in programs:
            yield segment, call, line
