"""Commands of a block without prompts, and the lines among them that are what they print."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from harness.parse.blocks.command_lines import CommandLines, CommandReader
from harness.parse.blocks.line_kind import LineKind, is_no_program, line_kind, starts_command
from harness.parse.comment_output import is_comment


@dataclass(frozen=True, slots=True)
class ScriptCommand:
    """``output`` are lines, from and to before, that show what the command prints; without one, nobody's.

    ``doubt`` are lines, as well, that are neither a command nor clearly output; nothing is compared with them.
    """

    command: CommandLines | None
    output: tuple[int, int] | None = None
    doubt: tuple[int, int] | None = None


def script_commands(lines: Sequence[str], own: frozenset[str], *, outputs: bool) -> Iterator[ScriptCommand]:
    """All commands in order; without ``outputs`` all lines are commands."""
    reader, index, first = CommandReader(lines), 0, True
    current: ScriptCommand | None = None
    while index < len(lines):
        if not lines[index].strip() or (outputs and is_comment(lines[index])):
            index += 1
        elif not outputs or _is_command(lines, index, own, first=first):
            if current is not None:
                yield current
            command = reader.unprompted(index)
            current, index, first = ScriptCommand(command), command.end, False
        else:
            end = _next_command(lines, index, own)
            current = _with_lines(current, lines, index, end)
            index = end
    if current is not None:
        yield current


def _is_command(lines: Sequence[str], index: int, own: frozenset[str], *, first: bool) -> bool:
    return line_kind(lines[index], own, first=first) is LineKind.COMMAND


def _next_command(lines: Sequence[str], start: int, own: frozenset[str]) -> int:
    """The first line below an output that is a command without doubt."""
    return next((at for at in range(start + 1, len(lines)) if starts_command(lines[at], own)), len(lines))


def _is_output(line: str, *, first: bool = False) -> bool:
    return line_kind(line, frozenset(), first=first) is LineKind.OUTPUT


def _with_lines(current: ScriptCommand | None, lines: Sequence[str], start: int, end: int) -> ScriptCommand:
    below = any(map(_is_output, lines[start + 1 : end]))
    clear = _is_output(lines[start], first=current is None) or (is_no_program(lines[start]) and below)
    above = ScriptCommand(None) if current is None else current
    return replace(above, output=(start, end)) if clear else replace(above, doubt=(start, end))
