"""How long a command may take, and how long it is repeated."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from harness.duration import parse_duration
from harness.plan.commands.literal_values import with_values
from harness.plan.step import Command, Effect
from harness.programs.invocation import SHELLS, Invocation, base_name, invocation, shell_text, unwrapped
from harness.programs.names import BUILTINS, STANDARD
from harness.programs.registry import remembered
from harness.settings.sections import Timeouts
from harness.shell.script import Call, Script
from harness.shell.script_reader import read_script

TELLING: Final = frozenset({"--timeout", "--max-time", "-m"})
"""Flags of many programs; a profile has others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpreter:
    """How a text for an interpreter sleeps; ``flags`` are before one on its command line, ``unit`` is in seconds."""

    program: re.Pattern[str]
    flags: tuple[str, ...]
    sleeping: re.Pattern[str]
    unit: float = 1.0


INTERPRETERS: Final = (
    Interpreter(
        program=re.compile(r"(?:.*/)?python[\d.]*"),
        flags=("-c",),
        sleeping=re.compile(r"\btime\.sleep\(\s*([\d.]+)\s*\)|(?<![.\w])sleep\(\s*([\d.]+)\s*\)"),
    ),
    Interpreter(
        program=re.compile(r"(?:.*/)?(?:perl|ruby)"),
        flags=("-e",),
        sleeping=re.compile(r"(?<![.$\w])sleep[ (]\s*([\d.]+)"),
    ),
    Interpreter(
        program=re.compile(r"(?:.*/)?(?:node|nodejs|deno|bun)"),
        flags=("-e", "--eval", "-p", "--print"),
        sleeping=re.compile(r"\bsetTimeout\(.*?,\s*([\d_]+)\s*\)", re.DOTALL),
        unit=0.001,
    ),
)
DECIDES: Final = re.compile(r"\b(?:if|unless|while|for|def|sub|lambda|try)\b")
"""What a text has whose sleeps need not come, or come more than once."""

NONE: Final[Mapping[str, str]] = MappingProxyType({})
READS_INPUT: Final = frozenset({"-", "-s", "-u", "-x", "-e"})
"""Words with which an interpreter still reads its program from its input."""
ROUND: Final = 1.0  # seconds for one round of a loop, beside what it sleeps


def timeout_of(script: Script, effect: Effect, timeouts: Timeouts) -> float:
    """Seconds for one attempt: by the slowest kind of call, and never less than the command itself is told to take."""
    seen = [invocation(call.words) for call in script.calls]
    kinds = [kind_of(each, effect, timeouts) for each in seen]
    told = sum(told_to_take(call) for call in script.calls) + in_rounds(script)
    if script.waits:
        kinds.append(timeouts.command if all(map(is_of_system, seen)) else timeouts.wait)
    if told:
        kinds.append(told + timeouts.read_only)
    return max(kinds, default=timeouts.command)


def kind_of(call: Invocation, effect: Effect, timeouts: Timeouts) -> float:
    limits = {"install": timeouts.install, "wait": timeouts.wait}
    otherwise = timeouts.read_only if effect is Effect.READS else timeouts.command
    return max((limits[one] for one in call.timeout), default=otherwise)


def is_of_system(call: Invocation) -> bool:
    """Whether a call asks nobody outside this machine: what a loop of such calls waits for is here soon."""
    return (call.program in STANDARD or call.program in BUILTINS) and call.program not in SHELLS


def in_rounds(script: Script) -> float:
    """Seconds for the calls of loops themselves, which start a program in each round."""
    return max((ROUND * call.times for call in script.calls if call.times > 1), default=0.0)


@remembered(8192)
def told_to_take(call: Call) -> float:
    """Seconds that a call's own words allow it; 0 where they do not say, and where they say for ever."""
    longest = max(sleeps(call), allowed(invocation(call.words)) * call.times)
    return longest if math.isfinite(longest) else 0.0


def surely_takes(script: Script, values: Mapping[str, str] = NONE, functions: Mapping[str, str] = NONE) -> float:
    """Seconds that a text cannot take less than: what it sleeps where nothing decides whether it does.

    ``values`` are those of variables, and ``functions`` what functions do, as earlier texts say.
    """
    if script.branches or script.functions:
        return 0.0
    return sum(taken_by(call, values, functions) for call in script.calls if not call.background)


def taken_by(call: Call, values: Mapping[str, str], functions: Mapping[str, str]) -> float:
    if (body := functions.get(call.program)) is not None:
        others = {name: text for name, text in functions.items() if name != call.program}
        return surely_takes(read_script(body), values, others) * call.times
    return sleeps(replace(call, words=tuple(with_values(word, values) for word in call.words)))


def least_time(command: Command) -> float:
    """Seconds that a command cannot take less than."""
    return 0.0 if command.background else max(command.takes, surely_takes(read_script(command.text)))


def may_take(script: Script) -> float:
    """Seconds that all calls of a text together may take by their own words."""
    return sum(told_to_take(call) for call in script.calls if not call.background)


def sleeps(call: Call) -> float:
    """Seconds of ``sleep``, here or in a pod, and of ``timeout 5 sleep 60`` no more than the time it is given."""
    return min(slept(call.words) + slept_by_input(call), given_by_timeout(call.words)) * call.times


def slept_by_input(call: Call) -> float:
    """Seconds that a here-document makes an interpreter or a shell sleep that reads its program from it."""
    words = unwrapped(call.words)
    if call.heredoc is None or not words or any(word not in READS_INPUT for word in words[1:]):
        return 0.0
    if base_name(words[0]) in SHELLS:
        return surely_takes(read_script(call.heredoc))
    return next((slept_in(call.heredoc, one) for one in INTERPRETERS if one.program.fullmatch(words[0])), 0.0)


def slept(words: tuple[str, ...]) -> float:
    if (text := shell_text(words)) is not None:
        return surely_takes(read_script(text))
    seen = invocation(words)
    if seen.rest and seen.has_form(seen.profile.effect, "inside"):
        return slept(seen.rest)
    if seen.program == "sleep":
        return sum(seconds(word) for word in seen.verbs)
    return slept_inline(words)


def slept_inline(words: tuple[str, ...]) -> float:
    """Seconds that a text for an interpreter sleeps, each place once: ``python3 -c 'import time; time.sleep(60)'``."""
    for one in INTERPRETERS:
        flag = next((word for word in words[:-1] if word in one.flags), None)
        if flag is not None and one.program.fullmatch(words[0]):
            return slept_in(words[words.index(flag) + 1], one)
    return 0.0


def slept_in(text: str, interpreter: Interpreter) -> float:
    if DECIDES.search(text):
        return 0.0
    found = interpreter.sleeping.finditer(text)
    return interpreter.unit * sum(seconds(each[each.lastindex or 0].replace("_", "")) for each in found)


def given_by_timeout(words: tuple[str, ...]) -> float:
    """The time that ``timeout DURATION COMMAND`` gives a command, for ever without it."""
    if base_name(words[0]) != "timeout":
        return math.inf
    return next((taken for word in words[1:] if (taken := seconds(word))), math.inf)


def allowed(call: Invocation) -> float:
    """The longest of the time limits among a call's flags."""
    flags = (TELLING | call.profile.time_flags) & call.flags.keys()
    return max((seconds(call.flags[flag]) for flag in flags), default=0.0)


def seconds(duration: str) -> float:
    """``90s``, ``1m30s``, ``5``; 0 for anything else, as for the negative times that mean "for ever"."""
    return parse_duration(duration) or 0.0
