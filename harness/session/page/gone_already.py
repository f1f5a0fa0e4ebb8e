"""``kubectl wait --for=delete`` that says nothing, since what it waits for had gone before it began."""

import re
from dataclasses import replace
from typing import Final

from harness.match.match import BAD
from harness.match.verdict import CommandResult, Failure
from harness.plan.step import Command, Step
from harness.programs.invocation import invocation
from harness.run.output import Ended, Output
from harness.session.threads.absence import MADE_BY_HASH
from harness.shell.script_reader import read_script

MET: Final = re.compile(r"(?:[\w.-]+/)?([\w.-]+) condition met\s*")
DELETION: Final = re.compile(r"--for[= ]['\"]?delete['\"]?(?=\s|$)", re.IGNORECASE)
GONE: Final = "gone before it was waited for: "


def waits_for_deletion(command: Command, output: Output) -> bool:
    """Whether a command waited for a deletion and ended well: all that it was to wait for has gone."""
    calls = (invocation(call.words) for call in read_script(command.text).calls[-1:])
    waits = any(call.program == "kubectl" and "wait" in call.verbs for call in calls)
    return waits and output.ended is Ended.EXITED and output.status == 0 and DELETION.search(command.text) is not None


def without_what_had_gone(step: Step, command: Command, result: CommandResult) -> CommandResult:
    """The result; passed if it lacks nothing but lines about objects that the page has made, and that are no more."""
    output, match = result.output, result.match
    if (
        result.failure is not Failure.OUTPUT
        or output is None
        or match is None
        or not waits_for_deletion(command, output)
    ):
        return result
    wrong = [one for one in match.differences if one.mark in BAD]
    lines = [MET.fullmatch(one.expected or "") for one in wrong if one.actual is None]
    names = [found[1] for found in lines if found is not None]
    if not wrong or len(names) != len(wrong):
        return result
    others = step.snippet.source.replace(step.snippet.body, "")
    if not all(is_named(name, others) for name in names):
        return result
    return replace(result, failure=None, note=f"{GONE}{', '.join(names)}")


def is_named(name: str, text: str) -> bool:
    """Whether a text names an object, or what makes objects with such a name."""
    names = (name, MADE_BY_HASH.sub("", name))
    return any(re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", text) is not None for one in names)
