"""Processes that a page left running, and which command started each: by ancestry, else by the time of its start."""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import psutil

from harness.cluster.leaks.command_log import Attribution
from harness.cluster.leaks.object_leaks import Leftover
from harness.run.process_table import marked, started
from harness.session.clusters.page_leaks import Story

THIS_MACHINE: Final = "this machine"
MOMENT: Final = 0.2  # seconds
TICK: Final = 1 / os.sysconf("SC_CLK_TCK")  # how exactly the system tells when a process started


def left_running(home: Path, story: Story) -> tuple[Leftover, ...]:
    """Processes that the page's shell started and that still run; asked before the shell is closed, which ends them.

    They are known by the HOME that is the page's own. What ends one names its process id: nothing else has that.
    """
    found: list[Leftover] = []
    beside = [process for process in marked("HOME", str(home)) if not _is_shell(process)]
    gone, _ = psutil.wait_procs(beside, timeout=MOMENT)  # what has just been ended is gone in a moment
    for process in (one for one in beside if one not in gone):
        try:
            line = " ".join(process.cmdline())
        except psutil.Error:  # it has ended meanwhile
            continue
        if line:
            found.append(
                Leftover(
                    context=THIS_MACHINE,
                    kind="process",
                    name=line,
                    cleanup=f"kill {process.pid}",
                    maker=maker(process, story),
                )
            )
    return tuple(found)


def _is_shell(process: psutil.Process) -> bool:
    """Whether it is the page's own, or has ended meanwhile."""
    try:
        return bool(process.ppid() == os.getpid())
    except psutil.Error:
        return True


def maker(process: psutil.Process, story: Story) -> Attribution | None:
    """The command whose job a process belongs to, else the last one that was begun when its line of processes began."""
    line = list(ancestry(process))
    for pid in (*(one.pid for one in line), *groups(line)):
        if pid in story.jobs:
            return Attribution(logged=story.jobs[pid], certain=True)
    times = [begun for one in line if (begun := started_at(one.pid)) is not None]
    return None if not times else at(min(times), story)


def at(moment: float, story: Story) -> Attribution | None:
    """The command that ran at a moment; one that began a tick later may have been it as well."""
    begun = [logged for logged in story.commands if logged.started < moment + TICK]
    if not begun:
        return None
    near = [logged for logged in begun if logged.ended >= moment]
    last = max(near or begun, key=lambda logged: logged.started)
    return Attribution(logged=last, certain=len(near) == 1)


def ancestry(process: psutil.Process) -> Iterator[psutil.Process]:
    """A process and those that it descends from, below the shell."""
    with suppress(psutil.Error):
        while process.ppid() not in {0, 1, os.getpid()}:
            yield process
            process = psutil.Process(process.ppid())


def groups(line: list[psutil.Process]) -> Iterator[int]:
    """Process groups carry the id of the job that they are, also when that process has ended."""
    for process in line:
        with suppress(OSError):
            yield os.getpgid(process.pid)


def started_at(pid: int) -> float | None:
    """When a process started, in seconds since the epoch.

    psutil adds whole seconds of the time of boot; counted back from now it is exact to a tick.
    """
    ticks = started(pid)
    return None if ticks is None else time.time() - time.clock_gettime(time.CLOCK_BOOTTIME) + ticks * TICK
