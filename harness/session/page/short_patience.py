"""Less patience with commands that need what an earlier one failed to make: what cannot come is not waited for."""

from dataclasses import dataclass, field, replace
from typing import Final

from harness.capability import FROM_PODS
from harness.match.thread import Sort, Thread
from harness.match.verdict import CommandResult, Failure
from harness.plan.step import Command
from harness.programs.invocation import invocation
from harness.programs.names import BUILTINS, LOCAL, READING
from harness.shell.script_reader import read_script

KNOCK_ON_TIMEOUT: Final = 20.0  # seconds for one such command
KNOCK_ON_RETRY: Final = 20.0  # seconds of trying it again: as long as a mesh takes to hear of a change
SERVER_RETRY: Final = 5.0  # seconds of asking a server that could not be started
QUICK: Final = frozenset({*READING, *LOCAL, *BUILTINS}) - {"sleep"}
GRACE: Final = 120.0  # seconds that all of them may take together for being tried again in vain


@dataclass(kw_only=True)
class ShortPatience:
    """``harmless`` are failed steps that only read, or printed something else."""

    grace: float = field(default_factory=lambda: GRACE)
    harmless: set[str] = field(default_factory=set)

    def with_limits(self, command: Command, reached: Thread | None) -> Command:
        """Shorter retries for what a failure reaches: it may be all right, and often is not.

        Where a command that changes something failed, limits are short too after two minutes of failed retries.
        """
        if reached is None:
            return command
        if reached.unmade:
            return replace(command, retry=0.0)
        command = replace(command, retry=min(command.retry, KNOCK_ON_RETRY))
        if reached.cause in self.harmless:
            return command
        timeout = command.timeout if ends_by_itself(command) else min(command.timeout, KNOCK_ON_TIMEOUT)
        if reached.thing.sort is Sort.SERVER:
            command = replace(command, retry=min(command.retry, SERVER_RETRY))
        return replace(command, retry=command.retry if self.grace > 0 else 0.0, timeout=timeout)

    def spend(self, result: CommandResult, reached: Thread | None) -> None:
        if reached is not None and result.failure is not None and result.attempts > 1:
            self.grace -= result.seconds

    def learn(self, step: str, result: CommandResult) -> None:
        """What kind of failure later commands have to do with."""
        if result.failure is Failure.OUTPUT or (result.failure is not None and result.command.read_only):
            self.harmless.add(step)
        elif result.failure is not None:
            self.harmless.discard(step)


def ends_by_itself(command: Command) -> bool:
    """Whether a command only asks API servers and waits for nothing: a busy machine is slow, and then it is done."""
    script = read_script(command.text)
    calls = [invocation(call.words) for call in script.calls]
    asking = [call for call in calls if call.profile.context_flags]
    others = {call.program for call in calls if not call.profile.context_flags}
    waits = script.waits or command.background or any(call.chosen(call.profile.wait) or call.timeout for call in asking)
    return bool(asking) and not waits and not command.needs & FROM_PODS and others <= QUICK
