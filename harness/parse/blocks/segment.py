"""A block of commands as segments: each command with its expected output."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Final

from harness.diagnostic import Diagnostic
from harness.fix import swap
from harness.parse.blocks.command_lines import CommandLines, CommandReader
from harness.parse.blocks.line_kind import calls_program
from harness.parse.blocks.prompts import DOLLAR, Prompts
from harness.parse.blocks.script_lines import ScriptCommand, script_commands
from harness.parse.codes import (
    BLANK_AFTER_BACKSLASH,
    EMPTY_PROMPT,
    INCOMPLETE_COMMAND,
    INTERLEAVED,
    NO_BREAK_SPACE,
    OUTPUT_BEFORE_COMMAND,
    OUTPUT_IN_COMMENT,
    PARTLY_COPIED,
    UNCLEAR_LINE,
    UNCLOSED_HEREDOC,
)
from harness.parse.comment_output import is_comment, only_comments, shows_output, shows_output_behind, without_remarks
from harness.parse.page import Segment
from harness.shell.completeness import Open
from harness.source import Location

_COMMENT: Final = re.compile(r"[ \t]*(?:#|$)")
_BLANK_AFTER_BACKSLASH: Final = re.compile(r"\\[ \t\xa0]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A block's lines: ``documented`` as on the page, ``lines`` with values filled in; the same number of both.

    ``place`` gives where the text of a line starts. ``own`` are functions that the page defines. ``copied`` is true
    where a button copies what prompts show.
    """

    lines: Sequence[str]
    documented: Sequence[str]
    place: Callable[[int], Location]
    prompts: Prompts = DOLLAR
    own: frozenset[str] = frozenset()
    copied: bool = False


def prompted_segments(body: Body) -> tuple[tuple[Segment, ...], tuple[Diagnostic, ...]]:
    """The commands of a block in which prompts start commands and all else is output."""
    commands = list(CommandReader(body.lines, body.prompts).prompted())
    first, *ends = (*(command.start for command in commands), len(body.lines))
    found: list[Segment] = []
    odd: list[Diagnostic] = []
    stray = output_lines(body, 0, first)
    if not body.copied and any(map(calls_program, body.lines[:first])):
        above, more = script_segments(_upper_part(body, first), outputs=True)
        found += above
        odd += more
    elif stray is not None and not only_comments(body.lines[:first]):
        odd.append(_stray(stray[1]))
    outputs = 0
    for command, end in zip(commands, ends, strict=True):
        odd += _oddities(body, command)
        output = _expected(body, command.end, end)
        odd += _shown_in_comments(body, command, end)
        if _holds_nothing(body, command):
            odd += [] if output is None else [_stray(output[1])]
            continue
        if outputs == 1 and body.copied:
            odd.append(_interleaved(body.place(command.start)))
            outputs += 1  # one note a block is enough
        outputs += outputs == 0 and output is not None
        found.append(_segment(body, command, output))
    return tuple(found), tuple(odd)


def _upper_part(body: Body, end: int) -> Body:
    """The lines above the first prompt: commands that lost theirs, with what they print."""
    return replace(body, lines=body.lines[:end], documented=body.documented[:end])


def script_segments(body: Body, *, outputs: bool = False) -> tuple[tuple[Segment, ...], tuple[Diagnostic, ...]]:
    """The commands of a block without prompts; with ``outputs`` it may show what they print."""
    read = list(script_commands(body.lines, body.own, outputs=outputs))
    kept = [one for one in read if one.command is None or not _holds_nothing(body, one.command)]
    odd = [oddity for one in read if one.command is not None for oddity in _oddities(body, one.command)]
    odd += [oddity for one in kept for oddity in _script_oddities(body, one, alone=len(kept) == 1)]
    found = [
        _segment(body, one.command, output_lines(body, *one.output) if one.output is not None else None)
        for one in kept
        if one.command is not None
    ]
    return tuple(found), tuple(odd)


def _script_oddities(body: Body, one: ScriptCommand, *, alone: bool) -> Iterator[Diagnostic]:
    """``alone``: the block holds nothing else, so that lines without a command are all that it is to show."""
    if one.command is not None:
        yield from _shown_in_comments(body, one.command, len(body.lines))
    elif one.output is not None and not alone:
        yield _stray(body.place(one.output[0]))
    if one.doubt is not None and (one.command is None or one.command.heredoc is None):
        start, end = one.doubt
        line, more = body.lines[start].strip(), sum(1 for other in body.lines[start + 1 : end] if other.strip())
        below = f", nor {'is the line' if more == 1 else f'are the {more} lines'} below it" if more else ""
        yield UNCLEAR_LINE.found(
            body.place(start),
            f"{line[:60]!r} is neither a known command nor clearly output, so it is not run{below}",
            expected="commands only, or a prompt, '$ ', before each command and the output below it",
            remedy="add the prompts, or add the program to [programs]",
        )


