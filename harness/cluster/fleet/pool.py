"""Fleets shared by the processes of a run, through files and locks: there is no server.

``<root>/pool.lock``          held while a fleet is chosen, never while one is made
``<root>/<name>/fleet.json``  the fleet, once it is ready
``<root>/<name>/lease.lock``  held by whoever runs a page on it: exclusively to change, shared to read
``<root>/<name>/used``        the page that changed it; the next one resets the fleet first. A free lease with this file
                              is also what a killed process leaves.
``<root>/<name>/run``         the run it belongs to, empty for one that is kept for later runs

The kernel gives up a dead process's locks, so no lease outlives its holder.
"""

import fcntl
import logging
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from harness.cluster.fleet.fleet_record import read_fleet, write_fleet
from harness.cluster.fleet.topology import Topology
from harness.cluster.processes import ProcessIdentity
from harness.cluster.provider import ClusterProvider, Fleet, Progress
from harness.errors import ClusterError

LOG = logging.getLogger(__name__)
PATIENCE = 0.1  # seconds between two looks for a free fleet


@dataclass(kw_only=True)
class Lease:
    """A fleet for the time of a page. ``release`` may be called twice; ``clean`` says that nothing was left behind."""

    fleet: Fleet
    created: bool
    waited: float  # seconds until a fleet was free, creation and reset included
    trouble: str = ""  # why an earlier fleet was retired, with the page that broke it
    _lock: IO[str] = field(repr=False)
    _used: Path = field(repr=False)

    def release(self, *, clean: bool = False) -> None:
        if self._lock.closed:
            return
        if clean:
            self._used.unlink(missing_ok=True)
        self._lock.close()


