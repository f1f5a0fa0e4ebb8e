"""Whether bash can read the commands of a page; bash decides, without running anything."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from harness.check.commands.flags import place
from harness.check.commands.inner_call import inner_text
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic, Severity
from harness.parse.page import Segment, Snippet
from harness.programs.known import known_names
from harness.shell.bash_n import read_by_bash
from harness.shell.completeness import ShellReader
from harness.shell.plain_script import is_plain
from harness.shell.script import Script
from harness.shell.script_reader import read_script

SYNTAX: Final = Rule.named("shell-error")
PLACEHOLDER: Final = Rule.named("placeholder")
RULES: Final = (SYNTAX, PLACEHOLDER)

_ENDS: Final = frozenset({"done", "fi", "esac", "}"})
_COMPLAINT: Final = re.compile(r"^[^\n]*?line (\d+): (.*)$", re.MULTILINE)
_ANGLES: Final = re.compile(r"<[^\s<>()'\"`$|&;][^<>\n'\"`$|&;]{0,60}>")
_TEMPLATE: Final = re.compile(r"\{\{[^{}\n]*\}\}")
_WORD: Final = re.compile(r"[\w./-]+")
# An assignment, a path, a variable, a function, a subshell, or anything with an option.
_CALLED: Final = re.compile(r"\s*(?:\w+\+?=|[$./~]|\w+\s*\(\)|\(\s*\w)|.*\s--?[a-z]")
_TOKEN: Final = re.compile(r"near unexpected token [`'](.*)'$")
_MATCHING: Final = re.compile(r"while looking for matching [`'](.*)'$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What bash says about a command: the line at fault, from 0, and its words."""

    line: int
    words: str


def check(subject: Subject) -> Iterator[Diagnostic]:
    every = [(snippet, segment) for snippet in subject.plan.page.snippets for segment in snippet.segments]
    segments = [segment for _, segment in every]
    refused = refused_by_bash([segment.command for segment in segments])
    for snippet, segment in every:
        script = read_script(segment.command)
        placeholders = script.placeholders
        yield from inside(segment, script)
        if segment.command in refused:
            # Only a command that bash refuses is searched for more of them: `<in >out` is a redirection.
            placeholders = (*placeholders, *_ANGLES.findall(segment.command), *_TEMPLATE.findall(segment.command))
            filled = filled_in(segment.command, placeholders)
            found = complaint(filled)
            if found is not None and is_output(snippet, segment, found.line):
                yield SYNTAX.found(
                    segment.at.down(found.line, column=segment.at.column),
                    "this looks like the output of a command, in a block of commands",
                    expected="a block of its own for the output, or '$ ' before each command",
                    remedy="move the output into a block without a shell syntax",
                    severity=Severity.NOTE,
                )
                continue
            if found is not None:
                yield in_words(segment, filled, found)
                continue
        if placeholders:
            yield PLACEHOLDER.found(
                segment.at,
                f"the reader has to fill in {', '.join(dict.fromkeys(placeholders))}",
                remedy="set a variable earlier on the page, so that the command can be copied and run unchanged",
            )


def inside(segment: Segment, script: Script) -> Iterator[Diagnostic]:
    """What bash says of the script of ``sh -c``, here or in a pod."""
    for call in script.calls if "-c" in segment.command else ():
        text = inner_text(call)
        found = complaint(text) if text and not is_plain(text) and not script.placeholders else None
        if found is not None:
            yield SYNTAX.found(
                place(segment, call, "-c"),
                f"the shell inside cannot read its script: {found.words}",
                expected="a script that bash accepts",
                remedy="correct what is in the quotes behind -c",
            )


def is_output(snippet: Snippet, segment: Segment, line: int) -> bool:
    """Whether what bash refuses is text that some program printed: no prompt, and nothing that anybody calls."""
    first, *_ = segment.command.split("\n")
    text = segment.command.split("\n")[line] if line <= segment.command.count("\n") else first
    word = _WORD.match(text.strip())
    known = word is not None and word[0] in known_names()
    return f"$ {first}" not in snippet.body and not known and _CALLED.match(text) is None


