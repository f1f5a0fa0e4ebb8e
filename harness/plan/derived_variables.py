"""Values that a page expects its reader to have found out, following another page, and how they are asked for."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from harness.capability import Capability
from harness.plan.step import Command, Step
from harness.plan.unknown_variable import readings_without_value

Make = Callable[[str, str, Command, Step], Step]
"""Called with a variable, the command that sets it, and the command and step in front of which that is to run."""


def with_values_asked(
    steps: Sequence[Step], given: Collection[str], commands: Mapping[str, str], make: Make
) -> list[Step]:
    """Steps with others between them: each variable that is read without a value is set by its command, if it has one.

    The command runs in the page's shell in front of the first step that reads the variable, and is repeated until it
    prints something. What it reads itself is asked for in the same way; each variable once.
    """
    reading = next((one for one in readings_without_value(steps, given) if one.name in commands), None)
    if reading is None:
        return list(steps)
    name = reading.name
    at = next(number for number, step in enumerate(steps) if step is reading.step)
    asking = make(name, f'{name}="$({commands[name]})" && export {name}', reading.command, reading.step)
    others = {other: command for other, command in commands.items() if other != name}
    return with_values_asked([*steps[:at], asking, *steps[at:]], given, others, make)


def needing_the_same(steps: Sequence[Step]) -> list[Step]:
    """Steps that ask for a value need what the commands need that read it: without those nobody has to know it."""
    result: list[Step] = []
    wanted: dict[str, frozenset[Capability]] = {}  # by variable, by the step that reads it and those that ask for it
    for step in reversed(steps):
        if step.asks:
            result.append(needing(step, wanted.get(step.asks, frozenset())))
        else:
            wanted = {}
            result.append(step)
        for command in result[-1].commands:
            for name in command.variables:
                wanted[name] = wanted.get(name, frozenset()) | command.needs
    return result[::-1]


def needing(step: Step, needs: frozenset[Capability]) -> Step:
    return replace(step, commands=tuple(replace(command, needs=command.needs | needs) for command in step.commands))