class FleetPool:
    """At most ``limit`` fleets at a time for one run; ``run`` names it, empty to keep fleets for later runs.

    A free fleet makes room for one of another provider or shape. Clusters of somebody else take no room.
    """

    def __init__(
        self, root: Path, providers: Mapping[str, ClusterProvider], *, run: str, limit: int, keep: bool
    ) -> None:
        self._root, self._providers, self._run, self._limit, self._keep = root, providers, run, limit, keep
        root.mkdir(parents=True, exist_ok=True)

    def lease(
        self, provider: str, topology: Topology, *, page: str, read_only: bool, timeout: float, progress: Progress
    ) -> Lease:
        """A fleet of ``provider`` that has the clusters of ``topology``, made when there is none and room for one.

        Raises ``ClusterError`` when none can be made, or none was free within ``timeout`` seconds.
        """
        started, trouble = time.monotonic(), ""
        while True:
            folder, lock, fresh = self._claim(provider, topology, read_only=read_only)
            if folder is not None and lock is not None:
                try:
                    fleet = self._ready(folder, provider, topology, fresh=fresh, progress=progress)
                except ClusterError as error:
                    trouble = self._replaced(folder, lock, error)
                    if fresh:
                        raise
                    continue
                except BaseException:
                    if fresh:
                        self._retire(folder)
                    lock.close()
                    raise
                used = folder / "used"
                if read_only:
                    fcntl.flock(lock, fcntl.LOCK_SH)
                else:
                    used.write_text(page)
                waited = time.monotonic() - started
                return Lease(fleet=fleet, created=fresh, waited=waited, trouble=trouble, _lock=lock, _used=used)
            if time.monotonic() - started > timeout:
                raise ClusterError(
                    f"no fleet was free within {timeout:.0f} s",
                    remedy="allow more at a time (--fleets), or see who holds them: harness clusters list",
                )
            progress("waiting for a free fleet")
            time.sleep(PATIENCE)

    def _ready(self, folder: Path, provider: str, topology: Topology, *, fresh: bool, progress: Progress) -> Fleet:
        """The fleet in a folder whose lease is held, made or reset as it needs."""
        if fresh:
            return self._create(folder, provider, topology, progress)
        fleet, used = read_fleet(folder / "fleet.json"), folder / "used"
        if used.exists():
            progress(f"{fleet.name}: reset after {used.read_text()}")
            self._providers[provider].reset(fleet, progress=progress)
            used.unlink()
        return fleet

    def _replaced(self, folder: Path, lock: IO[str], error: ClusterError) -> str:
        """Retire a fleet that cannot be used; what to say of it, with the page that broke it."""
        used = folder / "used"
        broken_by = used.read_text() if used.exists() else "nobody"
        self._retire(folder)
        lock.close()
        trouble = f"a fleet could not be reset after {broken_by} and was replaced: {error.message}"
        LOG.warning("%s", trouble)
        return trouble

    def close(self) -> None:
        """Remove this run's fleets, unless they are kept. May be called twice."""
        with self._locked():
            for folder in self._folders():
                if not self._keep and (folder / "run").read_text() == self._run:
                    self._retire(folder)

    def sweep(self) -> tuple[str, ...]:
        """Remove what fleets of dead processes left, and the pool's entries for them; returns their names."""
        swept = [name for provider in self._providers.values() for name in provider.sweep()]
        with self._locked():
            for unnamed in (path for path in self._root.iterdir() if path.is_dir() and not (path / "run").exists()):
                shutil.rmtree(unnamed)  # its maker died before it said whose it is
            for folder in self._folders():
                run, record = (folder / "run").read_text(), folder / "fleet.json"
                gone = record.exists() and not read_fleet(record).state.exists()
                if gone or (run and not run_owner(run).alive()):
                    shutil.rmtree(folder)
        return tuple(swept)

    def down(self, names: frozenset[str]) -> tuple[str, ...]:
        """Remove the kept fleets of these names, all kept ones when there are none; returns what was removed."""
        removed = []
        with self._locked():
            for folder in self._folders():
                if not (folder / "run").read_text() and (not names or folder.name in names):
                    self._retire(folder)
                    removed.append(folder.name)
        return tuple(removed)

    def fleets(self) -> tuple[Fleet, ...]:
        """Every fleet of the pool that is ready, kept ones included."""
        return tuple(
            read_fleet(folder / "fleet.json") for folder in self._folders() if (folder / "fleet.json").exists()
        )

    def _claim(self, provider: str, topology: Topology, *, read_only: bool) -> tuple[Path | None, IO[str] | None, bool]:
        """A fitting fleet's folder with its lease held, or a fresh folder; ``None`` when there is nothing free."""
        with self._locked():
            mine = [folder for folder in self._folders() if (folder / "run").read_text() in {self._run, ""}]
            living, idle = 0, list[Path]()
            for folder in mine:
                record = folder / "fleet.json"
                if not record.exists():
                    if (lock := _try_lock(folder, shared=False)) is not None:  # its maker died
                        self._retire(folder)
                        lock.close()
                    else:
                        living += 1
                    continue
                fleet = read_fleet(record)
                living += fleet.owned
                fits = fleet.provider == provider and has(fleet.topology, topology)
                shared = fits and read_only and not (folder / "used").exists()
                lock = _try_lock(folder, shared=shared)
                if lock is None:
                    continue
                if fits:
                    return folder, lock, False
                if fleet.owned:
                    idle.append(folder)
                lock.close()
            if self._providers[provider].owned and living >= self._limit:
                if not idle:
                    return None, None, False
                self._retire(idle[0])  # free, but not what is needed
            number = 1
            while (self._root / f"{self._prefix}{number}").exists():
                number += 1
            folder = self._root / f"{self._prefix}{number}"
            folder.mkdir()
            (folder / "run").write_text("" if self._keep else self._run)
            return folder, _try_lock(folder, shared=False), True

    @property
    def _prefix(self) -> str:
        return "kept-" if self._keep else f"{self._run.split('.')[0]}-"

    def _create(self, folder: Path, provider: str, topology: Topology, progress: Progress) -> Fleet:
        fleet = self._providers[provider].create(folder.name, topology, progress=progress)
        write_fleet(fleet, folder / "fleet.json")
        return fleet

    def _retire(self, folder: Path) -> None:
        record = folder / "fleet.json"
        if record.exists():
            fleet = read_fleet(record)
            self._providers[fleet.provider].destroy(fleet)
        shutil.rmtree(folder)

    def _folders(self) -> list[Path]:
        return sorted(folder for folder in self._root.iterdir() if (folder / "run").exists())

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with (self._root / "pool.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def run_name(owner: ProcessIdentity) -> str:
    """A run's name says whose it is, so that the entries of a dead one are recognised."""
    return f"run-{owner.pid}-{owner.created:.2f}"


def run_owner(run: str) -> ProcessIdentity:
    _, pid, created = run.split("-")
    return ProcessIdentity(int(pid), float(created))


def has(offered: Topology, wanted: Topology) -> bool:
    """Whether the first clusters of one topology serve as the other: enough of them, on networks split alike."""
    if len(offered.clusters) < len(wanted.clusters):
        return False
    pairs = list(zip(offered.clusters, wanted.clusters, strict=False))
    return all(
        (one.network == other.network) == (wanted_one.network == wanted_other.network)
        for one, wanted_one in pairs
        for other, wanted_other in pairs
    ) and all(mine.nodes >= asked.nodes and asked.version in {"", mine.version} for mine, asked in pairs)


def _try_lock(folder: Path, *, shared: bool) -> IO[str] | None:
    file = (folder / "lease.lock").open("a")
    os.set_inheritable(file.fileno(), False)  # noqa: FBT003 - positional in the standard library
    with suppress(BlockingIOError):
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        return file
    file.close()
    return None
