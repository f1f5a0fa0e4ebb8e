"""Whether a process does nothing but wait for somebody to type, by the system calls that its threads sit in."""

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from harness.run.process_table import PROC, descriptor, leads_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """Numbers of system calls: those in which a thread waits for input, and ``idle`` for nothing in particular.

    ``poll`` hides what it waits for behind a pointer, so it tells nothing.
    """

    read: int
    select: tuple[int, ...]
    epoll: tuple[int, ...]
    idle: tuple[int, ...]  # futex, poll, ppoll, rt_sigtimedwait, rt_sigsuspend, restart_syscall, io_uring_enter


CALLS: Final = {
    "x86_64": Calls(read=0, select=(23, 270), epoll=(232, 281, 441), idle=(202, 7, 271, 128, 130, 219, 426)),
    "aarch64": Calls(read=63, select=(72,), epoll=(22, 441), idle=(98, 73, 137, 133, 128, 426)),
}
WAITS_FOR_INPUT: Final = 1  # EPOLLIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """The system call that a thread sits in, with its arguments."""

    call: int
    values: tuple[int, ...]


def can_tell_who_waits() -> bool:
    """False where the system hides what a process waits for."""
    if platform.machine() not in CALLS:
        return False
    try:
        (PROC / "self" / "syscall").read_text()
    except OSError:
        return False
    return True


def waits_for_typing(pid: int, tty: str) -> bool:
    """True when a process does nothing but wait, without limit, for input from the terminal ``tty``.

    Of several threads one waits and the others rest, as those of Go, Java and Node do. A process that speaks with
    another one besides works for it: ``kubectl exec -it`` reads the terminal all the time.
    """
    calls = CALLS.get(platform.machine())
    if calls is None:
        return False
    try:
        threads = list(sittings(pid))
        alone = len(threads) == 1 or not any(each.startswith("socket:") for each in descriptors(pid))
    except (OSError, ValueError):  # gone; at work
        return False
    reading = [each for each in threads if reads(each, pid, tty, calls)]
    others = [each for each in threads if each not in reading]
    return alone and bool(reading) and all(each.call in (*calls.idle, *calls.epoll) for each in others)


def sittings(pid: int) -> Iterator[Sitting]:
    """One for each thread; ``ValueError`` where one runs."""
    for task in (PROC / str(pid) / "task").iterdir():
        words = (task / "syscall").read_text().split()
        yield Sitting(call=int(words[0]), values=tuple(int(word, 16) for word in words[1:7]))


def reads(sitting: Sitting, pid: int, tty: str, calls: Calls) -> bool:
    number, values = sitting.call, sitting.values
    if number == calls.read:
        return leads_to(pid, values[0], tty)
    if number in calls.select:  # readline and editors
        only_input, no_limit = values[0] == 1, values[4] == 0
        return only_input and no_limit and leads_to(pid, 0, tty)
    if number in calls.epoll:
        no_limit = values[3] & 0xFFFFFFFF == 0xFFFFFFFF
        return no_limit and any(leads_to(pid, each, tty) for each in watched(pid, values[0]))
    return False


def watched(pid: int, epoll: int) -> Iterator[int]:
    """The descriptors from which an epoll waits for input."""
    for line in (PROC / str(pid) / "fdinfo" / str(epoll)).read_text().splitlines():
        words = line.split()
        if words[:1] == ["tfd:"] and int(words[3], 16) & WAITS_FOR_INPUT:
            yield int(words[1])


def descriptors(pid: int) -> Iterator[str]:
    """What all open descriptors lead to."""
    for entry in Path(PROC / str(pid) / "fd").iterdir():
        yield descriptor(pid, int(entry.name))
