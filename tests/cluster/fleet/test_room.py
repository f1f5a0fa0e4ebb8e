"""How many fleets there may be at a time, by provider."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from harness.cluster.fleet.lease import Lease
from harness.cluster.fleet.pool import FleetPool
from harness.cluster.fleet.room import FLEET_MEMORY, Room
from harness.cluster.fleet.run_name import run_name
from harness.cluster.processes import ProcessIdentity
from harness.errors import ClusterError
from tests.cluster.fleet.test_pool import ONE, Folders, quiet

LIGHT = ("embedded", "beside")
PROVIDERS = (*LIGHT, "kind")


@pytest.mark.parametrize(
    ("workers", "memory", "every"),
    [
        pytest.param(1, 64 * FLEET_MEMORY, 1, id="one process"),
        pytest.param(4, 64 * FLEET_MEMORY, 4, id="one for each worker"),
        pytest.param(4, 2 * FLEET_MEMORY, 2, id="as far as the memory goes"),
        pytest.param(4, 1, 1, id="never none"),
    ],
)
def test_room_for_workers(workers: int, memory: int, every: int) -> None:
    assert Room.for_workers(workers, LIGHT, memory=memory) == Room(every, 1, frozenset(LIGHT))


class Pages:
    """Pages that take fleets and give them back."""

    def __init__(self, pool: FleetPool, stack: ExitStack) -> None:
        self.pool, self._stack, self._held = pool, stack, dict[str, Lease]()

    def take(self, page: str, provider: str) -> bool:
        """Whether the page got a fleet."""
        try:
            lease = self.pool.lease(provider, ONE, page=page, read_only=False, timeout=0.0, progress=quiet)
        except ClusterError:
            return False
        self._held[page] = lease
        self._stack.callback(lease.release)
        return True

    def end(self, page: str) -> None:
        self._held.pop(page).release()

    @property
    def providers(self) -> list[str]:
        return sorted(fleet.provider for fleet in self.pool.fleets())


@pytest.fixture
def pages(tmp_path: Path) -> Iterator[Pages]:
    """On a machine with room for two light fleets, or for a light and a heavy one."""
    run = run_name(ProcessIdentity.of(os.getpid()))
    providers = {name: Folders(tmp_path / name, name=name) for name in PROVIDERS}
    with ExitStack() as stack:
        yield Pages(FleetPool(tmp_path / "pool", providers, run=run, room=Room(2, 1, LIGHT), keep=False), stack)


def test_two_workers_have_a_light_fleet_each(pages: Pages) -> None:
    assert (pages.take("a", "embedded"), pages.take("b", "embedded")) == (True, True)
    assert not pages.take("c", "embedded")


def test_there_is_one_heavy_fleet_at_a_time(pages: Pages) -> None:
    assert (pages.take("a", "kind"), pages.take("b", "kind")) == (True, False)


def test_a_free_light_fleet_gives_way_to_no_second_heavy_one(pages: Pages) -> None:
    assert (pages.take("a", "kind"), pages.take("b", "embedded")) == (True, True)
    pages.end("b")
    assert (pages.take("c", "kind"), pages.providers) == (False, ["embedded", "kind"])


def test_a_heavy_fleet_takes_the_room_of_a_free_light_one(pages: Pages) -> None:
    assert (pages.take("a", "embedded"), pages.take("b", "beside")) == (True, True)
    assert not pages.take("c", "kind")
    pages.end("b")
    assert (pages.take("c", "kind"), pages.providers) == (True, ["embedded", "kind"])
