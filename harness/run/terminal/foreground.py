"""What the program in the foreground of a silent terminal is about: at work, waiting for somebody, or a shell."""

import re
from enum import Enum, auto
from pathlib import PurePath

from harness.run.process_table import (
    arguments,
    in_group,
    is_hidden,
    is_stopped,
    leads_to,
)
from harness.run.terminal.bash_process import BashProcess
from harness.run.typing_wait import can_tell_who_waits, waits_for_typing

_SHELL_PROMPT = re.compile(r"[$#] ?\Z")
_RUNS_SOMETHING = re.compile(r"-\w*c")


class Foreground(Enum):
    WORKS = auto()
    WAITS = auto()  # reads the terminal and does nothing else
    IS_SHELL = auto()  # an interactive bash inside the shell, at its prompt
    SHELL_STOPPED = auto()


def look(bash: BashProcess, last_line: str) -> Foreground:
    """``WORKS`` wherever the system does not tell."""
    if is_stopped(bash.pid):
        return Foreground.SHELL_STOPPED
    group = bash.foreground
    waiting = [pid for pid in in_group(group) if waits_for_typing(pid, bash.tty)]
    if not waiting:
        return Foreground.WORKS
    if _SHELL_PROMPT.search(last_line) and any(_is_inner_shell(pid, group, bash) for pid in waiting):
        return Foreground.IS_SHELL
    return Foreground.WAITS


def could_take_an_answer(bash: BashProcess) -> bool:
    """False when what runs in the foreground has its input from elsewhere, as in ``yes | command``."""
    if not can_tell_who_waits():
        return True
    return any(
        leads_to(pid, 0, bash.tty) or waits_for_typing(pid, bash.tty) or is_hidden(pid)  # hidden: sudo, su
        for pid in in_group(bash.foreground)
    )


def _is_inner_shell(pid: int, group: int, bash: BashProcess) -> bool:
    """Started by hand, not to run a script or a command; or what the shell itself has become."""
    program, *options = arguments(pid) or [""]
    by_hand = all(option.startswith("-") and not _RUNS_SOMETHING.match(option) for option in options)
    known = pid == bash.pid and not bash.replaced
    return pid == group and not known and by_hand and PurePath(program).name.lstrip("-") == "bash"
