"""A change of a service reaches the nodes a moment later: what asks through it waits until then."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from harness.capability import Capability, Fidelity
from harness.match.verdict import CommandResult
from harness.plan.step import Command, Effect
from harness.programs.resource_names import resource_words
from harness.session.clusters.command_targets import touched

SECONDS: Final = 3.0
"""Nodes take up changes once a second (``minSyncPeriod`` of kube-proxy), and busy ones a little later."""
KIND: Final = "Service"


@dataclass(kw_only=True)
class ServiceChanges:
    """Remembers when the page last changed a service on nodes that really lead traffic."""

    traffic: Fidelity
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _changed: float | None = None

    def note(self, result: CommandResult) -> None:
        if self.traffic is Fidelity.REAL and result.output is not None and changes_service(result.command):
            self._changed = self.clock()

    def wait_before(self, command: Command) -> None:
        """Return once a service that was changed leads traffic as it should, at once for what sends none."""
        if self._changed is None or Capability.LB_TRAFFIC not in command.needs:
            return
        self.sleep(max(0.0, self._changed + SECONDS - self.clock()))
        self._changed = None


def changes_service(command: Command) -> bool:
    """Whether a command names a service, on its command line or in its manifest, and changes it."""
    if command.effect is not Effect.CHANGES:
        return False
    known = (resource_words().get(one.kind.lower()) for place in touched(command.text, {}, ()) for one in place.objects)
    return any(each is not None and each.kind == KIND for each in known)
