"""Which command made an object: by time, and by name and writer where several ran within the same second."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from harness.cluster.api.object_metadata import Mark
from harness.plan.commands.effect import effect_of
from harness.plan.step import Effect
from harness.programs.invocation import invocation
from harness.shell.script_reader import read_script

SECOND: Final = 1.0  # times in the API have no fractions
IN_NAMESPACE: Final = re.compile(r"(?:(?<=\s)-n|--namespace)[\s=]*\S+")  # that is no object of the command


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedCommand:
    """A command that was run, from ``started`` to ``ended`` in seconds since the epoch.

    ``step`` is its snippet's id. ``contexts`` are those it speaks of, empty for the current one.
    """

    step: str
    command: str
    started: float
    ended: float
    contexts: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether it can have made something."""
        return effect_of(read_script(self.command)) is Effect.CHANGES

    def wrote(self, managers: Iterable[str]) -> int:
        """How well it fits who wrote something: 2 for program and verb, 1 for the program, 0 for another."""
        calls = [invocation(call.words) for call in read_script(self.command).calls]
        names = {name: call.profile.writes_as[0] for call in calls for name in call.profile.writes_as}
        writers = [names.get(manager, manager.lower()) for manager in managers]
        if any(f"{call.program}-{call.verb}" in writers for call in calls):
            return 2
        return int(bool({writer.partition("-")[0] for writer in writers} & {call.program for call in calls}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """``certain`` says that this command was under way at that time, and names it or is the only one that fits."""

    logged: LoggedCommand
    certain: bool


def maker(
    time: float,
    writers: Iterable[Mark],
    name: str,
    story: Sequence[LoggedCommand],
    *,
    context: str,
    namespace: str = "",
) -> Attribution | None:
    """Who made, at ``time``, what is called ``name`` in ``context``; ``None`` when nothing had run by then.

    Controllers go on after a command: what appears later than all of them is put down to the last one that ran before.
    """
    begun = [logged for logged in story if logged.started < time + SECOND]
    under_way = [logged for logged in begun if time <= logged.ended]
    managers = [mark.manager for mark in writers if mark.time <= time + SECOND]

    def fitness(logged: LoggedCommand) -> tuple[bool, bool, bool, int]:
        return (
            not logged.contexts or context in logged.contexts,
            mentions(IN_NAMESPACE.sub("", logged.command), name),
            bool(namespace) and mentions(logged.command, namespace),
            logged.wrote(managers),
        )

    if under_way:
        best = max(map(fitness, under_way))
        _, named, _, _ = best
        fitting = [logged for logged in under_way if fitness(logged) == best]
        # Who names it later within the second only uses it.
        return Attribution(logged=min(fitting, key=lambda logged: logged.started), certain=named or len(fitting) == 1)
    return Attribution(logged=max(begun, key=lambda logged: logged.ended), certain=False) if begun else None


def mentions(command: str, name: str) -> bool:
    """Whether a command names an object, as a word of its own."""
    return re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])", command) is not None
