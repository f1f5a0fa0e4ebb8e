"""What is looked at around a page's commands: when each ran, what clusters say of a failure, what is left behind."""

import re
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from harness.cluster.api.object_metadata import Snapshot, take_snapshot
from harness.cluster.leaks.object_leaks import Leftover
from harness.cluster.provider import Fleet
from harness.cluster.runner import Runner
from harness.errors import ClusterError
from harness.match.verdict import Verdict
from harness.plan.step import PageContexts
from harness.session.clusters.context_names import name_contexts
from harness.session.clusters.evidence import collect_evidence
from harness.session.clusters.left_running import left_running
from harness.session.clusters.lookout import Lookout
from harness.session.clusters.page_leaks import PATIENCE, Story, examine
from harness.session.clusters.stillness import Stillness, contexts_read
from harness.session.clusters.waits import waits_of

NOT_IN_NAMES: Final = re.compile(r"[^A-Za-z0-9_.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaks:
    """What a page left, and sentences on what is not known; ``clean`` when its clusters need no reset."""

    found: tuple[Leftover, ...] = ()
    unknown: tuple[str, ...] = ()
    clean: bool = False


@dataclass(kw_only=True)
class Watch:
    """``before`` is ``None`` for a page that only reads, and without clusters. ``folder`` takes what clusters say."""

    story: Story
    folder: Path
    fleet: Fleet | None = None
    before: Snapshot | None = None
    runner: Runner | None = field(default=None, repr=False)
    hooks: tuple[str, ...] = ()  # shell commands that are asked for more about a failure
    names: PageContexts = field(default_factory=PageContexts)
    opened: float = field(default_factory=time.time)

    @property
    def ours(self) -> bool:
        """Whether the clusters are removed or reset after the page, and nobody else uses them."""
        return self.fleet is None or self.fleet.owned

    @contextmanager
    def lookout(self, command: str) -> Iterator[Lookout | None]:
        """A second eye on the clusters for a command that waits for their objects, ``None`` for any other."""
        waits = waits_of(command, self.story.variables, self.story.contexts) if self.fleet is not None else ()
        if self.fleet is None or not waits:
            yield None
            return
        with Lookout(kubeconfig=self.fleet.kubeconfig, waits=waits, since=self.opened) as lookout:
            yield lookout

    def stillness(self, command: str) -> Stillness | None:
        """What tells whether the clusters still move, for a command that only reads their objects."""
        contexts = contexts_read(command, self.story.variables, self.story.contexts) if self.fleet is not None else ()
        if self.fleet is None or not contexts:
            return None
        return Stillness(kubeconfig=self.fleet.kubeconfig, contexts=contexts)

    def name_contexts(self) -> None:
        """Give contexts the page's names again: a program that could not make a cluster takes its context away."""
        if self.fleet is not None:
            name_contexts(self.fleet, self.names)

    def recording(self, step: str, command: str) -> AbstractContextManager[None]:
        return self.story.recording(step, command)

    def with_evidence(self, verdict: Verdict) -> Verdict:
        """The verdict with what its clusters say now; what follows from an earlier failure has nothing of that."""
        if self.fleet is None or self.runner is None:
            return verdict
        place = self.folder / NOT_IN_NAMES.sub("-", f"{verdict.variant}-{verdict.step.id}".strip("-"))
        found = collect_evidence(
            verdict, self.fleet, place, run=self.runner.run, variables=self.story.variables, hooks=self.hooks
        )
        return replace(verdict, evidence=found.files, pods=found.pods)

    def leaks(self, home: Path) -> Leaks:
        """Asked before the shell is closed. What is being deleted on clusters of our own is not waited for."""
        found = left_running(home, self.story)
        if self.fleet is None or self.before is None:
            return Leaks(found=found, clean=True)
        try:
            patience = 0.0 if self.ours else PATIENCE
            result = examine(self.fleet, self.before, self.story, patience=patience)
        except ClusterError as error:
            return Leaks(found=found, unknown=(f"what is left on the clusters is unknown: {error.message}",))
        left = [one for one in result.leftovers if not one.dying]
        if not self.ours:  # other people work there too
            left = [one for one in left if one.maker is not None and one.maker.certain]
        return Leaks(found=(*found, *left), unknown=result.unknown, clean=result.untouched)


def watch_over(
    fleet: Fleet | None,
    story: Story,
    folder: Path,
    *,
    changing: bool,
    hooks: tuple[str, ...] = (),
    names: PageContexts | None = None,
) -> Watch:
    """A watch that knows what was there before; ``ClusterError`` when a cluster does not answer."""
    if fleet is None:
        return Watch(story=story, folder=folder)
    return Watch(
        story=story,
        folder=folder,
        fleet=fleet,
        before=take_snapshot(fleet) if changing else None,
        runner=Runner(dict(story.variables)),
        hooks=hooks,
        names=names or PageContexts(),
    )
