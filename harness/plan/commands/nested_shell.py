"""Commands that a reader types into another shell: one that was opened in a pod or on another machine."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from harness.plan.commands.unattended import hindrance
from harness.plan.step import Command, Step
from harness.shell.script_reader import read_script

LEAVING: Final = re.compile(r"\s*(?:exit|logout)(?:\s+\d+)?\s*")


def without_other_shells(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Steps in which what is typed into an opened shell is not run.

    That is everything up to the ``exit`` which leaves it, and where the page shows none, the rest of the snippet.
    """
    typed: dict[tuple[int, int], str] = {}
    places = [(number, index) for number, step in enumerate(steps) for index in range(len(step.commands))]
    for position, (number, index) in enumerate(places):
        command = steps[number].commands[index]
        if (number, index) not in typed and steps[number].skip is None and opens_shell(command):
            why = f"would be typed into the shell that {first_word(command)} opens"
            typed.update(dict.fromkeys(inside(steps, places[position + 1 :], number), why))
    return tuple(
        replace(
            step,
            commands=tuple(
                replace(command, skip=command.skip or typed.get((number, index)))
                for index, command in enumerate(step.commands)
            ),
        )
        if any((number, index) in typed for index in range(len(step.commands)))
        else step
        for number, step in enumerate(steps)
    )


def inside(steps: Sequence[Step], places: Sequence[tuple[int, int]], opened_in: int) -> list[tuple[int, int]]:
    """The places behind an opened shell that belong to it; an ``exit`` leaves the shell that was opened last."""
    for position, (number, index) in enumerate(places):
        command = steps[number].commands[index]
        if LEAVING.fullmatch(command.text):
            return list(places[: position + 1])
        if opens_shell(command):
            break
    return [place for place in places if place[0] == opened_in]


def opens_shell(command: Command) -> bool:
    """Whether a command that is not run would have opened a shell; few commands are not run."""
    if command.skip is None:
        return False
    found = hindrance(read_script(command.text))
    return found is not None and found.opens_shell


def first_word(command: Command) -> str:
    calls = read_script(command.text).calls
    return calls[0].program if calls else "an earlier command"
