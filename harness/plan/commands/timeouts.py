"""How long a command may take, and how long it is repeated."""

import math
import re
from typing import Final

from harness.duration import parse_duration
from harness.plan.step import Effect
from harness.programs.invocation import Invocation, base_name, invocation, shell_text
from harness.programs.registry import remembered
from harness.settings.sections import Timeouts
from harness.shell.script import Call, Script
from harness.shell.script_reader import read_script

TELLING: Final = frozenset({"--timeout", "--max-time", "-m"})
"""Flags of many programs; a profile has others."""

INLINE: Final = (
    (
        re.compile(r"python[\d.]*"),
        "-c",
        re.compile(r"\btime\.sleep\(\s*([\d.]+)\s*\)|(?<![.\w])sleep\(\s*([\d.]+)\s*\)"),
    ),
    (re.compile(r"perl|ruby"), "-e", re.compile(r"(?<![.$\w])sleep[ (]\s*([\d.]+)")),
)
"""How a text on the command line of an interpreter sleeps: program, flag before the text, seconds in it."""
DECIDES: Final = re.compile(r"\b(?:if|unless|while|for|def|sub|lambda|try)\b")
"""What a text has whose sleeps need not come, or come more than once."""

ROUND: Final = 1.0  # seconds for one round of a loop, beside what it sleeps


def timeout_of(script: Script, effect: Effect, timeouts: Timeouts) -> float:
    """Seconds for one attempt: by the slowest kind of call, and never less than the command itself is told to take."""
    seen = [invocation(call.words) for call in script.calls]
    kinds = [kind_of(each, effect, timeouts) for each in seen]
    told = sum(told_to_take(call) for call in script.calls) + in_rounds(script)
    if script.waits:
        kinds.append(timeouts.wait)
    if told:
        kinds.append(told + timeouts.read_only)
    return max(kinds, default=timeouts.command)


def kind_of(call: Invocation, effect: Effect, timeouts: Timeouts) -> float:
    limits = {"install": timeouts.install, "wait": timeouts.wait}
    otherwise = timeouts.read_only if effect is Effect.READS else timeouts.command
    return max((limits[one] for one in call.timeout), default=otherwise)


def in_rounds(script: Script) -> float:
    """Seconds for the calls of loops themselves, which start a program in each round."""
    return max((ROUND * call.times for call in script.calls if call.times > 1), default=0.0)


@remembered(8192)
def told_to_take(call: Call) -> float:
    """Seconds that a call's own words allow it; 0 where they do not say, and where they say for ever."""
    longest = max(sleeps(call), allowed(invocation(call.words)) * call.times)
    return longest if math.isfinite(longest) else 0.0


def surely_takes(script: Script) -> float:
    """Seconds that a text cannot take less than: what it sleeps where nothing decides whether it does."""
    if script.branches or script.functions:
        return 0.0
    return sum(sleeps(call) for call in script.calls if not call.background)


def may_take(script: Script) -> float:
    """Seconds that all calls of a text together may take by their own words."""
    return sum(told_to_take(call) for call in script.calls if not call.background)


def sleeps(call: Call) -> float:
    """Seconds of ``sleep``, here or in a pod, and of ``timeout 5 sleep 60`` no more than the time it is given."""
    return min(slept(call.words), given_by_timeout(call.words)) * call.times


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
    for program, flag, pattern in INLINE:
        if program.fullmatch(base_name(words[0])) and flag in words[:-1]:
            text = words[words.index(flag) + 1]
            if DECIDES.search(text):
                return 0.0
            return sum(seconds(found[found.lastindex or 0]) for found in pattern.finditer(text))
    return 0.0


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
