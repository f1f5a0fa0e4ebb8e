"""Processes of a fleet: each carries the fleet's folder in its environment, so none is lost, whoever started it.

A list of process ids would miss what a program started a moment before we were killed. The environment is inherited, so
it also marks what kwokctl starts for us, and nothing that a page or its reader starts has it.
"""

import logging
import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil

from harness.cluster.machine_clock import MachineClock
from harness.deadline import Deadline
from harness.errors import ClusterError

LOG = logging.getLogger(__name__)

TAG: Final = "HARNESS_FLEET"
_DYING_SECONDS: Final = 0.05  # a process takes a moment to die of a signal
_PASSED_ON: Final = ("PATH", "LANG", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR")
_GONE = (psutil.NoSuchProcess, psutil.ZombieProcess, psutil.AccessDenied)


@dataclass(frozen=True, slots=True)
class ProcessIdentity:
    """A process for good: its number is used again, its number and start time are not."""

    pid: int
    created: float

    @classmethod
    def of(cls, pid: int) -> "ProcessIdentity":
        return cls(pid, psutil.Process(pid).create_time())

    def alive(self) -> bool:
        try:
            # Start times are computed from the boot time, which clock corrections move a little.
            return abs(psutil.Process(self.pid).create_time() - self.created) < 1 and alive(self.pid)
        except psutil.NoSuchProcess:
            return False


def passed_on() -> dict[str, str]:
    """What processes of a fleet have of our own environment."""
    return {name: os.environ[name] for name in _PASSED_ON if name in os.environ}


def alive(pid: int) -> bool:
    """A zombie is dead: it is only a number that its parent has not collected yet."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def start(
    command: Sequence[str | Path], *, state: Path, env: Mapping[str, str], log: Path, cwd: Path | None = None
) -> subprocess.Popen[bytes]:
    """Start a process of the fleet at ``state``, in a session of its own: a Ctrl-C must not stop it half-way."""
    with log.open("ab") as output:
        try:
            return subprocess.Popen(
                [str(word) for word in command],
                cwd=cwd or state,
                env={**env, TAG: str(state)},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as error:
            raise ClusterError(f"{command[0]} cannot be started: {error.strerror}") from error


def start_detached(
    command: Sequence[str | Path], *, state: Path, env: Mapping[str, str], log: Path, cwd: Path | None = None
) -> int:
    """Start a process of the fleet that is ended with the fleet and not looked after; its number."""
    process = start(command, state=state, env=env, log=log, cwd=cwd)
    # Somebody has to collect it when it ends before we do.
    threading.Thread(target=process.wait, name=f"wait for {process.pid}", daemon=True).start()
    return process.pid


def tagged() -> Iterator[tuple[Path, psutil.Process]]:
    """Every living process of any fleet, with the fleet's folder."""
    for process in psutil.process_iter():
        try:
            state = process.environ().get(TAG)
            if state and process.status() != psutil.STATUS_ZOMBIE:
                yield Path(state), process
        except _GONE:
            continue


def end(state: Path, *, spare: frozenset[int] = frozenset(), patience: float = 10.0) -> None:
    """Kill every process of the fleet at ``state`` but ``spare``; ``ClusterError`` when one survives.

    None has anything to save: what they wrote is removed next. Repeated until nothing is found, since a process that
    was alive at the first look may have started another one after it.
    """
    deadline = Deadline.after(patience, clock=MachineClock())
    while found := [process for folder, process in tagged() if folder == state and process.pid not in spare]:
        for process in found:
            try:
                process.kill()  # psutil compares the start time first, so a number used again is safe
            except psutil.NoSuchProcess:
                LOG.debug("gone already: %d", process.pid)
        if deadline.over:
            left = ", ".join(str(process.pid) for process in found)
            raise ClusterError(
                f"processes of the fleet {state.name} do not end: {left}",
                remedy="end them by hand, then run the command again",
            )
        time.sleep(_DYING_SECONDS)