def filled_in(command: str, placeholders: Sequence[str]) -> str:
    """The command with a word for each placeholder, so that ``<name>`` is no redirection."""
    for each in placeholders:
        command = command.replace(each, "PLACEHOLDER")
    return command


def in_words(segment: Segment, command: str, found: Complaint) -> Diagnostic:
    lines = command.split("\n")
    line, message, remedy = found.line, found.words, ""
    if matching := _MATCHING.search(found.words):
        sign = matching[1]
        line = opened_at(lines, sign, found.line)
        message = f"{sign} is opened and never closed"
        remedy = f"close it, or remove it: there is an odd number of {sign}" if sign in {'"', "'", "`"} else "close it"
    elif token := _TOKEN.search(found.words):
        message = f"{token[1]!r} is not expected here"
        above = lines[line - 1] if 0 < line < len(lines) else ""
        if token[1] == "newline":
            message = "the line ends where something more is expected"
        elif above.rstrip().endswith("\\"):
            line -= 1
            message = f"the backslash joins the next line to this one, where {token[1]!r} is not expected"
            remedy = "remove the backslash at the end of the line"
        elif token[1] in {"done", "fi", "esac", "}", ")"}:
            remedy = "end the command before it with ';' or a new line, and open what it closes"
    elif (joined := swallowed_end(lines)) is not None:
        line = joined
        message = f"the backslash makes {lines[joined + 1].strip()!r} an argument of this line's command"
        remedy = "end the line with ';' instead of the backslash, or put '; ' before it"
    elif "unexpected end of file" in found.words:
        line, message = 0, "the command is not complete: something that it opens is never closed"
        remedy = "add what is missing: done, fi, esac, } or )"
    return SYNTAX.found(
        segment.at.down(line, column=segment.at.column if line else segment.at.column + len("$ ")),
        f"bash cannot read the command: {message}",
        expected="a command that bash accepts as it is copied",
        remedy=remedy,
    )


def opened_at(lines: Sequence[str], sign: str, said: int) -> int:
    """The line where the last open quote or parenthesis is; older versions of bash name the last line instead."""
    last = min(said, len(lines) - 1)
    if sign not in {'"', "'", "`"}:
        return last
    return next((number for number in range(last, -1, -1) if lines[number].count(sign) % 2), last)


def swallowed_end(lines: Sequence[str]) -> int | None:
    """The line whose backslash takes the ``done`` below it for an argument."""
    for number, (line, below) in enumerate(itertools.pairwise(lines)):
        if below.strip().rstrip(";") in _ENDS and re.search(r"[^;&|\s]\s*\\$", line):
            return number
    return None


def refused_by_bash(commands: Sequence[str]) -> frozenset[str]:
    """The commands that bash does not accept. Few pages take more than one process, and most none.

    What is plain bash need not be asked about, and what is sound alone is sound together.
    """
    unsure = [each for each in dict.fromkeys(commands) if not is_plain(each)]
    alone = {each for each in unsure if not is_closed(each)}
    together = [each for each in unsure if each not in alone]
    return frozenset((*refused_of(together), *(each for each in alone if complaint(each) is not None)))


def refused_of(commands: Sequence[str]) -> Iterator[str]:
    """Those of several closed commands that bash refuses: where it refuses all together, each half is asked about."""
    if not commands or complaint("\n".join(commands)) is None:
        return
    if len(commands) == 1:
        yield commands[0]
        return
    middle = len(commands) // 2
    yield from refused_of(commands[:middle])
    yield from refused_of(commands[middle:])


@lru_cache(maxsize=8192)
def is_closed(command: str) -> bool:
    """Whether nothing of a command could swallow the next one, which would hide its faults."""
    reader = ShellReader()
    for line in command.split("\n"):
        reader.feed(line)
    return reader.open is None


def complaint(command: str) -> Complaint | None:
    """What bash has to say, ``None`` when it accepts the text."""
    reading = read_by_bash(command)
    if reading.accepted:
        return None
    found = _COMPLAINT.search(reading.words)
    if found is None:
        return Complaint(line=0, words=reading.words.strip())
    return Complaint(line=int(found[1]) - 1, words=found[2])
