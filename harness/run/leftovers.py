"""Ends what shells of dead harness processes have left running."""

import psutil

from harness.run.ending import end_all
from harness.run.environment_base import COOKIE, owner_is_gone
from harness.run.process_table import environment_value

_ASK_GRACE = 0.5
_KILL_GRACE = 1.0


def sweep_shells() -> tuple[str, ...]:
    """Command lines of the processes that were found and ended. Shells of living processes are left alone."""
    found: dict[int, str] = {}

    def orphans() -> list[psutil.Process]:
        left = []
        for process in psutil.process_iter():
            cookie = environment_value(process.pid, COOKIE)
            if cookie is not None and owner_is_gone(cookie):
                left.append(process)
                found.setdefault(process.pid, _command_line(process))
        return left

    end_all(orphans, ask_grace=_ASK_GRACE, kill_grace=_KILL_GRACE)
    return tuple(found.values())


def _command_line(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return f"process {process.pid}"
