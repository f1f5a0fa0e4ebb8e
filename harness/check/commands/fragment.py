"""Commands that were cut in two: a backslash lost at the end of a line, or a prompt at the start of one."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from harness.check.commands.bare_text import bare_text
from harness.check.commands.command_line import (
    CommandLine,
    call_place,
    command_line,
    filled_script,
    place_of,
    segments,
)
from harness.check.commands.program import known_programs
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic
from harness.parse.page import Page, Segment, Snippet
from harness.programs.invocation import base_name
from harness.programs.known import known_names
from harness.programs.names import COMMON, STANDARD
from harness.programs.roles import READS_FILES
from harness.shell.script import Call
from harness.shell.script_reader import read_script
from harness.source import Location

CUT: Final = Rule.named("lost-backslash")
PROMPT: Final = Rule.named("lost-prompt")
RULES: Final = (CUT, PROMPT)

# An option, an operator, or the program inside a pod; `-rw-r--r--` and `---` are outputs.
_REST: Final = re.compile(
    r"\s*(?:--[a-zA-Z][\w-]*(?:[= ]|$)|-[a-zA-Z](?:[ =]\S|\w*$)|-- \w|(?:\|\|?|&&)\s+[a-z]\w*(?:(?!\|\s*$).)*$)"
)
_REMARK: Final = re.compile(r"(?:\||&&) (\\)([ \t]+)#", re.MULTILINE)
_HALF: Final = 2
_LONG_OPTION: Final = re.compile(r"\s*-[a-z]\w+(?: \S|$)")
_ONE_DASH: Final = frozenset({"find", "java", "keytool", "openssl"})  # their long options have one dash
_OPTION: Final = re.compile(r"--?[a-zA-Z]")
_MODE: Final = re.compile(r"\s*-[r-][w-][x-]")
_VARIABLE: Final = re.compile(r"export [A-Za-z_]\w*=\S")
_JOINED: Final = re.compile(r"\$[a-z][\w-]+ ")
_LIKE_A_COMMAND: Final = re.compile(r"\s(?:--?[a-zA-Z]|@\S+@|\"?\$[\w({]|[|>]\s|<<)|\\$")
_PRINTS_COMMANDS: Final = re.compile(r"--(?:print|show)(?:-\w+)*-command\b|\b(?:docker|podman)-env\b")
"""Words of commands that print commands."""
_SHELL: Final = frozenset(
    {"cat", "chmod", "cp", "curl", "docker", "echo", "export", "git", "kind", "mkdir", "openssl", "rm", "wget"}
)
_SILENT: Final = frozenset({"chmod", "cp", "export", "mkdir", "mv", "rm", "rmdir", "unset"})


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    own = programs_of(page)
    yield from glued(page)
    for snippet in page.snippets:
        above = None
        for segment in snippet.segments:
            yield from cut(segment, above)
            above = segment.at.line + segment.command.count("\n")
            last = snippet.last_line
            at = segment.expected_at
            shown = is_shown(filled_script(segment.command).calls) or _PRINTS_COMMANDS.search(segment.command)
            if (
                segment.expected is not None and at is not None and at.line <= last and not shown
            ):  # nor of another fence
                yield from commands_in(segment.expected, at, own)


def glued(page: Page) -> Iterator[Diagnostic]:
    """Commands whose prompt has no blank behind it, on a page whose other prompts have one."""
    starts = [(each, line_of(snippet, each)) for snippet in page.snippets for each in snippet.segments]
    found = [(segment, line) for segment, line in starts if _JOINED.match(line)]
    if len(found) <= sum(line.startswith("$ ") for _, line in starts) // _HALF:
        for segment, line in found:
            message = f"no blank is behind the prompt: {line[:60]}"
            yield PROMPT.mended(segment.at, message, line, f"$ {line[1:]}", remedy="put a blank behind the '$'")


def line_of(snippet: Snippet, segment: Segment) -> str:
    """The line with the prompt, as the block has it."""
    lines, number = snippet.body.split("\n"), segment.at.line - snippet.body_at.line
    return lines[number] if segment.at.path == snippet.body_at.path and 0 <= number < len(lines) else ""


def cut(segment: Segment, above: int | None) -> Iterator[Diagnostic]:
    """``above`` is the last line of the block's command before this one."""
    script = filled_script(segment.command)
    for call in script.calls:
        goes_on = call.line > 0 or above == segment.at.line - 1
        if _OPTION.match(call.program) and goes_on and not script.broken:
            yield lost(call_place(segment, call), call.program)
        if call.words == ("/",) and not script.broken:
            message = "a slash ends the line, where a backslash continues it"
            yield CUT.mended(call_place(segment, call), message, "/", "\\", remedy="write '\\'")
    for found in _REMARK.finditer(segment.command) if "\\ " in segment.command else ():
        if bare_text(segment.command)[found.start()] in "|&":
            message = "the backslash makes a command of the blank behind it"
            at = place_of(found.start(1), segment.command, segment.at)
            yield CUT.mended(at, message, f"\\{found[2]}", "", expected="no backslash", remedy="remove the backslash")
    first = (segment.expected or "").partition("\n")[0]
    if not first or segment.expected_at is None or not script.calls:
        return
    unfinished = _unfinished(script.calls[-1].words)
    indented = segment.expected_at.column > segment.at.column or first[:1] in " \t"
    if base_name(script.calls[-1].words[0]) not in known_names() or is_shown(script.calls):
        return  # what it shows may begin with an option
    one_dash = base_name(script.calls[-1].words[0]) in _ONE_DASH and _LONG_OPTION.match(first)
    if one_dash or (_REST.match(first) and not _MODE.match(first)) or (indented and unfinished):
        yield lost(segment.expected_at, first.strip())


