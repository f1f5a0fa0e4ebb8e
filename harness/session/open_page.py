"""A page's variant with everything it runs in: its fleet, its folders, its shell. Opened late, closed always."""

import re
from collections.abc import Callable, Collection, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from harness.cluster.fleet.lease import Lease
from harness.cluster.leaks.command_log import LoggedCommand
from harness.cluster.leaks.object_leaks import folded
from harness.json_values import chosen
from harness.match.verdict import Verdict
from harness.plan.late_steps import is_late
from harness.plan.step import Role
from harness.run.interrupts import interrupts_held
from harness.session.clusters.left_behind import told
from harness.session.clusters.watch import Leaks, Watch
from harness.session.conditions import CONDITIONS, Conditions
from harness.session.page.page_session import PageSession
from harness.session.workspace.workdir import Workspace

NAMES: Final = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """What the end of a page brought: verdicts of cleanup steps that no item ran, and what stayed behind.

    ``left`` tells it in a few lines, with what could not be done before the page; ``leftovers`` one by one.
    """

    page: Path
    variant: str
    cleanup: tuple[Verdict, ...] = ()
    left: tuple[str, ...] = ()
    leftovers: tuple[str, ...] = ()
    conditions: Conditions = CONDITIONS
    prepared: tuple[str, ...] = ()  # ids of steps that ran because a later one was chosen alone
    simulated: Mapping[str, int] = field(default_factory=dict)  # steps that passed on simulated capabilities


@dataclass(kw_only=True)
class OpenPage:
    """``conditions`` say on which clusters the page runs, and why.

    ``untold`` is what this machine lacks for what the page stands on, if no page of the run has told it yet.
    ``label`` is called with the words of the commands so far, where namespaces that a page made get a label.
    """

    page: Path
    session: PageSession
    workspace: Workspace
    lease: Lease | None
    watch: Watch
    conditions: Conditions = CONDITIONS
    label: Callable[[Collection[str]], object] = lambda _: None
    at_layer: bool = True  # the state before the page is one that its fleet can go back to
    untold: tuple[str, ...] = ()
    prepared: list[Verdict] = field(default_factory=list)

    def run(self, step_id: str) -> Verdict:
        """The step's verdict; what had to run before it is in ``prepared``."""
        early = self.session.pending(step_id)
        verdict = self.session.run(step_id)
        if not self.watch.ours:
            self.label(frozenset(NAMES.findall(" ".join(logged.command for logged in self.watch.story.commands))))
        ran = (one for one in early if one.role is not Role.BEFORE and one.skip is None and not is_late(one))
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
            self.give_back(clean=leaks.clean)
        return Closed(
            page=self.page,
            variant=self.session.plan.variant.name,
            cleanup=cleanup,
            left=(*self.untold, *told(leaks.found, self.shown), *leaks.unknown),
            leftovers=(*map(str, folded(leaks.found)), *leaks.unknown),
            conditions=self.conditions,
            prepared=tuple(verdict.step.id for verdict in self.prepared),
            simulated={need.value: count for need, count in self.session.simulated().items()},
        )

    def give_back(self, *, clean: bool = False) -> None:
        """End the shell, release the fleet and remove the folders, whatever fails; ``clean``: nothing stayed behind.

        Ctrl-C waits until it is done. Called again it does only what was not done.
        """
        with interrupts_held(), ExitStack() as last:
            last.callback(self.workspace.remove)
            if self.lease is not None:
                last.callback(self.lease.release, clean=clean and self.at_layer)
            last.callback(self.session.close)

    def shown(self, logged: LoggedCommand) -> tuple[str, str]:
        """A command as the page shows it, and where that is."""
        commands = (command for step in self.session.plan.steps if step.id == logged.step for command in step.commands)
        found = next((command for command in commands if command.text == logged.command), None)
        if found is None:
            return logged.command, logged.step
        at, on_page = found.at, found.at.on_page
        place = f"line {on_page.line}"
        if at != on_page:
            path = at.path.relative_to(Path.cwd()) if at.path.is_relative_to(Path.cwd()) else at.path
            place = f"{place}, from {path}:{at.line}"
        return found.documented, place if on_page.path.name == self.page.name else str(on_page)


def closed_record(closed: Closed) -> dict[str, object]:
    """The same as JSON values."""
    return {
        "page": str(closed.page),
        **chosen(closed, "variant"),
        **chosen(closed.conditions, "clusters provider reason versions files"),
        "cleanup": [
            f"{one.step.id}: {one.outcome}" + (f": {one.sentence}" if one.sentence else "") for one in closed.cleanup
        ],
        **chosen(closed, "left leftovers prepared simulated"),
    }
