"""Which lines of a block make a command.

    command      = "$ " text { continuation }         a line "$" alone is an empty command
    continuation = any line after one that ends in a backslash, or inside a here-document;
                   the next prompt's line while the command is incomplete without it and complete with it

The first rule is that of the site's own browser code, which decides what a copy button copies; here-documents may have
any delimiter, since bash decides what then runs.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from harness.shell.completeness import Heredoc, Open, ShellReader

_PROMPT: Final = re.compile(r"\$(?:[ \t\xa0]|$)")
_JOINABLE: Final = frozenset({Open.QUOTE, Open.COMPOUND, Open.OPERATOR})


@dataclass(frozen=True, slots=True)
class CommandLines:
    """Lines ``start`` to before ``end``, and which of them have a prompt.

    ``still_open`` says what keeps the command from being complete at its end; ``heredoc`` is one that is never closed.
    """

    start: int
    end: int
    prompts: frozenset[int] = frozenset()
    still_open: Open | None = None
    heredoc: Heredoc | None = None

    def texts(self, lines: Sequence[str]) -> list[str]:
        """The command's lines without prompts."""
        return [
            line[2:] if self.start + i in self.prompts else line for i, line in enumerate(lines[self.start : self.end])
        ]


def is_prompt(line: str) -> bool:
    return line.startswith("$") and _PROMPT.match(line) is not None


class CommandReader:
    """Finds the commands of a block's lines."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._joins_left = 10 * len(lines) + 100  # keeps blocks full of unfinished commands from taking long

    def prompted(self) -> Iterator[CommandLines]:
        """Commands that prompts start."""
        index, count = 0, len(self._lines)
        while index < count:
            if is_prompt(self._lines[index]):
                command = self._read(index)
                yield command
                index = command.end
            else:
                index += 1

    def unprompted(self) -> Iterator[CommandLines]:
        """Commands of a block that has no prompts and no output: each goes on until bash would run it."""
        index, count = 0, len(self._lines)
        while index < count:
            if not self._lines[index].strip():
                index += 1
                continue
            reader, end = ShellReader(), index
            while end < count and (end == index or reader.open is not None):
                if reader.heredoc is not None and not self._closes(reader.heredoc, end):
                    break
                reader.feed(self._lines[end])
                end += 1
            yield CommandLines(index, end, frozenset(), reader.open, reader.heredoc)
            index = end

    def _read(self, start: int) -> CommandLines:
        reader = ShellReader()
        reader.feed(self._lines[start][2:])
        end = self._continue(reader, start + 1)
        prompts = [start]
        alone = CommandLines(start, end, frozenset(prompts), reader.open, reader.heredoc)
        if reader.open not in _JOINABLE:
            return alone
        while reader.open in _JOINABLE and end < len(self._lines) and is_prompt(self._lines[end]) and self._joins_left:
            self._joins_left -= 1
            prompts.append(end)
            reader.feed(self._lines[end][2:])
            end = self._continue(reader, end + 1)
        if reader.open in _JOINABLE and alone.still_open is Open.QUOTE:
            return alone  # a stray quote; the commands after it are none of its business
        return CommandLines(start, end, frozenset(prompts), reader.open, reader.heredoc)

    def _continue(self, reader: ShellReader, end: int) -> int:
        lines, count = self._lines, len(self._lines)
        while end < count:
            if reader.heredoc is not None:
                if not self._closes(reader.heredoc, end):
                    return self._next_prompt(end)
            elif is_prompt(lines[end]) or not lines[end - 1].endswith("\\"):
                break
            reader.feed(lines[end])
            end += 1
        return end

    def _next_prompt(self, start: int) -> int:
        return next(
            (index for index in range(start, len(self._lines)) if is_prompt(self._lines[index])), len(self._lines)
        )

    def _closes(self, heredoc: Heredoc, start: int) -> bool:
        last = self._last_tabless if heredoc.tabs else self._last
        return last.get(heredoc.delimiter, -1) >= start

    @cached_property
    def _last(self) -> dict[str, int]:
        return {line: index for index, line in enumerate(self._lines)}

    @cached_property
    def _last_tabless(self) -> dict[str, int]:
        return {line.lstrip("\t"): index for index, line in enumerate(self._lines)}
