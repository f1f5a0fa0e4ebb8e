"""Commands that a user types into another shell: one that was opened in a pod or on another machine."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from harness.plan.commands.elsewhere import Said
from harness.plan.commands.unattended import hindrance
from harness.plan.step import Command, Elsewhere, Step
from harness.shell.script_reader import read_script

LEAVING: Final = re.compile(r"\s*(?:exit|logout)(?:\s+\d+)?\s*(?:#.*)?")
REASONS: Final[Mapping[Said, str]] = {
    Said.POD: "would be typed into a shell in a container, as the page says",
    Said.PROMPT: "shows the prompt of a shell in a container",
    Said.NODE: "would be typed into a shell on a node of the cluster, as the page says",
    Said.SHOWN: "shows what a container runs by itself, as the page says",
}
PLACES: Final[Mapping[Said, Elsewhere]] = {
    Said.POD: Elsewhere.POD,
    Said.PROMPT: Elsewhere.POD,
    Said.NODE: Elsewhere.NODE,
}
GOES_ON: Final = frozenset({Said.POD, Said.NODE, Said.SHELL, Said.PROMPT, Said.NOTHING})
"""What may be said of a block that is typed into a shell opened above it."""

Place = tuple[int, int]
"""A command, by the numbers of its step and of it in the step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """Why a command is not run, and where a user would type it."""

    reason: str
    where: Elsewhere | None = None


def without_other_shells(steps: Sequence[Step], said: Mapping[str, Said]) -> tuple[Step, ...]:
    """Steps in which what is typed into another shell is not run; ``said`` is what the page says of its blocks, by id.

    Behind an opened shell that is everything up to the ``exit`` which leaves it; where the page shows none, the rest
    of the snippet and the blocks below it, up to one that is for the page's own shell.
    """
    typed = {
        (number, index): Typed(reason=REASONS[told], where=PLACES.get(told))
        for number, step in enumerate(steps)
        if (told := said.get(step.id, Said.NOTHING)) in REASONS
        for index in range(len(step.commands))
    }
    places = [(number, index) for number, step in enumerate(steps) for index in range(len(step.commands))]
    behind: set[Place] = set()
    for position, (number, index) in enumerate(places):
        command = steps[number].commands[index]
        if (number, index) not in behind and steps[number].skip is None and opens_shell(command):
            why = Typed(reason=f"would be typed into the shell that {first_word(command)} opens", where=command.where)
            found = inside(steps, places[position + 1 :], number, said)
            behind.update(found)
            typed |= dict.fromkeys(found, why)
    numbers = {number for number, _ in typed}
    return tuple(
        replace(step, commands=tuple(left_out(step.commands, number, typed))) if number in numbers else step
        for number, step in enumerate(steps)
    )


def left_out(commands: Sequence[Command], number: int, typed: Mapping[Place, Typed]) -> Iterator[Command]:
    for index, command in enumerate(commands):
        found = typed.get((number, index))
        if found is None:
            yield command
        else:
            yield replace(command, skip=command.skip or found.reason, where=command.where or found.where)


def inside(steps: Sequence[Step], places: Sequence[Place], opened_in: int, said: Mapping[str, Said]) -> Sequence[Place]:
    """The places behind an opened shell that belong to it; an ``exit`` leaves the shell that was opened last."""
    for position, (number, index) in enumerate(places):
        command = steps[number].commands[index]
        if LEAVING.fullmatch(command.text):
            return places[: position + 1]
        if opens_shell(command):
            break
    below = list(below_it(steps, opened_in, said))
    return [place for place in places if place[0] == opened_in or place[0] in below]


def below_it(steps: Sequence[Step], opened_in: int, said: Mapping[str, Said]) -> Iterator[int]:
    """The steps whose blocks go on in a shell that is never left: those of its section, others where they say so."""
    opened = steps[opened_in].snippet
    for number, step in enumerate(steps[opened_in + 1 :], start=opened_in + 1):
        told = said.get(step.id)
        if told is None:  # a file that the page has its user save
            continue
        silent = told is Said.NOTHING and step.snippet.section != opened.section
        if silent or told not in GOES_ON or step.role is not steps[opened_in].role:
            return
        if any(map(opens_shell, step.commands)):
            return
        yield number


def opens_shell(command: Command) -> bool:
    """Whether a command that is not run would have opened a shell; few commands are not run."""
    if command.skip is None:
        return False
    found = hindrance(read_script(command.text))
    return found is not None and found.opens_shell


def first_word(command: Command) -> str:
    calls = read_script(command.text).calls
    return calls[0].program if calls else "an earlier command"
