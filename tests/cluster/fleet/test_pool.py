"""Fleets shared by pages, workers and runs, with a provider that makes folders instead of clusters."""

import os
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from harness.capability import Capability, Fidelity
from harness.cluster.fleet.lease import Lease
from harness.cluster.fleet.pool import FleetPool
from harness.cluster.fleet.room import Room
from harness.cluster.fleet.run_name import run_name, run_owner
from harness.cluster.fleet.topology import Topology, default_topology, has
from harness.cluster.processes import ProcessIdentity
from harness.cluster.provider import Cluster, ClusterProvider, Fleet, Progress
from harness.errors import ClusterError

ONE, TWO = default_topology(1), default_topology(2, 2)


def quiet(_: str) -> None:
    """Nobody listens."""


@dataclass
class Folders:
    """A provider whose fleets are folders; ``broken`` are names of fleets that cannot be reset."""

    root: Path
    name: str = "folders"
    resets: list[str] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    stuck: list[str] = field(default_factory=list)
    fails: str = ""
    owned: bool = True
    layers: None = None

    def capabilities(self, topology: Topology, /) -> Mapping[Capability, Fidelity]:
        return {Capability.API: Fidelity.REAL}

    def unavailable(self, topology: Topology, /) -> str:
        return ""

    def claim_namespaces(self, fleet: Fleet, mentioned: Collection[str], /) -> tuple[str, ...]:
        return ()

    def create(self, name: str, topology: Topology, *, progress: Progress) -> Fleet:
        if self.fails:
            raise ClusterError(self.fails)
        state = self.root / name
        state.mkdir(parents=True)
        return Fleet(
            name=name,
            provider=self.name,
            topology=topology,
            clusters=tuple(
                Cluster(name=one.name, context=one.name, server="https://127.0.0.1:1", network=one.network)
                for one in topology.clusters
            ),
            kubeconfig=state / "kubeconfig",
            state=state,
            capabilities={Capability.API: Fidelity.REAL},
            owned=self.owned,
        )

    def reset(self, fleet: Fleet, /, *, progress: Progress) -> None:
        self.resets.append(fleet.name)
        if fleet.name in self.broken:
            raise ClusterError("the API server does not answer")

    def destroy(self, fleet: Fleet, /) -> None:
        if fleet.name in self.stuck:
            raise ClusterError("its door is locked")
        if fleet.state.exists():
            fleet.state.rmdir()

    def sweep(self) -> tuple[str, ...]:
        return ()

    @property
    def fleets(self) -> list[str]:
        return sorted(path.name for path in self.root.iterdir()) if self.root.exists() else []


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path / "fleets")


ME = run_name(ProcessIdentity.of(os.getpid()))


def pool_of(folders: Folders, *, limit: int = 1, keep: bool = False, run: str = ME) -> FleetPool:
    providers: dict[str, ClusterProvider] = {"folders": folders}
    return FleetPool(folders.root.parent / "pool", providers, run=run, room=Room.of(limit), keep=keep)


def take(
    pool: FleetPool,
    topology: Topology = ONE,
    *,
    page: str = "a.md",
    read_only: bool = False,
    timeout: float = 0.0,
    progress: Progress = quiet,
) -> Lease:
    return pool.lease("folders", topology, page=page, read_only=read_only, timeout=timeout, progress=progress)


Taker = Callable[..., Lease]


@pytest.fixture
def lease() -> Iterator[Taker]:
    """Takes leases that are given back at the end of the test, if not before."""
    with ExitStack() as stack:

        def taken(*arguments: Any, **more: Any) -> Lease:
            one = take(*arguments, **more)
            stack.callback(one.release)
            return one

        yield taken


@contextmanager
def nothing_free() -> Iterator[None]:
    with pytest.raises(ClusterError) as caught:
        yield
    assert str(caught.value) == (
        "no fleet was free within 0 s\n"
        "  to fix:   allow more at a time (--fleets), or see who holds them: harness clusters list"
    )


