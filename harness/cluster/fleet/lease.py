"""A fleet for the time of a page."""

import fcntl
import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from harness.cluster.fleet.pool_entry import PoolEntry
from harness.cluster.provider import Fleet


@dataclass(kw_only=True)
class Lease:
    """A fleet for the time of a page. ``release`` may be called twice; ``clean`` says that nothing was left behind."""

    fleet: Fleet
    entry: PoolEntry
    created: bool
    waited: float  # seconds until a fleet was free, creation and reset included
    trouble: str = ""  # why an earlier fleet or layer was retired, with the page that broke it
    layer: str = ""  # the one of the wanted layers that the fleet is at
    _lock: IO[str] = field(repr=False)

    def release(self, *, clean: bool = False) -> None:
        if self._lock.closed:
            return
        if clean:
            self.entry.forget_use()
        self._lock.close()


def try_lock(folder: Path, *, shared: bool) -> IO[str] | None:
    """The lock of a pool's entry, ``None`` while somebody else has it."""
    file = (folder / "lease.lock").open("a")
    os.set_inheritable(file.fileno(), False)  # noqa: FBT003 - positional in the standard library
    with suppress(BlockingIOError):
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        return file
    file.close()
    return None


def share(lock: IO[str]) -> None:
    """Let others who only read have it, too."""
    fcntl.flock(lock, fcntl.LOCK_SH)
