"""Fleets shared by the processes of a run, through files and locks: there is no server.

``<root>/pool.lock`` is held while a fleet is chosen, never while one is made. ``<root>/<name>/`` is a fleet's entry,
see ``pool_entry``. The kernel gives up a dead process's locks, so no lease outlives its holder.
"""

import fcntl
import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from harness.cluster.fleet.failed_layers import FailedLayers, sweep_failed
from harness.cluster.fleet.layering import bring_back, keep
from harness.cluster.fleet.lease import Lease, share, try_lock
from harness.cluster.fleet.pool_entry import PoolEntry, entries, remove_unnamed
from harness.cluster.fleet.room import Room
from harness.cluster.fleet.run_name import run_owner
from harness.cluster.fleet.topology import Topology
from harness.cluster.fleet.wish import Wish
from harness.cluster.provider import ClusterProvider, Fleet, Progress
from harness.errors import ClusterError

LOG = logging.getLogger(__name__)
PATIENCE = 0.1  # seconds between two looks for a free fleet


@dataclass(kw_only=True)
class Seen:
    """What a look at the pool found: fitting free fleets, now locked; free ones that do not fit; how many in all.

    ``heavy`` counts those of the ``living`` that are not known to be light.
    """

    free: dict[PoolEntry, IO[str]] = field(default_factory=dict)
    idle: list[PoolEntry] = field(default_factory=list)
    living: int = 0
    heavy: int = 0