def test_a_fleet_is_made_when_it_is_needed_and_used_again(folders: Folders, lease: Taker) -> None:
    pool = pool_of(folders)
    assert folders.fleets == []
    first = lease(pool)
    first.release()
    second = lease(pool)
    assert (first.created, second.created, second.fleet) == (True, False, first.fleet)


def test_no_more_fleets_than_allowed(folders: Folders, lease: Taker) -> None:
    pool = pool_of(folders, limit=2)
    held = [lease(pool), lease(pool)]
    assert held[0].fleet.name != held[1].fleet.name
    with nothing_free():
        lease(pool)
    assert len(folders.fleets) == 2


def test_a_page_waits_until_another_one_is_done(folders: Folders, lease: Taker) -> None:
    pool = pool_of(folders)
    held = lease(pool)
    timer = threading.Timer(0.3, held.release)
    timer.start()
    waited = lease(pool, page="b.md", timeout=20.0)
    assert waited.fleet == held.fleet
    assert waited.waited >= 0.2


def test_a_fleet_is_reset_before_another_page_unless_it_was_left_clean(folders: Folders, lease: Taker) -> None:
    pool = pool_of(folders)
    lease(pool).release()
    assert folders.resets == []
    lease(pool, page="b.md").release(clean=True)
    name = folders.fleets[0]
    assert folders.resets == [name]
    lease(pool, page="c.md").release()
    assert folders.resets == [name]


def test_pages_that_only_read_share_a_fleet(folders: Folders, lease: Taker) -> None:
    pool = pool_of(folders)
    readers = [lease(pool, read_only=True), lease(pool, read_only=True)]
    assert readers[0].fleet == readers[1].fleet
    with nothing_free():
        lease(pool)
    for reader in readers:
        reader.release()
    assert lease(pool).created is False
    assert folders.resets == []


def test_a_page_that_only_reads_gets_no_fleet_that_is_being_changed(folders: Folders, lease: Taker) -> None:
    pool = pool_of(folders)
    held = lease(pool)
    with nothing_free():
        lease(pool, read_only=True)
    held.release()
    lease(pool, read_only=True)
    assert folders.resets == folders.fleets
    lease(pool, read_only=True)
    assert folders.resets == folders.fleets


def test_a_fleet_that_cannot_be_reset_is_replaced_and_the_page_that_broke_it_is_named(
    folders: Folders, lease: Taker
) -> None:
    pool = pool_of(folders)
    broken = lease(pool, page="docs/a.md::helm")
    broken.release()
    folders.broken.add(broken.fleet.name)
    told: list[str] = []
    fresh = lease(pool, page="b.md", progress=told.append)
    assert fresh.created
    assert fresh.trouble == (
        "a fleet could not be reset after docs/a.md::helm and was replaced: the API server does not answer"
    )
    assert told == [f"{broken.fleet.name}: reset after docs/a.md::helm"]
    assert len(folders.fleets) == 1


def test_a_fleet_that_cannot_be_made_leaves_room_for_another(folders: Folders, lease: Taker) -> None:
    pool = pool_of(folders)
    folders.fails = "no room on the disk"
    with pytest.raises(ClusterError, match="no room on the disk"):
        lease(pool)
    folders.fails = ""
    assert lease(pool).created


def test_a_fleet_of_another_shape_gives_way(folders: Folders, lease: Taker) -> None:
    pool = pool_of(folders)
    small = lease(pool)
    small.release()
    assert len(lease(pool, TWO).fleet.clusters) == 2
    assert len(folders.fleets) == 1


@pytest.fixture
def mixed(tmp_path: Path) -> FleetPool:
    """Room for one fleet, whoever makes it."""
    providers: dict[str, ClusterProvider] = {
        name: Folders(tmp_path / name, name=name, owned=name != "existing") for name in ("embedded", "kind", "existing")
    }
    return FleetPool(tmp_path / "pool", providers, run=ME, room=Room.of(1), keep=False)


