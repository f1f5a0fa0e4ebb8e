"""Steps that are judged at the end of the page.

What goes on shows some of its output only when later steps use it, and a job in the background may fail later.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from harness.plan.commands.behaviour import behaviour
from harness.plan.step import Command, Role, Step
from harness.shell.script_reader import read_script

ASKS: Final = r"\bwait\s+[^\s;&|]"
HEEDS_JOBS: Final = re.compile(rf"\b(?:p?kill|killall|fuser|fg|stop|shutdown|down)\b|{ASKS}")
"""How a page stops a job, or asks how it ended."""
GOES_ON: Final = frozenset({"serves", "watches"})


def with_late_jobs(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Jobs in the background are judged late that come to an end by themselves, unless the page heeds them itself."""
    heeded, backwards = False, list[Step]()
    for step in reversed(steps):
        heeded = heeded or any(HEEDS_JOBS.search(command.text) for command in step.commands)
        late = step.role is Role.PAGE and step.skip is None and not heeded
        commands = tuple(replace(one, judged_late=True) if late and ends(one) else one for one in step.commands)
        backwards.append(step if commands == step.commands else replace(step, commands=commands))
    return tuple(reversed(backwards))


def ends(command: Command) -> bool:
    """Whether a command leaves a job that is not known to go on."""
    if not command.background or command.ports:
        return False
    jobs = [call for call in read_script(command.text).calls if call.background]
    return not any((found := behaviour(call)) is not None and found.act in GOES_ON for call in jobs)


def is_asked_for(command: Command, steps: Iterable[Step]) -> bool:
    """Whether the page asks behind a command how the job ended that it leaves: the answer is judged there."""
    behind = (one for step in steps for one in step.commands if one.at.line >= command.at.line)
    return any(re.search(ASKS, one.text) for one in behind)


def is_late(step: Step) -> bool:
    """Whether a step has a command that is judged at the end of the page."""
    return any(command.judged_late and command.skip is None for command in step.commands)


def late_last(steps: Iterable[Step]) -> list[Step]:
    """Steps in the order of reports: those that are judged late behind the others, before the cleanup."""
    return sorted(steps, key=lambda step: (step.at_end, step.role is Role.PAGE and is_late(step)))
