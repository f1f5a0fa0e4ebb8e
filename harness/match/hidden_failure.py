"""Failures that an exit status of 0 hides: a part of a pipeline, a command substitution, an error line."""

import re
from collections.abc import Iterator
from itertools import dropwhile
from typing import Final

from harness.match.error_patterns import LONGEST, is_well_known, meaning_of, only_program, shows_error, shows_failure
from harness.match.headline import quote_reason
from harness.match.match import Match
from harness.match.own_words import admitted
from harness.match.program_errors import (
    BROKEN_PIPE,
    SIGPIPE,
    SYSTEM,
    TEST,
    TIME_UP,
    UNKNOWN_FIELD,
    error_lines,
)
from harness.match.server_answer import refused_request
from harness.patterns import patterns_in
from harness.plan.commands.accountable import accountable_programs, deciding_programs
from harness.plan.step import Command
from harness.programs.invocation import NO_CALL, Invocation, base_name, invocation, shell_text
from harness.programs.roles import INTERPRETER, PASSES_ON, PATTERN_FIRST, PICKS_FIELDS, PRINTS_NULL, RUNS_SCRIPTS
from harness.run.output import Ended, FailedPart, Output
from harness.shell.script_reader import read_script

QUERIES: Final = frozenset({"jsonpath", "jsonpath-as-json", "go-template", "template"})
COLUMNS: Final = "custom-columns"
NO_VALUE: Final = re.compile(r"(?:\s*(?:<no value>|<none>|<nil>))+\s*")
"""What kubectl prints in place of a value that is not there."""
NO_FIELD: Final = re.compile(r"\s*(?:-?(?:inf|nan)\s+)*")
"""What awk and cut print where lines have no such field, or awk divides by it."""
CALLING: Final = frozenset({"-exec", "-execdir"})
EXCUSES: Final = re.compile(r"\|\||\b(?:if|while|until)\b")
"""How a text says that what a call finds is only a question."""
ABSENT: Final = re.compile(r"bash: (?:line \d+: )?[\w.+-]+: command not found")
"""In a condition, too: it does not hold, and never will."""
TRIES: Final = re.compile(r"\b(?:while|until)\b")
ECHOES: Final = re.compile(r"\b(?:echo|printf)\b")


def hidden_failure(command: Command, output: Output, match: Match | None) -> str | None:
    """What went wrong in a command that ended with 0, ``None`` if nothing did or the page shows that it does."""
    agrees = match is not None and match.agrees
    if (agrees and command.may_fail) or shows_error(command.expected or ""):
        return None  # another message than the one that the page shows is a difference of the output
    forgiven = agrees and match is not None and not match.vacuous
    line = error_line(command, output) or (None if forgiven else last_error(command, output))
    part = next(broken_parts(output, forgiven=forgiven, unseen=only_echoes(command)), None)
    if part is not None:
        return told_part(part, output, line)
    if line is not None:
        blame = (
            "a field of the manifest does not exist" if UNKNOWN_FIELD.match(line) else "exit status 0, but it failed"
        )
        return blame + _reason(line)
    return _told_otherwise(command, output)


def _told_otherwise(command: Command, output: Output) -> str | None:
    """What no program says that failed, but a server, the text itself or an answer in which nothing is."""
    if said := refused_request(command, output.text):
        return f"the server answers with an error{_reason(said)}"
    if said := admitted(command, output.text):
        return f"exit status 0, but it says that it failed{_reason(said)}"
    if not finds_nothing(command, output):
        return None
    return f"the query finds nothing: {' '.join(output.text.split()) or 'no output'}"


def told_part(part: FailedPart, output: Output, line: str | None = None) -> str:
    """How a part has ended, and why: by ``line`` where that is known to be of one of the programs."""
    if part.unmatched:
        return f"no file matches `{part.text}`, which the loop goes over"
    meaning = meaning_of(part.text, part.status)
    reason = _reason(line or _complaint(output, part.text)) or (
        f"; {only_program(part.text).name} ends so when {meaning}" if meaning else ""
    )
    return f"{_named(part)} ended with exit status {part.status}{reason}"


def only_echoes(command: Command) -> bool:
    """Whether all that the page shows is printed by ``echo``: then it says nothing of what else ran."""
    shown = [line for line in (command.expected or "").splitlines() if line.strip()]
    return 0 < len(shown) <= sum(len(ECHOES.findall(text)) for text in (command.text, *command.bodies))


