"""A change that holds a moment after it was made, of a service or a policy: what depends on it waits until then."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from harness.capability import Capability, Fidelity
from harness.match.verdict import CommandResult
from harness.plan.step import Command, Effect
from harness.programs.resource_names import resource_words
from harness.session.clusters.command_targets import touched

SECONDS: Final = 3.0
"""Nodes take up changes once a second (``minSyncPeriod`` of kube-proxy), API servers read policies as often, and busy
ones a little later."""
LEADS: Final = "Service"
JUDGES: Final = frozenset({
    "MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding", "MutatingWebhookConfiguration",
    "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "ValidatingWebhookConfiguration",
})  # fmt: skip
"""Kinds of what judges the objects that are made after it."""
CHANGED: Final = re.compile(
    r"^(?P<kind>[a-z]+)[\w.-]*/\S+ (?:created|configured|patched|replaced|edited|serverside-\w+)", re.MULTILINE
)


@dataclass(kw_only=True)
class LateEffects:
    """Remembers when the page last changed a service on nodes that really lead ``traffic``, and when a policy."""

    traffic: Fidelity
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _changed: dict[Capability | Effect, float] = field(default_factory=dict)

    def note(self, result: CommandResult) -> None:
        kinds = set(changed(result))
        if self.traffic is Fidelity.REAL and LEADS in kinds:
            self._changed[Capability.LB_TRAFFIC] = self.clock()
        if not JUDGES.isdisjoint(kinds):
            self._changed[Effect.CHANGES] = self.clock()

    def wait_before(self, command: Command) -> None:
        """Return once what this command depends on holds, at once for one that depends on nothing that was changed."""
        for use in self._changed.keys() & {command.effect, *command.needs}:
            self.sleep(max(0.0, self._changed.pop(use) + SECONDS - self.clock()))


def changed(result: CommandResult) -> Iterator[str]:
    """The kinds of what a command changed: those on its command line and in its manifest, and what kubectl says."""
    if result.output is None or result.command.effect is not Effect.CHANGES:
        return
    words = [one.kind for place in touched(result.command.text, {}, ()) for one in place.objects]
    words += [found["kind"] for found in CHANGED.finditer(result.output.text)]
    known = map(resource_words().get, map(str.lower, words))
    yield from (one.kind for one in known if one is not None)