class FleetPool:
    """As many fleets of a run at a time as there is ``room`` for; ``run`` names it, empty to keep them for later runs.

    A free fleet makes room for one of another provider or shape. Clusters of somebody else take no room.
    """

    def __init__(
        self, root: Path, providers: Mapping[str, ClusterProvider], *, run: str, room: Room, keep: bool
    ) -> None:
        self._root, self._providers, self._run, self._room, self._keep = root, providers, run, room, keep

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
        wish = Wish(
            provider=provider, topology=topology, page=page, read_only=read_only, layers=layers, progress=progress
        )
        started, trouble = time.monotonic(), ""
        while True:
            if (claimed := self._claim(wish)) is not None:
                entry, lock = claimed
                fresh = not entry.ready
                try:
                    trouble = self._made_ready(entry, wish) or trouble
                except ClusterError as error:
                    trouble = self._replaced(entry, lock, error, fresh=fresh)
                    continue
                except BaseException:
                    if fresh:
                        self._retire(entry)
                    lock.close()
                    raise
                if read_only:
                    share(lock)
                else:
                    entry.use(page)
                return Lease(
                    fleet=entry.fleet,
                    entry=entry,
                    created=fresh,
                    waited=time.monotonic() - started,
                    trouble=trouble,
                    layer=entry.layers.current,
                    _lock=lock,
                )
            if time.monotonic() - started > timeout:
                raise ClusterError(
                    f"no fleet was free within {timeout:.0f} s",
                    remedy="allow more at a time (--fleets), or see who holds them: harness clusters list",
                )
            progress("waiting for a free fleet")
            time.sleep(PATIENCE)

    def remember(self, lease: Lease, layer: str, name: str = "") -> bool:
        """Keep what the clusters of a lease hold now as a layer; whether their provider can go back to it."""
        return keep(lease.entry, self._providers[lease.fleet.provider], layer, name)

    @property
    def failed(self) -> FailedLayers:
        """What could not be made in this run."""
        return FailedLayers(root=self._root, run=self._run)

    def close(self) -> None:
        """Remove this run's fleets, unless they are kept. May be called twice.

        A fleet that its provider cannot remove keeps no other: ``ClusterError`` names it when all are done.
        """
        if not self._root.exists():
            return
        left: dict[str, ClusterError] = {}
        with self._locked():
            for entry in list(entries(self._root)):
                if not self._keep and entry.run == self._run:
                    try:
                        self._retire(entry)
                    except ClusterError as error:
                        left[entry.fleet.name] = error
                elif entry.held_by == self._run:
                    entry.let_go()
            self.failed.forget()
        for reason in left.values():
            raise ClusterError(
                f"not removed: {', '.join(left)}: {reason.message}", remedy="remove it by hand, or run again"
            ) from reason

    def sweep(self) -> tuple[str, ...]:
        """Remove what fleets of dead processes left, and the pool's entries for them; returns their names."""
        swept = [name for provider in self._providers.values() for name in provider.sweep()]
        try:
            self._sweep_entries()
        except ClusterError as error:  # a page without clusters needs no such folder; a lease says so again
            LOG.warning("%s", error)
        return tuple(swept)

    def _sweep_entries(self) -> None:
        if not self._root.exists():
            return
        with self._locked():
            remove_unnamed(self._root)
            sweep_failed(self._root)
            for entry in list(entries(self._root)):
                gone = entry.ready and not entry.fleet.state.exists()
                if gone or (entry.run and not run_owner(entry.run).alive()):
                    entry.remove()

    def down(self, names: frozenset[str]) -> tuple[str, ...]:
        """Remove the kept fleets of these names, all kept ones when there are none; returns what was removed.

        Those that a run is using are left.
        """
        removed = []
        with self._locked():
            for entry in list(entries(self._root)):
                if not entry.run and not entry.held_by and (not names or entry.name in names):
                    self._retire(entry)
                    removed.append(entry.name)
        return tuple(removed)

    def ready(self) -> tuple[PoolEntry, ...]:
        """Every entry whose fleet is ready, kept ones included."""
        return tuple(entry for entry in entries(self._root) if entry.ready)

    def fleets(self) -> tuple[Fleet, ...]:
        return tuple(entry.fleet for entry in self.ready())

    def _made_ready(self, entry: PoolEntry, wish: Wish) -> str:
        """Make the fleet of a locked entry, or bring it back as it needs; what there is to say of that."""
        provider = self._providers[wish.provider]
        if not entry.ready:
            entry.write(provider.create(entry.name, wish.topology, progress=wish.progress))
            entry.keep_contexts()
            return ""
        return bring_back(entry, provider, wish.layers, progress=wish.progress)

    def _replaced(self, entry: PoolEntry, lock: IO[str], error: ClusterError, *, fresh: bool) -> str:
        """Retire a fleet that cannot be used; what to say of it, with the page that broke it.

        Raises ``ClusterError`` for one that could not be made.
        """
        broken_by = entry.used_by or "nobody"
        self._retire(entry)
        lock.close()
        if fresh:
            raise error
        trouble = f"a fleet could not be reset after {broken_by} and was replaced: {error.message}"
        LOG.warning("%s", trouble)
        return trouble

    def _claim(self, wish: Wish) -> tuple[PoolEntry, IO[str]] | None:
        """The nearest fitting fleet with its lock held, or an empty entry; ``None`` when nothing is free."""
        with self._locked():
            seen = self._look(wish)
            if seen.free:
                nearest = min(seen.free, key=wish.cost)
                for entry, lock in seen.free.items():
                    if entry != nearest:
                        lock.close()
                nearest.hold(self._run)
                return nearest, seen.free[nearest]
            if self._providers[wish.provider].owned and (goes := self._in_the_way(wish.provider, seen)) is not None:
                if not goes:
                    return None
                self._retire(goes[0])  # free, but not what is needed
            entry = PoolEntry.make(self._root / self._fresh_name(), "" if self._keep else self._run)
            entry.hold(self._run)
            own = try_lock(entry.folder, shared=False)
            return None if own is None else (entry, own)

    def _in_the_way(self, provider: str, seen: Seen) -> Sequence[PoolEntry] | None:
        """Free fleets one of which has to go before there is room for another one; ``None`` where there is room."""
        if self._room.is_heavy(provider) and seen.heavy >= self._room.heavy:
            return [entry for entry in seen.idle if self._room.is_heavy(entry.fleet.provider)]
        return seen.idle if seen.living >= self._room.every else None

    def _look(self, wish: Wish) -> Seen:
        seen = Seen()
        for entry in filter(self._is_open, entries(self._root)):
            if not entry.ready:
                being_made = not self._buried(entry)
                seen.living, seen.heavy = seen.living + being_made, seen.heavy + being_made
                continue
            fleet = entry.fleet
            seen.living += fleet.owned
            seen.heavy += fleet.owned and self._room.is_heavy(fleet.provider)
            fits = wish.fits(fleet)
            shared = fits and wish.read_only and wish.cost(entry) == (len(wish.layers), 0)
            lock = try_lock(entry.folder, shared=shared)
            if lock is not None and fits:
                seen.free[entry] = lock
            elif lock is not None:
                seen.idle += [entry] if fleet.owned else []
                lock.close()
        return seen

    def _is_open(self, entry: PoolEntry) -> bool:
        """Whether this run may use an entry: its own, and a kept one that no other run is using."""
        return entry.run == self._run or (not entry.run and entry.held_by in {self._run, ""})

    def _buried(self, entry: PoolEntry) -> bool:
        """Whether the maker of a fleet that is not ready has died; what it left is removed."""
        lock = try_lock(entry.folder, shared=False)
        if lock is None:
            return False
        self._retire(entry)
        lock.close()
        return True

    def _fresh_name(self) -> str:
        prefix = "kept-" if self._keep else f"{self._run.split('.')[0]}-"
        number = 1
        while (self._root / f"{prefix}{number}").exists():
            number += 1
        return f"{prefix}{number}"

    def _retire(self, entry: PoolEntry) -> None:
        if entry.ready:
            fleet = entry.fleet
            self._providers[fleet.provider].destroy(fleet)
        entry.remove()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self._root.mkdir(parents=True, exist_ok=True)
            file = (self._root / "pool.lock").open("w")
        except OSError as error:
            raise ClusterError(
                f"fleets cannot be kept in {self._root}: {error.strerror}",
                expected="a folder that may be written to, on a disk with room",
                remedy="mend that, or name another folder in the environment's HARNESS_FLEETS",
            ) from error
        with file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
