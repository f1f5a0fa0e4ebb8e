"""What a page left: on its clusters, and as processes of its shell. Its folders go with its workspace."""

import os
import re
import shlex
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

import psutil

from harness.cluster.deeds import Deed, maker
from harness.cluster.leaks import Leftover, leftovers, untouched
from harness.cluster.provider import Fleet
from harness.cluster.traces import Snapshot, take_snapshot
from harness.run.process_table import marked
from harness.session.touched import contexts_in

PATIENCE: Final = 15.0  # seconds for what is being deleted to be gone; pods have 30 to end, most need few
INTERVAL: Final = 0.5
SPECIAL: Final = re.compile(r"[.^$*+?()\[\]{}|\\]")  # in the regular expressions of pkill
THIS_MACHINE: Final = "this machine"


@dataclass(kw_only=True)
class Story:
    """Which commands a page ran and when. ``variables`` are its shell's, ``contexts`` those of its clusters."""

    variables: Mapping[str, str] = field(default_factory=dict)
    contexts: Collection[str] = ()
    deeds: list[Deed] = field(default_factory=list)

    @contextmanager
    def telling(self, step: str, command: str) -> Iterator[None]:
        """Around the running of a command, all its attempts together."""
        started = time.time()
        try:
            yield
        finally:
            contexts = contexts_in(command, self.variables, self.contexts)
            self.deeds.append(Deed(step=step, command=command, started=started, ended=time.time(), contexts=contexts))


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
    called: Mapping[str, str] = MappingProxyType({}),
    patience: float = PATIENCE,
    take: Callable[[Fleet, Mapping[str, str]], Snapshot] = take_snapshot,
) -> ClusterLeaks:
    """What is there beside what was there ``before``, once nothing more is going or ``patience`` is over.

    ``called`` are the names that contexts have in the user's own kubeconfig, which cleanup commands then use.
    ``ClusterError`` when a cluster does not answer.
    """
    deadline = time.monotonic() + patience
    while True:
        after = take(fleet, called)
        found = leftovers(before, after, story.deeds)
        if not any(one.dying for one in found) or time.monotonic() >= deadline:
            return ClusterLeaks(leftovers=found, untouched=untouched(before, after), unknown=unknown(before, after))
        time.sleep(INTERVAL)


def left_running(home: Path, story: Story) -> tuple[Leftover, ...]:
    """Processes that the page's shell started and that still run; asked before the shell is closed, which ends them.

    They are known by the HOME that is the page's own.
    """
    found: list[Leftover] = []
    for process in marked("HOME", str(home)):
        try:
            if process.ppid() == os.getpid():  # the shell itself
                continue
            line, started = " ".join(process.cmdline()), process.create_time()
        except psutil.Error:  # it has ended meanwhile
            continue
        if line:
            found.append(
                Leftover(
                    context=THIS_MACHINE,
                    kind="process",
                    name=line,
                    cleanup=shlex.join(["pkill", "--full", "--exact", SPECIAL.sub(r"\\\g<0>", line)]),
                    maker=maker(started, (), line.partition(" ")[0], story.deeds, context=THIS_MACHINE),
                )
            )
    return tuple(found)


def unknown(*snapshots: Snapshot) -> tuple[str, ...]:
    """Sentences on the kinds that could not be listed: whether anything of them was left is not known."""
    told = {
        f"{cluster.called}: not known whether any {cluster.kinds[kind]} were left: {reason}": None
        for snapshot in snapshots
        for cluster in snapshot.clusters
        for kind, reason in cluster.refused.items()
    }
    return tuple(told)
