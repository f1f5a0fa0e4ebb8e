"""Which lines of a block make a command.

    command      = prompt text { continuation }       a prompt alone is an empty command
    continuation = any line after one that ends in a backslash, or inside a here-document;
                   the next lines, with and without a prompt, while bash would read on and where they complete it;
                   else the next prompt's line while the command is incomplete

Bash's own prompt of further lines, ``> ``, is taken off where the first of them has it. Here-documents may have any
delimiter, since bash decides what then runs.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from harness.parse.blocks.prompts import DOLLAR, Prompts
from harness.shell.completeness import Heredoc, Open, ShellReader

_JOINABLE: Final = frozenset({Open.QUOTE, Open.COMPOUND, Open.OPERATOR})
SECOND: Final = re.compile(r">(?:[ \t\xa0]|$)")
"""Bash's own prompt of a command's further lines, which copied terminals show; else it redirects."""
_READ_ON: Final = 200  # lines that a command may go on without a prompt


@dataclass(frozen=True, slots=True)
class CommandLines:
    """Lines ``start`` to before ``end``, and how many characters of them are prompts.

    ``still_open`` says what keeps the command from being complete at its end; ``heredoc`` is one that is never closed.
    ``goes_on`` is true where lines without a prompt belong to it for another reason than a backslash or a
    here-document, or further lines have prompts of bash's own.
    """

    start: int
    end: int
    prompts: Mapping[int, int] = field(default_factory=dict)
    still_open: Open | None = None
    heredoc: Heredoc | None = None
    goes_on: bool = False

    def texts(self, lines: Sequence[str]) -> list[str]:
        """The command's lines without prompts."""
        return [line[self.prompts.get(self.start + i, 0) :] for i, line in enumerate(lines[self.start : self.end])]


class CommandReader:
    """Finds the commands of a block's lines."""

    def __init__(self, lines: Sequence[str], prompts: Prompts = DOLLAR) -> None:
        self._lines, self._prompts = lines, prompts
        self._joins_left = 10 * len(lines) + 100  # keeps blocks full of unfinished commands from taking long

    def prompted(self) -> Iterator[CommandLines]:
        """Commands that prompts start."""
        index, count = 0, len(self._lines)
        while index < count:
            if self._prompts.length(self._lines[index]):
                command = self._read(index)
                yield command
                index = command.end
            else:
                index += 1

    def unprompted(self, start: int) -> CommandLines:
        """The command of a block without prompts that starts at a line: it goes on until bash would run it."""
        reader, end, count = ShellReader(), start, len(self._lines)
        while end < count and (end == start or reader.open is not None):
            if reader.heredoc is not None and not self._closes(reader.heredoc, end):
                break
            reader.feed(self._lines[end])
            end += 1
        return CommandLines(start, end, {}, reader.open, reader.heredoc)

    def _read(self, start: int) -> CommandLines:
        alone = self._alone(start).done()
        if alone.still_open not in _JOINABLE:
            return alone
        whole = self._joined(start, prompts_only=False)
        if whole.still_open is None:
            return whole
        joined = self._joined(start, prompts_only=True)
        # a stray quote: the commands after it are none of its business
        return alone if joined.still_open in _JOINABLE and alone.still_open is Open.QUOTE else joined

    def _alone(self, start: int) -> "_Reading":
        reading = _Reading(self._lines, start, self._prompts)
        self._continue(reading)
        return reading

    def _joined(self, start: int, *, prompts_only: bool) -> CommandLines:
        """The command with further lines while it is open: all lines, or those with a prompt."""
        reading = self._alone(start)
        last = len(self._lines) if prompts_only else min(len(self._lines), start + _READ_ON)
        while reading.reader.open in _JOINABLE and reading.end < last and self._joins_left:
            if not self._prompts.length(self._lines[reading.end]):
                if prompts_only:
                    break
                reading.goes_on = True
            self._joins_left -= 1
            reading.take()
            self._continue(reading)
        return reading.done()

    def _continue(self, reading: "_Reading") -> None:
        """Take what backslashes and here-documents ask for."""
        lines, count = self._lines, len(self._lines)
        while reading.end < count:
            heredoc = reading.reader.heredoc
            if heredoc is not None:
                if not (self._closes(heredoc, reading.end) or closes_behind_second(heredoc, lines, reading.end)):
                    reading.end = self._next_prompt(reading.end)
                    return
            elif self._prompts.length(lines[reading.end]) or not lines[reading.end - 1].endswith("\\"):
                return
            reading.take()

    def _next_prompt(self, start: int) -> int:
        lines = self._lines
        return next((index for index in range(start, len(lines)) if self._prompts.length(lines[index])), len(lines))

    def _closes(self, heredoc: Heredoc, start: int) -> bool:
        last = self._last_tabless if heredoc.tabs else self._last
        return last.get(heredoc.delimiter, -1) >= start

    @cached_property
    def _last(self) -> dict[str, int]:
        return {line: index for index, line in enumerate(self._lines)}

    @cached_property
    def _last_tabless(self) -> dict[str, int]:
        return {line.lstrip("\t"): index for index, line in enumerate(self._lines)}


class _Reading:
    """A command that is being read from the line of its prompt on, up to before line ``end``."""

    def __init__(self, lines: Sequence[str], start: int, prompts: Prompts) -> None:
        self._lines, self._start, self._prompts = lines, start, prompts
        self.end, self.goes_on = start, False
        self.reader = ShellReader()
        self._lengths: dict[int, int] = {}
        self._second: bool | None = None  # whether further lines have bash's own prompt, once there is one
        self.take()

    def take(self) -> None:
        """The next line."""
        length = self._length(self._lines[self.end])
        if length:
            self._lengths[self.end] = length
        self.reader.feed(self._lines[self.end][length:])
        self.end += 1

    def done(self) -> CommandLines:
        reader = self.reader
        return CommandLines(
            self._start, self.end, self._lengths, reader.open, reader.heredoc, self.goes_on or bool(self._second)
        )

    def _length(self, line: str) -> int:
        if self.end == self._start or self.reader.heredoc is None:
            length = self._prompts.length(line)
            if length:
                return length
        if self._second is None:
            self._second = shows_second(self.reader.heredoc, self._lines, self.end)
        found = SECOND.match(line) if self._second else None
        return 0 if found is None else found.end()


def shows_second(heredoc: Heredoc | None, lines: Sequence[str], index: int) -> bool:
    """Whether the first further line of a command, which may be in a here-document, starts with that prompt."""
    if SECOND.match(lines[index]) is None:
        return False
    return heredoc is None or closes_behind_second(heredoc, lines, index)


def closes_behind_second(heredoc: Heredoc, lines: Sequence[str], start: int) -> bool:
    """Whether a here-document ends in a line with that prompt, and all lines up to it have it."""
    for line in lines[start:]:
        found = SECOND.match(line)
        if found is None:
            return False
        if heredoc.ends_at(line[found.end() :]):
            return True
    return False
