"""Processes as Linux shows them under ``/proc``: which belong to a shell, and what they wait for."""

import os
import platform
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

PROC = Path("/proc")
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """Numbers of the system calls that a program sits in while it waits for somebody to type."""

    read: int
    select: tuple[int, ...]


# readline and editors wait in select; poll hides what it waits for behind a pointer, so it tells nothing
_CALLS = {"x86_64": Calls(read=0, select=(23, 270)), "aarch64": Calls(read=63, select=(72,))}


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


def can_tell_who_waits() -> bool:
    """False where the system hides what a process waits for."""
    if platform.machine() not in _CALLS:
        return False
    try:
        (PROC / "self" / "syscall").read_text()
    except OSError:
        return False
    return True


def waits_for_typing(pid: int, tty: str) -> bool:
    """True when a process does nothing but wait, without limit, for input from the terminal ``tty``.

    A process of several threads never does: the other threads may be busy (``kubectl exec -it`` reads the terminal
    all the time and works nevertheless).
    """
    calls = _CALLS.get(platform.machine())
    try:
        threads = [entry.name for entry in (PROC / str(pid) / "task").iterdir()]
        words = (PROC / str(pid) / "syscall").read_text().split()
    except OSError:
        return False
    if calls is None or len(threads) != 1 or not words[0].isdecimal():
        return False
    number, values = int(words[0]), [int(word, 16) for word in words[1:7]]
    if number == calls.read:
        return leads_to(pid, values[0], tty)
    if number in calls.select:
        only_input, no_limit = values[0] == 1, values[4] == 0
        return only_input and no_limit and leads_to(pid, 0, tty)
    return False


def leads_to(pid: int, number: int, tty: str) -> bool:
    return descriptor(pid, number) in {tty, "/dev/tty"}
