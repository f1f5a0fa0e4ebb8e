"""Ends processes: asked first, then made to."""

import os
import signal
import time
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress

import psutil

from harness.run.process_table import descendants, started

_STEP = 0.01


def signal_group(group: int, number: signal.Signals, *, session: int) -> None:
    """Signal a process group of ``session``; groups of other sessions, ours above all, are left alone."""
    with suppress(ProcessLookupError, PermissionError):
        if group > 1 and os.getsid(group) == session:
            os.killpg(group, number)


def signal_all(processes: Iterable[psutil.Process], *numbers: signal.Signals) -> None:
    for process in processes:
        for number in numbers:
            with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                process.send_signal(number)


def gone(process: psutil.Process) -> bool:
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def started_since(
    processes: Iterable[psutil.Process], since: int, *, spare: Collection[int] = ()
) -> list[psutil.Process]:
    """Those that started at or after ``since`` ticks, without ``spare`` and what these have started."""
    spared = set(spare)
    for pid in spare:
        spared.update(process.pid for process in descendants(pid))
    return [
        process
        for process in processes
        if process.pid not in spared and (begun := started(process.pid)) is not None and begun >= since
    ]


def end_all(find: Callable[[], list[psutil.Process]], *, ask_grace: float, kill_grace: float) -> None:
    """End what ``find`` finds, and what it finds then: a process may have started another in its last moments."""
    if not (left := find()):
        return
    signal_all(left, signal.SIGTERM, signal.SIGHUP, signal.SIGCONT)
    left = _wait(left, ask_grace)
    left = [*left, *(process for process in find() if process not in left and not gone(process))]
    signal_all(left, signal.SIGKILL)
    _wait(left, kill_grace)


def _wait(processes: list[psutil.Process], grace: float) -> list[psutil.Process]:
    limit = time.monotonic() + grace
    left = [process for process in processes if not gone(process)]
    while left and time.monotonic() < limit:
        time.sleep(_STEP)
        left = [process for process in left if not gone(process)]
    return left
