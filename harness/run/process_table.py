"""Processes as Linux shows them under ``/proc``, and which of them belong to a shell."""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil

PROC = Path("/proc")
_TICKS = os.sysconf("SC_CLK_TCK")


def now_in_ticks() -> int:
    """The time in the unit of ``started``."""
    return int(time.clock_gettime(time.CLOCK_BOOTTIME) * _TICKS)


def started(pid: int) -> int | None:
    """When a process started, in clock ticks since boot; ``None`` when it is gone.

    psutil's ``create_time`` is not used: it adds the time of boot in whole seconds.
    """
    fields = _stat(pid)
    return None if fields is None else int(fields[19])


def is_stopped(pid: int) -> bool:
    """True while a process is suspended (``SIGSTOP``, Ctrl-Z)."""
    fields = _stat(pid)
    return fields is not None and fields[0] == "T"


def _stat(pid: int) -> list[str] | None:
    """The fields of ``/proc/PID/stat`` from the third on; the second, the name, may hold blanks and parentheses."""
    try:
        return (PROC / str(pid) / "stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return None


def descendants(pid: int) -> list[psutil.Process]:
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(pid).children(recursive=True)
    return []


def processor_ticks(pid: int) -> int:
    """The processor time that all below a process have used so far, in clock ticks."""
    used = (_stat(process.pid) for process in descendants(pid))
    return sum(int(fields[11]) + int(fields[12]) for fields in used if fields is not None)


def has_work(pid: int) -> bool:
    """Whether one below a process runs, or waits for a processor: on a busy machine that takes no time of one."""
    states = (_stat(process.pid) for process in descendants(pid))
    return any(fields is not None and fields[0] in {"R", "D"} for fields in states)


def environment_value(pid: int, variable: str) -> str | None:
    """A variable in the environment a process was started with; ``None`` also where it may not be read."""
    try:
        entries = (PROC / str(pid) / "environ").read_bytes().split(b"\0")
    except OSError:
        return None
    opening = f"{variable}=".encode()
    return next(
        (entry[len(opening) :].decode(errors="replace") for entry in entries if entry.startswith(opening)), None
    )


def marked(variable: str, *values: str) -> list[psutil.Process]:
    """Processes whose environment holds ``variable=value``: what a shell started, wherever it hangs in the tree."""
    found = []
    for pid in psutil.pids():
        if environment_value(pid, variable) in values:
            with suppress(psutil.NoSuchProcess):
                found.append(psutil.Process(pid))
    return found


def in_group(group: int) -> Iterator[int]:
    for pid in psutil.pids():
        with suppress(OSError):
            if os.getpgid(pid) == group:
                yield pid


def arguments(pid: int) -> list[str]:
    """The command line of a process, empty when it is gone."""
    try:
        return (PROC / str(pid) / "cmdline").read_bytes().decode(errors="replace").split("\0")[:-1]
    except OSError:
        return []


def descriptor(pid: int, number: int) -> str:
    """What a file descriptor of a process leads to: a path, or ``pipe:[...]``; empty when it is closed."""
    try:
        return str((PROC / str(pid) / "fd" / str(number)).readlink())
    except OSError:
        return ""


def is_hidden(pid: int) -> bool:
    """True for a process of another user, whose doings are not shown."""
    try:
        next((PROC / str(pid) / "fd").iterdir(), None)
    except PermissionError:
        return True
    except OSError:
        return False
    return False


def leads_to(pid: int, number: int, tty: str) -> bool:
    return descriptor(pid, number) in {tty, "/dev/tty"}
