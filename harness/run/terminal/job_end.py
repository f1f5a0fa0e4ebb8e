"""How a job in the background ended, as its shell remembers it."""

import re
import time
from collections.abc import Callable
from typing import Final

import psutil

from harness.run.output import Ended, Output

STEP: Final = 0.02
TOLD: Final = re.compile(r"\[\d+\]\s+(\d+)\s*")
FORGOTTEN: Final = re.compile(r"\bwait: ")
"""What the shell says of a job that it knows nothing of; its status is that of a program that was not found."""


def process_of(job: str) -> int | None:
    """The process id in what a shell tells of a job: ``[1] 4711``."""
    told = TOLD.fullmatch(job)
    return int(told[1]) if told is not None else None


def is_over(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def waited_for(pid: int, patience: float) -> bool:
    """Whether a process is over, after ``patience`` seconds at the latest."""
    deadline = time.monotonic() + patience
    while not (over := is_over(pid)) and time.monotonic() < deadline:
        time.sleep(STEP)
    return over


def job_end(pid: int, ask: Callable[[str], Output], *, printed: str) -> Output | None:
    """The end of a job that is over; ``None`` where the shell has forgotten it, or has already said how it ended.

    What it ended with is asked for in a way that leaves ``$?`` as after a command that succeeds.
    """
    answer = ask(f"\\builtin wait {pid} 2>&1 && \\builtin echo 0 || \\builtin echo $?")
    words = answer.text.split()
    if not words or not words[-1].isdecimal() or FORGOTTEN.search(answer.text):
        return None
    return Output(text=printed, status=int(words[-1]), ended=Ended.EXITED, seconds=answer.seconds)
