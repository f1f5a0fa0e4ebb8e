"""Files that a command with exit status 0 has left as they were, empty, or with what a server says of an error.

Variables that hold such an error are told here, too, and loops that give up.
"""

import re
import shlex
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from harness.capability import Capability
from harness.match.headline import quote
from harness.match.server_answer import server_error
from harness.match.verdict import CommandResult, Failure
from harness.plan.commands.accountable import accountable_commands
from harness.plan.step import Command, Effect
from harness.programs.invocation import Invocation, base_name, invocation
from harness.programs.roles import CLIENT, FILLS_IN, FILTERS, OFFLINE, PASSES_ON, PATTERN_FIRST, PRINTS_NULL, REPLACES
from harness.run.shell import Shell
from harness.session.clusters.shell_values import value_of
from harness.session.page.empty_values import NO_VALUE, told_empty
from harness.session.page.loops import goes_over_nothing, waited_in_vain
from harness.session.threads.files import curl, paths
from harness.shell.script import Call, Script
from harness.shell.script_reader import read_script

IN_PLACE: Final = re.compile(
    r"(?<=\s)(?:-(?P<others>[A-Za-hj-z]*)i\S*|--in-place\S*)(?=\s)"
)  # without it, what the file would be is printed
SUBSTITUTION: Final = re.compile(r"(?:^|[^\w.-])s([^\w\s;]).+\1")
INPUT: Final = re.compile(r"(?<!<)<\s*([^\s<>|&;()]+)")
FILLED_IN: Final = re.compile(r"\$(?:\{(\w+)\}|(\w+))")
PLAIN: Final = re.compile(r"[\w./*?$@{}:+,=~%-]+")
KNOWS_STATUS: Final = re.compile(r"-[A-Za-z]*[fIiw][A-Za-z]*|--(?:fail|head|include|write-out|show-headers).*")
"""Flags with which curl tells a page of an error."""
LOOKED_AT: Final = 2_000  # characters of a file
ASKED: Final = 10.0  # seconds for one look
TRIES: Final = 5  # for what clusters have still to say
PAUSE: Final = 2.0  # seconds

Run = Callable[[Command], tuple[CommandResult, frozenset[Capability]]]
"""The result of a command, and the capabilities that its output shows to be missing."""


def with_files_filled(command: Command, shell: Shell, run: Run) -> tuple[CommandResult, frozenset[Capability]]:
    """What a run gives; a failure if it ended well and its files tell that it found nothing.

    What asks a cluster for the content of a file is run again: it may still come.
    """
    unchanged = changes_nothing(command.text, shell)
    result, missing = run(command)
    script = read_script(command.text)
    asks = any(invocation(call.words).profile.context_flags for call in script.calls)
    tries = TRIES if asks and command.effect is not Effect.CHANGES else 1
    while not missing and ended_well(result) and (empty := empty_files(script, command.text, shell)):
        if (tries := tries - 1) == 0:
            return replace(result, failure=Failure.STATUS, note=told_empty(empty)), missing
        time.sleep(PAUSE)
        result, missing = run(command)
    if missing or not ended_well(result):
        differs = bool(unchanged) and result.failure is Failure.OUTPUT
        return (replace(result, note=f"{result.note}; {unchanged}") if differs else result), missing
    said = unchanged or error_saved(script, shell) or left_out(script, command.text, shell)
    if command.expected is None:
        said = said or waited_in_vain(command.text, shell) or goes_over_nothing(command.text, shell)
    return (replace(result, failure=Failure.STATUS, note=said) if said else result), missing


def ended_well(result: CommandResult) -> bool:
    return result.failure is None and result.output is not None and result.output.status == 0


def error_saved(script: Script, shell: Shell) -> str:
    """Which file or variable holds what a server says of an error, empty where none does."""
    held = [(name, beginning(name, shell)) for name in fetched_files(script)]
    held += [(f"${call.gives}", value_of(call.gives, shell)) for call in script.calls if call.gives and keeps_all(call)]
    answers = ((name, server_error(text)) for name, text in held)
    return next((f"{name} holds an error of the server: {quote(said)}" for name, said in answers if said), "")


