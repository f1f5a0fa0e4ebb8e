"""What may still come while a command is repeated or waits: kinds that were just defined, and what clusters say."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from harness.deadline import Deadline
from harness.match.verdict import CommandResult
from harness.plan.step import Effect
from harness.programs.invocation import invocation
from harness.programs.names import BUILTINS, LOCAL, READING
from harness.run.output import Ended, GivenUp, Output
from harness.session.clusters.lookout import Lookout
from harness.session.clusters.stillness import Stillness
from harness.shell.script_reader import read_script

DEFINED: Final = re.compile(r"customresourcedefinition\S* (?:created|configured|serverside-applied)")
SAYS_WHAT_IT_MAKES: Final = frozenset({"kubectl"})
PATIENCE: Final = 20.0  # seconds in which a kind comes that something has defined, by an operator's pod at the latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What may come for one command.

    ``dead_end`` is why what it waits for will not come, ``None`` as long as it may; ``last_look`` looks for that now.
    ``never_made`` is why what an output misses will not come: the command that should have made it failed.
    ``announced`` is whether the words around a command say that it ends as it did.
    ``alone``: there are no clusters on which something may be on its way.
    ``still`` is for how many seconds nothing has moved on the clusters that it reads from; 0 where that is not known.
    ``idle``: nothing goes on that the page started, here, in a container or on a cluster.
    ``give_up`` is for the shell, to stop a command that waits by itself; ``None`` for those that do not.
    """

    kinds_may_come: Callable[[], bool] = lambda: True
    never_made: Callable[[str], str | None] = lambda _: None
    announced: Callable[[Output], bool] = lambda _: False
    dead_end: Callable[[], GivenUp | None] = lambda: None
    last_look: Callable[[], GivenUp | None] = lambda: None
    still: Callable[[], float] = lambda: 0.0
    alone: bool = False
    idle: bool = False
    give_up: Callable[[], GivenUp | None] | None = None


OPEN: Final = Outlook()


def outlook_of(definitions: "Definitions", lookout: Lookout | None, stillness: Stillness | None = None) -> Outlook:
    """What may come for one command; ``lookout`` is ``None`` for one that waits for nothing on a cluster."""
    outlook = Outlook(kinds_may_come=definitions.may_come, idle=not definitions.goes_on)
    if lookout is not None:
        give_up = lookout.give_up if lookout.interrupts else None
        outlook = replace(outlook, dead_end=lookout.dead_end, last_look=lookout.last_look, give_up=give_up)
    return outlook if stillness is None else replace(outlook, still=stillness.seconds)


@dataclass(kw_only=True)
class Definitions:
    """Remembers when something was run that may define kinds, and whether something was begun that goes on."""

    _settled: Deadline = field(default_factory=lambda: Deadline.after(0), init=False)
    goes_on: bool = field(default=False, init=False)

    def note(self, result: CommandResult) -> None:
        self.goes_on |= may_go_on(result)
        if may_define(result):
            self._settled = Deadline.after(PATIENCE)

    def may_come(self) -> bool:
        return not self._settled.over


def may_go_on(result: CommandResult) -> bool:
    """Whether a command may have left something behind that goes on."""
    if result.output is None:
        return False
    ended = result.output.ended is Ended.EXITED and not result.output.jobs
    calls = read_script(result.command.text).calls
    known = all(any(call.program in names for names in (READING, LOCAL, BUILTINS)) for call in calls)
    return not (ended and known) or any(call.background for call in calls)


def may_define(result: CommandResult) -> bool:
    """Whether a command may have defined kinds that are still to come.

    kubectl says so, other programs that change clusters do not; what they define is there when those return that wait
    for their pods.
    """
    if result.output is None or result.command.effect is not Effect.CHANGES:
        return False
    if DEFINED.search(result.output.text):
        return True
    calls = (invocation(call.words) for call in read_script(result.command.text).calls)
    programs = {call.program for call in calls if not any(call.chosen(call.profile.wait))}
    return result.failure is None and bool(result.command.needs) and not programs <= SAYS_WHAT_IT_MAKES
