"""Fleets shared by the processes of a run, through files and locks: there is no server.

``<root>/pool.lock``          held while a fleet is chosen, never while one is made
``<root>/<name>/fleet.json``  the fleet, once it is ready
``<root>/<name>/lease.lock``  held by whoever runs a page on it: exclusively to change, shared to read
``<root>/<name>/used``        the page that changed it; the next one resets the fleet first. A free lease with this file
                              is also what a killed process leaves.
``<root>/<name>/layers.json``  the start states of pages that it remembers, see ``layers``
``<root>/<name>/run``         the run it belongs to, empty for one that is kept for later runs

The kernel gives up a dead process's locks, so no lease outlives its holder.
"""

import fcntl
import logging
import os
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO

from harness.cluster.fleet.fleet_record import read_fleet, write_fleet
from harness.cluster.fleet.layers import FailedLayers, LayeredProvider, Layers
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
    layer: str = ""  # the one of the wanted layers that the fleet is at
    _lock: IO[str] = field(repr=False)
    _used: Path = field(repr=False)

    @property
    def folder(self) -> Path:
        """The fleet's entry in the pool."""
        return self._used.parent

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
        self,
        provider: str,
        topology: Topology,
        *,
        page: str,
        read_only: bool,
        timeout: float,
        progress: Progress,
        layers: Sequence[str] = (),
    ) -> Lease:
        """A fleet of ``provider`` that has the clusters of ``topology``, made when there is none and room for one.

        ``layers`` are what the page stands on, lowest first: the fleet is brought to the highest that it remembers.

        Raises ``ClusterError`` when none can be made, or none was free within ``timeout`` seconds.
        """
        started, trouble = time.monotonic(), ""
        while True:
            folder, lock, fresh = self._claim(provider, topology, read_only=read_only, layers=layers)
            if folder is not None and lock is not None:
                try:
                    fleet = self._ready(folder, provider, topology, fresh=fresh, progress=progress, layers=layers)
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
                at = Layers.read(folder).current
                return Lease(
                    fleet=fleet, created=fresh, waited=waited, trouble=trouble, layer=at, _lock=lock, _used=used
                )
            if time.monotonic() - started > timeout:
                raise ClusterError(
                    f"no fleet was free within {timeout:.0f} s",
                    remedy="allow more at a time (--fleets), or see who holds them: harness clusters list",
                )
            progress("waiting for a free fleet")
            time.sleep(PATIENCE)

    def remember(self, lease: Lease, layer: str) -> bool:
        """Keep what the clusters of a lease hold now as a layer; whether their provider can go back to it."""
        provider = self._providers[lease.fleet.provider]
        if not isinstance(provider, LayeredProvider):
            return False
        provider.remember(lease.fleet, layer)
        known = (*Layers.read(lease.folder).known, layer)
        Layers(current=layer, known=tuple(dict.fromkeys(known))).write(lease.folder)
        return True

    @property
    def failed(self) -> FailedLayers:
        """What could not be made in this run."""
        return FailedLayers(root=self._root, run=self._run)

    def _ready(
        self,
        folder: Path,
        provider: str,
        topology: Topology,
        *,
        fresh: bool,
        progress: Progress,
        layers: Sequence[str],
    ) -> Fleet:
        """The fleet in a folder whose lease is held, made or reset as it needs."""
        if fresh:
            return self._create(folder, provider, topology, progress)
        fleet, used = read_fleet(folder / "fleet.json"), folder / "used"
        known = Layers.read(folder)
        best = known.best(layers)
        if used.exists() or known.current != best:
            after = used.read_text() if used.exists() else "another layer"
            progress(f"{fleet.name}: reset after {after}")
            self._bring_back(fleet, best, progress)
            replace(known, current=best).write(folder)
            used.unlink(missing_ok=True)
        return fleet

    def _bring_back(self, fleet: Fleet, layer: str, progress: Progress) -> None:
        provider = self._providers[fleet.provider]
        if layer and isinstance(provider, LayeredProvider):
            provider.return_to(fleet, layer, progress=progress)
        else:
            provider.reset(fleet, progress=progress)

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
            self.failed.forget()

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

    def _claim(
        self, provider: str, topology: Topology, *, read_only: bool, layers: Sequence[str]
    ) -> tuple[Path | None, IO[str] | None, bool]:
        """The nearest fitting fleet's folder with its lease held, or a fresh one; ``None`` when nothing is free."""
        with self._locked():
            free, idle, living = self._look(provider, topology, read_only=read_only, layers=layers)
            if free:
                nearest = min(free, key=lambda one: self._cost(one, layers))
                for folder, lock in free.items():
                    if folder != nearest:
                        lock.close()
                return nearest, free[nearest], False
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

    def _look(
        self, provider: str, topology: Topology, *, read_only: bool, layers: Sequence[str]
    ) -> tuple[dict[Path, IO[str]], list[Path], int]:
        """Fitting free fleets, now leased; free ones that do not fit; how many there are in all."""
        free, idle, living = dict[Path, IO[str]](), list[Path](), 0
        for folder in [one for one in self._folders() if (one / "run").read_text() in {self._run, ""}]:
            record = folder / "fleet.json"
            if not record.exists():
                living += not self._buried(folder)
                continue
            fleet = read_fleet(record)
            living += fleet.owned
            fits = fleet.provider == provider and has(fleet.topology, topology)
            shared = fits and read_only and self._cost(folder, layers) == (len(layers), 0)
            lock = _try_lock(folder, shared=shared)
            if lock is not None and fits:
                free[folder] = lock
            elif lock is not None:
                idle += [folder] if fleet.owned else []
                lock.close()
        return free, idle, living

    def _buried(self, folder: Path) -> bool:
        """Whether the maker of a fleet that is not ready has died; what it left is removed."""
        lock = _try_lock(folder, shared=False)
        if lock is None:
            return False
        self._retire(folder)
        lock.close()
        return True

    def _cost(self, folder: Path, layers: Sequence[str]) -> tuple[int, int]:
        return Layers.read(folder).cost(layers, used=(folder / "used").exists())

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