def _segment(body: Body, command: CommandLines, output: tuple[str, Location] | None) -> Segment:
    expected, expected_at = output or (None, None)
    return Segment(
        at=body.place(command.start),
        command="\n".join(command.texts(body.lines)),
        documented="\n".join(command.texts(body.documented)),
        expected=expected,
        expected_at=expected_at,
    )


def _holds_nothing(body: Body, command: CommandLines) -> bool:
    return all(_COMMENT.match(line) for line in command.texts(body.lines))


def output_lines(body: Body, start: int, end: int) -> tuple[str, Location] | None:
    """The lines between two commands without outer blank ones, and where they start."""
    while start < end and not body.lines[start].strip():
        start += 1
    while end > start and not body.lines[end - 1].strip():
        end -= 1
    return ("\n".join(body.lines[start:end]), body.place(start)) if end > start else None


def _expected(body: Body, start: int, end: int) -> tuple[str, Location] | None:
    """The expected output between two commands; comments there are prose."""
    lines = body.lines[start:end]
    if only_comments(lines):
        return None
    kept = len(without_remarks(lines)) if end < len(body.lines) else len(lines)
    return output_lines(body, start, start + kept)


def _shown_in_comments(body: Body, command: CommandLines, end: int) -> list[Diagnostic]:
    """Says that a comment behind a command, or those directly below it, show its output."""
    below = shows_output(list(takewhile(is_comment, body.lines[command.end : end])))
    if not below and not shows_output_behind(body.lines[command.end - 1]):
        return []
    return [
        OUTPUT_IN_COMMENT.found(
            body.place(command.end if below else command.end - 1),
            "the comment shows the command's output, which is not compared",
            expected="the output in the block below a command with a prompt, '$ '",
            remedy="write the prompt before the command, and the output below it without '#'",
        )
    ]


def _oddities(body: Body, command: CommandLines) -> Iterator[Diagnostic]:
    at = body.place(command.start)
    last = body.lines[command.end - 1]
    if not "".join(command.texts(body.lines)).strip():
        yield EMPTY_PROMPT.found(at, "a prompt has no command", remedy="remove it, or write the command after it")
    if command.goes_on and body.copied and command.still_open is None:
        yield PARTLY_COPIED.found(
            at,
            "the command goes on in lines without a prompt, which the site's copy button leaves out",
            expected="a backslash at the end of each line that goes on, and no '> ' before the next",
            remedy="end the lines with backslashes, or write the prompt before each of them",
        )
    for index in range(command.start, command.end):
        column = body.lines[index].find("\xa0")
        if column >= 0:
            start = body.place(index)
            place = start.down(0, column=start.column + column)
            yield NO_BREAK_SPACE.found(
                place,
                "the command holds a no-break space, which bash takes as part of a word",
                expected="a plain space",
                remedy="replace it: it looks the same and is another character (U+00A0)",
                fix=swap(place, "\xa0", " " if body.lines[index][column:].strip() else ""),
            )
            break
    if command.heredoc is not None:
        yield UNCLOSED_HEREDOC.found(
            at,
            f"the here-document {command.heredoc.delimiter!r} is never closed",
            expected=f"a line {command.heredoc.delimiter!r}, not indented and without blanks after it",
            remedy="add the line; without it everything below is part of the document",
        )
    elif _BLANK_AFTER_BACKSLASH.search(last):
        yield BLANK_AFTER_BACKSLASH.found(
            body.place(command.end - 1),
            "blanks after the backslash keep it from continuing the line",
            remedy="remove the blanks at the end of the line",
            fix=swap(body.place(command.end - 1), last, last.rstrip(" \t\xa0")),
        )
    elif command.still_open is not None:
        yield INCOMPLETE_COMMAND.found(
            at,
            f"the command is not complete: {command.still_open.value} is open at the end of "
            f"line {body.place(command.end - 1).line}",
            expected="a command that ends before its output starts",
            remedy=_REMEDIES[command.still_open],
        )


_REMEDIES: Final = {
    Open.QUOTE: "close the quote, or end each line that the command continues with a backslash",
    Open.COMPOUND: "close it, or start each further line of the command with a prompt",
    Open.OPERATOR: "end the line with a backslash, or remove the operator",
    Open.BACKSLASH: "remove the backslash, or add the line that it announces",
    Open.HEREDOC: "close the here-document",
}


def _interleaved(at: Location) -> Diagnostic:
    return INTERLEAVED.found(
        at,
        "a command follows the output of an earlier one in the same block",
        expected="all commands of a block before its output",
        remedy="give it a block of its own: the site's copy button leaves it out",
    )


def _stray(at: Location) -> Diagnostic:
    return OUTPUT_BEFORE_COMMAND.found(
        at,
        "no command comes before these lines, so nothing can be compared with them",
        expected="a line that starts with a prompt, '$ '",
        remedy="add the prompt, or the command whose output this is",
    )