def is_shown(calls: Sequence[Call]) -> bool:
    """Whether what is printed is the text of a file, which may hold anything."""
    return bool(calls) and base_name(calls[-1].words[0]) in READS_FILES


def lost(at: Location, rest: str) -> Diagnostic:
    return CUT.found(
        at,
        f"this line is the rest of the command above: {rest[:60]}",
        expected="a backslash at the end of every line that the command continues",
        remedy="end the line above with ' \\'",
    )


def _unfinished(words: tuple[str, ...]) -> bool:
    """Whether a call lacks what it cannot do without, or is one that prints nothing, so that no output can follow."""
    program = base_name(words[0])
    if program in _SILENT:
        return True
    if program == "curl":
        return not any(re.search(r"[./$]", word) for word in words[1:] if not word.startswith("-"))
    line = command_line(words)
    return line is not None and (line.rest == () or bool(line.flags and _lacks_value(line)))


def _lacks_value(line: CommandLine) -> bool:
    flag, value = line.flags[-1]
    return value is None and flag in line.command.valued


def commands_in(output: str, at: Location, own: frozenset[str]) -> Iterator[Diagnostic]:
    """The lines of an output that start like a command and go on like one."""
    above = ""
    for number, line in enumerate(output.split("\n")):
        announced = above.rstrip().endswith(":")  # the program itself tells what to run next
        above = line if line.strip() and not (announced and is_command(line, own)) else above
        place = at.down(number, column=at.column)
        message = f"this line of the output is a command: {line[:60]}"
        joined = _JOINED.match(line)
        if joined and (is_command(line[1:], own) or line[1:].split(" ")[0] in COMMON | STANDARD):
            yield PROMPT.mended(place, message, line, f"$ {line[1:]}", remedy="put a blank behind the '$'")
        elif line[:1].strip() and not announced and is_command(line, own):
            yield PROMPT.mended(place, message, line, f"$ {line}", remedy="put the prompt before it")


def programs_of(page: Page) -> frozenset[str]:
    return frozenset(call.program for segment in segments(page) for call in read_script(segment.command).calls)


def is_command(line: str, own: frozenset[str]) -> bool:
    first, _, rest = line.partition(" ")
    if not rest or not (first in own or first in known_programs() or first in _SHELL):
        return False
    if first == "export":
        return _VARIABLE.match(line) is not None
    program = known_programs().get(first)
    if program is not None:
        return rest.split()[0] in program.commands or (rest.startswith("-") and bool(_LIKE_A_COMMAND.search(line)))
    return _LIKE_A_COMMAND.search(line) is not None and not rest.startswith(("is ", "was ", "- "))
