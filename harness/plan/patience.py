"""How long a command may take, and how long it is repeated."""

import re
from typing import Final

from harness.plan.invocation import Invocation, invocation
from harness.plan.script import Script
from harness.plan.step import Effect
from harness.settings.sections import Timeouts

UNITS: Final = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0, "": 1.0}
TELLING: Final = ("--timeout", "--readiness-timeout", "--max-time", "-m")
INSTALLING: Final = frozenset({"install", "upgrade", "uninstall", "delete"})


def timeout_of(script: Script, effect: Effect, timeouts: Timeouts) -> float:
    """Seconds for one attempt: by the slowest kind of call, and never less than the command itself is told to take."""
    seen = [invocation(call.words) for call in script.calls]
    kinds = [kind_of(each, effect, timeouts) for each in seen]
    told = sum(told_to_take(each) for each in seen)
    if script.waits:
        kinds.append(timeouts.wait)
    if told:
        kinds.append(told + timeouts.read_only)
    return max(kinds, default=timeouts.command)


def kind_of(call: Invocation, effect: Effect, timeouts: Timeouts) -> float:
    if call.program in {"istioctl", "helm"} and call.verb in INSTALLING:
        return timeouts.install
    if call.program == "kubectl" and (
        call.verb in {"wait", "delete"} or (call.verb, call.object) == ("rollout", "status")
    ):
        return timeouts.wait
    return timeouts.read_only if effect is Effect.READS else timeouts.command


def told_to_take(call: Invocation) -> float:
    """Seconds that a command's own words allow it."""
    if call.program == "sleep":
        return sum(seconds(word) for word in call.verbs)
    given = [call.flags[flag] for flag in TELLING if flag in call.flags]
    return max((seconds(word) for word in given), default=0.0)


def seconds(duration: str) -> float:
    """``90s``, ``1m30s``, ``5``; 0 for anything else, as for the negative times that mean "for ever"."""
    parts = re.findall(r"(\d+(?:\.\d+)?)(ms|[smhd]?)", duration)
    if not parts or "".join(number + unit for number, unit in parts) != duration:
        return 0.0
    return sum(float(number) * UNITS[unit] for number, unit in parts)