def broken_parts(output: Output, *, forgiven: bool = False, unseen: bool = False) -> Iterator[FailedPart]:
    """Parts whose status tells of a failure.

    With ``forgiven`` a pipeline has printed what the page shows, and what its parts ended with is as it was there;
    with ``unseen`` that was printed by others than those that are no part of a pipeline.
    """
    closed = BROKEN_PIPE.search(output.text) is not None
    for part in output.failed_parts:
        seen = part.piped or not unseen or (part.unmatched and part.text in output.text)
        excused = forgiven and not part.substituted and seen
        timed = part.status == TIME_UP and part.text.startswith("timeout ")
        if not (_cut_off(part, closed=closed) or timed or part.status in _called(part).answers or excused):
            yield part


def ends_cut_off(output: Output) -> bool:
    """Whether the status is that of a part whose reader had read enough, as the shell tells it after ``pipefail``."""
    parts = [part for part in output.failed_parts if part.status == output.status]
    return output.ended is Ended.EXITED and any(_cut_off(part) for part in parts)


def _cut_off(part: FailedPart, *, closed: bool = False) -> bool:
    return part.piped and (closed or part.status in {SIGPIPE, *_called(part).profile.closed_pipe})


def error_line(command: Command, output: Output) -> str | None:
    """The first line in which a program of the command says that it failed, and that the page does not show."""
    if not output.text.strip():
        return None
    calls = speaking(command)
    patterns = [pattern for call in calls if (pattern := _pattern(call)) is not None]
    names = {call.program for call in calls}
    shown = {line.strip() for line in (command.expected or "").splitlines()}
    closed = any(part.piped for part in output.failed_parts) and BROKEN_PIPE.search(output.text) is not None
    asked = set[str]() if "||" in command.text else {call.program for call in read_script(command.text).calls}
    tries = TRIES.search(command.text) is not None
    lines = output.text.splitlines()
    for number, line in enumerate(lines):
        head = line[:LONGEST]
        system = SYSTEM.fullmatch(head)
        own = (system is not None and base_name(system["program"]) in names) or (
            not tries and TEST.fullmatch(head) is not None
        )
        own = own or (ABSENT.fullmatch(head) is not None and head.split(": ")[-2] in asked)
        told = own or (not closed and any(pattern.match(head) for pattern in patterns))
        if told and not _shown(head, patterns, shown):
            return _end_of_traceback(lines[number:]) or line.strip()
    return None


def speaking(command: Command) -> list[Invocation]:
    """The calls that answer for what they print."""
    answerable = asked_to_succeed(command.text)
    excused = {
        invocation(call.words).program
        for call in read_script(command.text).calls
        if call.words not in answerable and EXCUSES.search(command.text)
    }  # which of two calls of a program has said a line is not known
    inside = (words for body in command.bodies for words in asked_to_succeed(body))
    calls = [call for words in (*answerable, *inside) if (call := invocation(words)).program not in excused]
    # What a job says at first is part of the output.
    calls += [invocation(call.words) for call in read_script(command.text).calls if call.background]
    return calls + [invocation(called) for words in answerable for called in called_inside(words)]