def taken(pool: FleetPool, provider: str) -> Lease:
    return pool.lease(provider, ONE, page="p.md", read_only=False, timeout=0.0, progress=quiet)


def test_a_free_fleet_of_another_provider_gives_way(mixed: FleetPool) -> None:
    taken(mixed, "embedded").release()
    lease = taken(mixed, "kind")
    assert (lease.created, [fleet.provider for fleet in mixed.fleets()]) == (True, ["kind"])
    with pytest.raises(ClusterError, match="no fleet was free"):
        taken(mixed, "embedded")
    lease.release()


def test_clusters_of_somebody_else_take_no_room(mixed: FleetPool) -> None:
    made, theirs = taken(mixed, "kind"), taken(mixed, "existing")
    assert sorted(fleet.provider for fleet in mixed.fleets()) == ["existing", "kind"]
    made.release()
    theirs.release()
    taken(mixed, "embedded").release()
    assert sorted(fleet.provider for fleet in mixed.fleets()) == ["embedded", "existing"], "and are not given up"


def test_a_folder_that_cannot_be_used_is_told_when_a_fleet_is_wanted(folders: Folders, lease: Taker) -> None:
    (folders.root.parent / "pool").write_text("taken")
    pool = pool_of(folders)
    assert pool.sweep() == ()
    with pytest.raises(ClusterError, match="fleets cannot be kept in"):
        lease(pool)


def test_a_pool_that_nobody_uses_leaves_nothing(folders: Folders) -> None:
    pool = pool_of(folders)
    pool.sweep()
    pool.close()
    assert not (folders.root.parent / "pool").exists()


def test_a_larger_fleet_serves_a_smaller_page(folders: Folders, lease: Taker) -> None:
    pool = pool_of(folders)
    large = lease(pool, TWO)
    large.release()
    assert lease(pool).fleet == large.fleet


def test_a_lease_is_released_twice_without_harm(folders: Folders, lease: Taker) -> None:
    pool = pool_of(folders)
    first = lease(pool)
    first.release()
    second = lease(pool)
    first.release(clean=True)
    with nothing_free():
        lease(pool)
    second.release()


HOLDER = """
import sys, time
sys.path[:0] = {path!r}
from pathlib import Path
from test_pool import Folders, take, pool_of
held = take(pool_of(Folders(Path(sys.argv[1])), run=sys.argv[2]), page="killed.md")
print(held.fleet.name, flush=True)
time.sleep(300)
"""


def test_the_lease_of_a_killed_process_is_free_and_its_fleet_is_reset(folders: Folders, lease: Taker) -> None:
    code = textwrap.dedent(HOLDER).format(path=[str(Path(__file__).parent)])
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folders.root), ME], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        name = holder.stdout.readline().strip()
        pool = pool_of(folders)
        with nothing_free():
            lease(pool)
        holder.kill()
        holder.wait()
    again = lease(pool, timeout=10.0)
    assert (again.fleet.name, again.created, folders.resets) == (name, False, [name])


def test_the_half_made_fleet_of_a_killed_process_is_in_nobodys_way(folders: Folders, lease: Taker) -> None:
    half = folders.root.parent / "pool" / "half"
    pool = pool_of(folders)
    half.mkdir(parents=True)
    (half / "run").write_text(ME)
    assert lease(pool).created
    assert not half.exists()


def test_a_run_removes_its_own_fleets_only(folders: Folders, lease: Taker) -> None:
    mine, other = pool_of(folders), pool_of(folders, run=run_name(ProcessIdentity(os.getppid(), 1.0)))
    lease(mine).release()
    left = lease(other).fleet.name
    mine.close()
    mine.close()
    assert folders.fleets == [left]


def test_a_fleet_that_cannot_be_removed_keeps_no_other(folders: Folders) -> None:
    pool = pool_of(folders, limit=2)
    first, second = take(pool), take(pool)
    folders.stuck.append(first.fleet.name)
    first.release()
    second.release()
    with pytest.raises(ClusterError, match=f"{first.fleet.name}.*locked"):
        pool.close()
    assert folders.fleets == [first.fleet.name]