def left_out(script: Script, text: str, shell: Shell) -> str:
    """Which variables of a template have no value, empty where all have one."""
    names = filled_in(script, text, shell)
    unset = [f"${name}" for name in names if shell.run(f"printenv {name} >/dev/null || echo unset", timeout=ASKED).text]
    return f"not exported, and so replaced by nothing: {', '.join(unset)}" if unset else ""


def changes_nothing(text: str, shell: Shell) -> str:
    """What a command that is to replace something does not find, empty where it does; asked before it runs."""
    calls = [one for one in accountable_commands(text) if replaces(one)]
    if len(calls) != 1 or read_script(text).branches:
        return ""
    program, *words = read_script(calls[0]).calls[-1].words
    trial = IN_PLACE.sub(lambda flag: f"-s{flag['others'] or ''}", calls[0], count=1)
    names = [name for name in paths(base_name(program), tuple(words)) if name]
    if not names or not any(map(SUBSTITUTION.search, words)):
        return ""
    files = " ".join(map(as_word, names))
    there = f"command cat -- {files} >/dev/null 2>&1"
    same = f"command cat -- {files} | command cmp -s - <({trial} 2>/dev/null)"
    output = shell.run(f"{there} && {same} && echo same || :", timeout=ASKED)
    found_none = output.text.strip() == "same"
    return f"{base_name(program)} finds nothing to replace in {' '.join(names)}" if found_none else ""


def replaces(text: str) -> bool:
    calls = read_script(text).calls
    return len(calls) == 1 and base_name(calls[0].program) in REPLACES


def empty_files(script: Script, text: str, shell: Shell) -> dict[str, str]:
    """Files that the answer of a query is sent to and that hold none, with what they hold."""
    calls = [invocation(call.words) for call in script.calls]
    if script.branches or "||" in text or not all(map(only_reads, calls)) or not any(map(looks_for, calls)):
        return {}
    names = [name for name in script.writes if not re.search(rf"\d>+\s*['\"]?{re.escape(name)}", text)]
    held = {name: beginning(name, shell).strip() for name in names if not name.startswith("/dev/")}
    return {name: value for name, value in held.items() if value in NO_VALUE}


def only_reads(call: Invocation) -> bool:
    roles = () if call.profile.context_flags else (PASSES_ON, FILTERS, OFFLINE, CLIENT)
    return looks_for(call) or any(call.program in role for role in roles)


def looks_for(call: Invocation) -> bool:
    """Whether a call picks something out of what it reads, so that nothing is no answer."""
    if call.profile.context_flags:
        return call.program in PASSES_ON and call.has("-o", "--output")
    return call.program in PRINTS_NULL or call.program in PATTERN_FIRST


def keeps_all(call: Call) -> bool:
    """Whether a client takes whatever a server answers."""
    return call.program in CLIENT and not any(KNOWS_STATUS.fullmatch(word) for word in call.words[1:])


def fetched_files(script: Script) -> Iterator[str]:
    """The files in which clients save what a server answers, whatever it says."""
    for call in script.calls:
        if keeps_all(call):
            yield from (thing.name for thing in curl(call.words[1:]).makes if not thing.name.startswith("/dev/"))
            yield from script.writes if len(script.calls) == 1 else ()


def filled_in(script: Script, text: str, shell: Shell) -> Iterator[str]:
    """The variables of a template whose values a program fills in from its environment."""
    calls = [call for call in script.calls if call.program in FILLS_IN]
    if not calls or script.branches:
        return
    named = FILLED_IN.findall(" ".join(calls[0].words[1:]))
    given = [call.heredoc for call in script.calls if call.heredoc is not None]
    files = [*INPUT.findall(text), *(word for call in script.calls if call.program == "cat" for word in call.words[1:])]
    template = "\n".join((*given, *(beginning(name, shell) for name in files)))
    for braced, bare in dict.fromkeys(FILLED_IN.findall(template)):
        name = braced or bare
        if (not named or (braced, bare) in named or (bare, braced) in named) and not re.search(rf"\b{name}=", text):
            yield name


def beginning(name: str, shell: Shell) -> str:
    return shell.run(f"command head -c {LOOKED_AT} -- {as_word(name)} 2>/dev/null || :", timeout=ASKED).text


def as_word(name: str) -> str:
    """A path as a word of bash, which fills in variables and finds the files of a pattern."""
    return name if PLAIN.fullmatch(name) else shlex.quote(name)