def asked_to_succeed(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of each call that has to succeed, or to answer a question."""
    asked = (words for words in deciding_programs(text) if invocation(words).answers)
    return (*accountable_programs(text), *asked)


def last_error(command: Command, output: Output) -> str | None:
    """The last line if it is an error of a program that nobody knows, and that the page does not show."""
    words = patterns_in("harness.programs.data", "last_words.toml")
    lines = [line.strip() for line in output.text.splitlines() if line.strip()]
    lines = list(dropwhile(words["pointer"].match, lines[::-1]))[::-1]
    failed = words["failed"]
    if not lines or failed.match(lines[-1][:LONGEST]) is None:
        return None
    programs = {call.program for call in read_script(command.text).calls}
    if any(program in PATTERN_FIRST for program in programs):  # that line was looked for
        return None
    functions = {program for program in programs if command.bodies and "/" not in program}
    says_own = any(_says_what_it_likes(call, functions) for call in speaking(command))
    shown = {line.strip() for line in (command.expected or "").splitlines()}
    return lines[-1] if says_own and not _shown(lines[-1], [failed], shown) else None


def _says_what_it_likes(call: Invocation, functions: set[str]) -> bool:
    """Whether nobody knows how a program tells of an error: one that may be the page's own, or what runs such a one."""
    runs = any(call.program in role for role in (INTERPRETER, RUNS_SCRIPTS)) and call.program not in PATTERN_FIRST
    verb, behaviour = call.profile.verb_of(call.verbs)
    given = bool(call.verbs) or call.flags.keys() <= {"-"}  # a file, or what is fed to it
    return (
        not (is_well_known(call.program) or call.program in functions)
        or (bool(verb) and behaviour.runs)
        or (runs and given and not call.has("-c", "-e"))
    )


def _end_of_traceback(lines: "list[str]") -> str:
    """The line below a traceback, which says why; empty where the first line begins none."""
    if not lines[0].startswith("Traceback ("):
        return ""
    return next((line.strip() for line in lines[1:] if line.strip() and not line[0].isspace()), "")


def called_inside(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The calls that another one makes by its words: a ``find``, whose status says nothing of theirs, and ``sh -c``."""
    if (text := shell_text(words)) is not None:
        yield from accountable_programs(text)
    elif base_name(words[0]) == "find":
        yield from (words[at + 1 :] for at, word in enumerate(words[:-1]) if word in CALLING)


def finds_nothing(command: Command, output: Output) -> bool:
    """Whether a query for a value, shown for its value, has printed none."""
    if command.expected is not None or command.background:
        return False
    script = read_script(command.text)
    if output.text.strip() == "null":
        return bool(script.calls) and script.calls[-1].gives is None and script.calls[-1].program in PRINTS_NULL
    if output.text and script.calls and script.calls[-1].program in PICKS_FIELDS and NO_FIELD.fullmatch(output.text):
        return not script.writes
    text = output.text.strip()
    calls = [invocation(call.words) for call in script.calls if call.gives is None]
    if text and not any(NO_VALUE.fullmatch(_cells(call, text)) for call in calls if call.verb == "get"):
        return False
    asks = any(_queries(call, output.text) for call in calls) and any(
        _queries(invocation(w), output.text) for w in accountable_programs(command.text)
    )
    return asks and not script.writes and ">" not in command.text and all(call.program in PASSES_ON for call in calls)


def _queries(call: Invocation, text: str) -> bool:
    """Whether a call asks for a value; columns, and the blank lines of a range, say of each that it is not there."""
    form = _form(call)
    listing = form.startswith(COLUMNS) or "{range" in form
    asks = form.partition("=")[0] in QUERIES or call.has("--template") or listing
    return call.verb == "get" and asks and (bool(text) or not listing)


def _form(call: Invocation) -> str:
    return call.flag("-o", "--output")


def _cells(call: Invocation, text: str) -> str:
    """What a call has printed, without the head of its columns."""
    headed = _form(call).startswith(COLUMNS) and not call.has("--no-headers")
    return text.partition("\n")[2] if headed else text


def _pattern(call: Invocation) -> "re.Pattern[str] | None":
    return None if call.verb in call.profile.relays else error_lines(call.profile)


def _shown(line: str, patterns: "list[re.Pattern[str]]", shown: set[str]) -> bool:
    """Whether the page shows the line, or one that begins as such lines do."""
    if line.strip() in shown:
        return True
    return any(pattern.match(line) and any(pattern.match(other) for other in shown) for pattern in patterns)


def _called(part: FailedPart) -> Invocation:
    """The call whose status counts: those in ``$(...)`` and ``<(...)`` of it come before it."""
    calls = read_script(part.text).calls
    return invocation(calls[-1].words) if calls else NO_CALL


def _named(part: FailedPart) -> str:
    text = f"`{part.text}`" + (f" in {part.function}()" if part.function else "")
    if part.variable:
        return f"{text}, which ${part.variable} is set from,"
    if part.substituted:
        return f"{text} in a $(...)" if not part.function else text
    return f"{text}, a part of the pipeline," if part.piped else text


def _reason(line: str) -> str:
    return f": {quote_reason(line)}" if line else ""


def _complaint(output: Output, part: str) -> str:
    lines = output.text.splitlines()
    errors = (line for line in lines if shows_error(line))
    return next(errors, next((line for line in lines if shows_failure(line, part)), "")).strip()
