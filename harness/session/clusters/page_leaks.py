"""Which commands a page ran, and what it left on its clusters. Its folders go with its workspace."""

import re
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from harness.cluster.api.object_metadata import Snapshot, take_snapshot
from harness.cluster.leaks.command_log import LoggedCommand
from harness.cluster.leaks.object_leaks import Leftover, leftovers, untouched
from harness.cluster.provider import Fleet
from harness.session.clusters.command_targets import contexts_in

PATIENCE: Final = 15.0  # seconds for what is being deleted to be gone; pods have 30 to end, most need few
INTERVAL: Final = 0.5
STATUS: Final = re.compile(r"--subresource\b|/status\b")
"""What a snapshot does not have: statuses that a command writes itself, such as the capacity of a node."""


@dataclass(kw_only=True)
class Story:
    """Which commands a page ran and when. ``variables`` are its shell's, ``contexts`` those of its clusters."""

    variables: Mapping[str, str] = field(default_factory=dict)
    contexts: Collection[str] = ()
    commands: list[LoggedCommand] = field(default_factory=list)
    jobs: dict[int, LoggedCommand] = field(default_factory=dict)  # process ids of jobs in the background

    @contextmanager
    def recording(self, step: str, command: str) -> Iterator[None]:
        """Around the running of a command, all its attempts together."""
        started = time.time()
        try:
            yield
        finally:
            contexts = contexts_in(command, self.variables, self.contexts)
            self.commands.append(
                LoggedCommand(step=step, command=command, started=started, ended=time.time(), contexts=contexts)
            )

    def learn(self, values: Mapping[str, str]) -> None:
        """Values that the page's shell has by now."""
        self.variables = {**self.variables, **values}

    def began(self, jobs: Iterable[str]) -> None:
        """The last command started jobs; ``jobs`` are the shell's words on them: ``[1] 4711``."""
        for job in jobs:
            self.jobs[int(job.split()[1])] = self.commands[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterLeaks:
    """What a page did to its clusters for good. ``unknown`` are sentences on kinds that could not be listed.

    ``untouched`` says that the clusters need no reset; that nothing is left is not enough for it, since a page may also
    have changed or deleted what was there.
    """

    leftovers: tuple[Leftover, ...]
    untouched: bool
    unknown: tuple[str, ...] = ()


def examine(
    fleet: Fleet,
    before: Snapshot,
    story: Story,
    *,
    patience: float = PATIENCE,
    take: Callable[[Fleet], Snapshot] = take_snapshot,
) -> ClusterLeaks:
    """What is there beside what was there ``before``, once nothing more is going or ``patience`` is over.

    Cleanup commands use the names that contexts have in the user's own kubeconfig. ``ClusterError`` when a cluster
    does not answer.
    """
    deadline = time.monotonic() + patience
    while True:
        after = take(fleet)
        found = leftovers(before, after, story.commands)
        if not any(one.dying for one in found) or time.monotonic() >= deadline:
            clean = untouched(before, after) and not any(map(writes_status, story.commands))
            return ClusterLeaks(leftovers=found, untouched=clean, unknown=unknown(before, after))
        time.sleep(INTERVAL)


def unknown(*snapshots: Snapshot) -> tuple[str, ...]:
    """Sentences on the kinds that could not be listed: whether anything of them was left is not known."""
    told = {
        f"{cluster.called}: not known whether any {cluster.kinds[kind]} were left: {reason}": None
        for snapshot in snapshots
        for cluster in snapshot.clusters
        for kind, reason in cluster.refused.items()
    }
    return tuple(told)


def writes_status(logged: LoggedCommand) -> bool:
    return logged.changes and STATUS.search(logged.command) is not None