def test_kept_fleets_serve_later_runs_until_they_are_taken_down(folders: Folders, lease: Taker) -> None:
    first = pool_of(folders, keep=True, limit=2)
    kept = [lease(first), lease(first, TWO)]
    for one in kept:
        one.release()
    first.close()
    names = [one.fleet.name for one in kept]
    assert names == ["kept-1", "kept-2"]
    later = pool_of(folders, run="run-1-1.00", limit=2)
    assert [fleet.name for fleet in later.fleets()] == names
    assert lease(later).created is False
    later.close()
    assert folders.fleets == names
    assert later.down(frozenset({"kept-1", "nothing"})) == ("kept-1",)
    assert later.down(frozenset()) == ("kept-2",)
    assert (folders.fleets, later.fleets()) == ([], ())


OTHER = "run-1-1.00"  # of a process that is dead


def test_a_run_holds_a_kept_fleet_between_its_pages(folders: Folders, lease: Taker) -> None:
    mine, other = pool_of(folders, keep=True), pool_of(folders, keep=True, run=OTHER, limit=2)
    kept = lease(mine)
    kept.release()
    assert lease(other, TWO).fleet.name != kept.fleet.name  # of another shape: no room is made for it here
    assert lease(other).fleet.name != kept.fleet.name
    assert kept.fleet.name not in other.down(frozenset())
    assert lease(mine).fleet.name == kept.fleet.name


def test_a_kept_fleet_is_free_once_its_run_has_ended(folders: Folders, lease: Taker) -> None:
    mine, other = pool_of(folders, keep=True), pool_of(folders, keep=True, run=OTHER)
    kept = lease(mine)
    kept.release()
    mine.close()
    taken = lease(other)
    assert taken.fleet.name == kept.fleet.name
    taken.release()
    assert lease(mine).fleet.name == kept.fleet.name  # the other was killed: its process is dead


def test_sweeping_forgets_the_fleets_of_dead_runs_and_keeps_those_of_living_ones(
    folders: Folders, lease: Taker
) -> None:
    dead = pool_of(folders, run="run-999999999-1.00")
    living = pool_of(folders, keep=False)
    lease(dead).release()
    mine = lease(living).fleet
    living.sweep()
    assert living.fleets() == (mine,)


def test_sweeping_removes_entries_that_do_not_say_whose_they_are(folders: Folders) -> None:
    unnamed = folders.root.parent / "pool" / "run-1-1.00-1"
    pool = pool_of(folders)
    unnamed.mkdir(parents=True)
    pool.sweep()
    assert not unnamed.exists()


def test_sweeping_forgets_kept_fleets_that_are_gone(folders: Folders, lease: Taker) -> None:
    pool = pool_of(folders, keep=True)
    kept = lease(pool)
    kept.release()
    folders.destroy(kept.fleet)
    pool.sweep()
    assert pool.fleets() == ()


def test_a_runs_name_says_whose_it_is() -> None:
    me = ProcessIdentity.of(os.getpid())
    assert run_owner(run_name(me)).pid == me.pid
    assert run_owner(run_name(me)).alive()


@pytest.mark.parametrize(
    ("offered", "wanted", "serves"),
    [
        pytest.param(ONE, ONE, True, id="the same"),
        pytest.param(TWO, ONE, True, id="more clusters than needed"),
        pytest.param(ONE, default_topology(2), False, id="too few clusters"),
        pytest.param(TWO, default_topology(2), False, id="two networks for one"),
        pytest.param(default_topology(2), TWO, False, id="one network for two"),
        pytest.param(default_topology(3, 2), TWO, True, id="the first two of three"),
    ],
)
def test_which_fleets_serve(offered: Topology, wanted: Topology, serves: bool) -> None:  # noqa: FBT001 - a column
    assert has(offered, wanted) is serves
