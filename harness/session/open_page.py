"""A page's variant with everything it runs in: its fleet, its folders, its shell. Opened late, closed always."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from harness.cluster.pool import Lease
from harness.match.verdict import Verdict
from harness.plan.step import Role
from harness.session.page_session import PageSession
from harness.session.watch import Leaks, Watch
from harness.session.workdir import Workspace

NAMES: Final = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """What the end of a page brought: verdicts of cleanup steps that no item ran, and what stayed behind."""

    page: Path
    variant: str
    cleanup: tuple[Verdict, ...] = ()
    leftovers: tuple[str, ...] = ()
    trouble: str = ""
    clusters: str = ""
    prepared: tuple[str, ...] = ()  # ids of steps that ran because a later one was chosen alone
    simulated: Mapping[str, int] = field(default_factory=dict)  # steps that passed on simulated capabilities


@dataclass(kw_only=True)
class OpenPage:
    """``clusters`` says in one sentence which clusters the page runs on and why, empty without any.

    ``label`` is called with the words of the commands so far, where namespaces that a page made get a label.
    """

    page: Path
    session: PageSession
    workspace: Workspace
    lease: Lease | None
    watch: Watch
    clusters: str = ""
    label: Callable[[Collection[str]], object] = lambda _: None
    prepared: list[Verdict] = field(default_factory=list)

    def run(self, step_id: str) -> Verdict:
        """The step's verdict; what had to run before it is in ``prepared``."""
        early = self.session.pending(step_id)
        verdict = self.session.run(step_id)
        if not self.watch.ours:
            self.label(frozenset(NAMES.findall(" ".join(deed.command for deed in self.watch.story.deeds))))
        ran = (one for one in early if one.role is not Role.BEFORE and one.skip is None)
        self.prepared += [self.session.verdicts[one.id] for one in ran]
        return verdict

    def close(self, *, interrupted: bool) -> Closed:
        """Clean up as the page says, then give everything back.

        After an interruption the cleanup steps are not run on clusters of our own, which are removed as a whole.
        """
        cleanup: tuple[Verdict, ...] = ()
        leaks = Leaks()
        try:
            if not (interrupted and self.watch.ours):
                cleanup = self.session.finish()
                leaks = self.watch.leaks(self.workspace.home)
        finally:
            self.session.close()
            if self.lease is not None:
                self.lease.release(clean=leaks.clean)
            self.workspace.remove()
        return Closed(
            page=self.page,
            variant=self.session.plan.variant.name,
            cleanup=cleanup,
            leftovers=leaks.sentences,
            clusters=self.clusters,
            prepared=tuple(verdict.step.id for verdict in self.prepared),
            simulated={need.value: count for need, count in self.session.simulated().items()},
        )


def closed_record(closed: Closed) -> dict[str, object]:
    """The same as JSON values."""
    return {
        "page": str(closed.page),
        "variant": closed.variant,
        "clusters": closed.clusters,
        "cleanup": [
            f"{one.step.id}: {one.outcome}" + (f": {one.sentence}" if one.sentence else "") for one in closed.cleanup
        ],
        "leftovers": list(closed.leftovers),
        "trouble": closed.trouble,
        "prepared": list(closed.prepared),
        "simulated": dict(closed.simulated),
    }
