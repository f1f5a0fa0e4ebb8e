"""Which fleet a page gets when fleets remember layers, and what they are brought back to."""

import os
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from harness.capability import Capability, Fidelity
from harness.cluster.fleet.failed_layers import FailedLayers
from harness.cluster.fleet.layers import MOST, Layers, local_folder
from harness.cluster.fleet.lease import Lease
from harness.cluster.fleet.pool import FleetPool
from harness.cluster.fleet.room import Room
from harness.cluster.fleet.run_name import run_name
from harness.cluster.fleet.topology import Topology, default_topology
from harness.cluster.processes import ProcessIdentity
from harness.cluster.provider import Cluster, Fleet, Progress
from harness.errors import ClusterError

ME = run_name(ProcessIdentity.of(os.getpid()))


@dataclass
class Layered:
    """A provider that writes down what it is asked to go back to, the empty name for the beginning."""

    root: Path
    name: str = "layered"
    owned: bool = True
    returns: list[tuple[str, str]] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)  # layers that cannot be gone back to
    forgotten: list[str] = field(default_factory=list)

    @property
    def layers(self) -> "Layered":
        return self

    def capabilities(self, topology: Topology, /) -> Mapping[Capability, Fidelity]:
        return {}

    def unavailable(self, topology: Topology, /) -> str:
        return ""

    def claim_namespaces(self, fleet: Fleet, mentioned: Collection[str], /) -> tuple[str, ...]:
        return ()

    def create(self, name: str, topology: Topology, *, progress: Progress) -> Fleet:
        state = self.root / name
        state.mkdir(parents=True)
        (state / "kubeconfig").write_text("as made")
        clusters = (Cluster(name="cluster1", context="cluster1", server="https://127.0.0.1:1", network="network1"),)
        return Fleet(
            name=name,
            provider=self.name,
            topology=topology,
            clusters=clusters,
            kubeconfig=state / "kubeconfig",
            state=state,
            capabilities={},
        )

    def reset(self, fleet: Fleet, /, *, progress: Progress) -> None:
        self.returns.append((fleet.name, ""))
        if "" in self.broken:
            raise KeyboardInterrupt

    def remember(self, fleet: Fleet, layer: str, /) -> None: ...

    def return_to(self, fleet: Fleet, layer: str, /, *, progress: Progress) -> None:
        self.returns.append((fleet.name, layer))
        if layer in self.broken:
            raise ClusterError("it does not come to rest")

    def forget(self, fleet: Fleet, layer: str, /) -> None:
        self.forgotten.append(layer)

    def destroy(self, fleet: Fleet, /) -> None:
        shutil.rmtree(fleet.state)

    def sweep(self) -> tuple[str, ...]:
        return ()


LEASES: list[Lease] = []


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[Layered]:
    yield Layered(tmp_path / "fleets")
    while LEASES:
        LEASES.pop().release()


def pool_of(provider: Layered, *, limit: int = 1) -> FleetPool:
    return FleetPool(provider.root.parent / "pool", {"layered": provider}, run=ME, room=Room.of(limit), keep=False)


def take(pool: FleetPool, layers: Sequence[str], *, read_only: bool = False) -> Lease:
    lease = pool.lease(
        "layered",
        default_topology(1),
        page="a.md",
        read_only=read_only,
        timeout=0.0,
        progress=lambda _: None,
        layers=layers,
    )
    LEASES.append(lease)
    return lease


def made(pool: FleetPool, layers: Sequence[str]) -> Lease:
    """A lease on which the missing layers were made."""
    lease = take(pool, layers)
    for layer in layers[layers.index(lease.layer) + 1 if lease.layer else 0 :]:
        pool.remember(lease, layer)
    return lease


def test_a_page_finds_the_layer_that_another_one_made(provider: Layered) -> None:
    pool = pool_of(provider)
    made(pool, ["mesh", "app"]).release()
    again = take(pool, ["mesh", "app"])
    assert again.layer == "app"
    assert [layer for _, layer in provider.returns] == ["app"]


def test_the_longest_layer_below_is_gone_back_to(provider: Layered) -> None:
    pool = pool_of(provider)
    made(pool, ["mesh", "app"]).release()
    lease = take(pool, ["mesh", "shop"])
    assert lease.layer == "mesh"
    lease.release()
    assert take(pool, []).layer == ""
    assert [layer for _, layer in provider.returns] == ["mesh", ""]


def test_contexts_are_those_of_the_layer_whatever_a_page_did_to_them(provider: Layered) -> None:
    pool = pool_of(provider)
    lease = take(pool, ["mesh"])
    config = lease.fleet.kubeconfig
    config.write_text("in the namespace of the mesh")
    pool.remember(lease, "mesh")
    config.write_text("elsewhere")
    lease.release()
    found = []
    for layers in ([], ["mesh"], ["mesh"]):
        lease = take(pool, layers)
        found.append(config.read_text())
        config.write_text("elsewhere")
        lease.release(clean=True)
    assert found == ["as made", *["in the namespace of the mesh"] * 2]


def test_a_clean_page_leaves_its_layer(provider: Layered) -> None:
    pool = pool_of(provider)
    made(pool, ["mesh"]).release(clean=True)
    assert take(pool, ["mesh"]).layer == "mesh"
    assert provider.returns == []


def test_the_fleet_that_is_nearest_is_taken(provider: Layered) -> None:
    pool = pool_of(provider, limit=2)
    first, second = made(pool, ["mesh"]), made(pool, ["shop"])
    names = first.fleet.name, second.fleet.name
    first.release(clean=True)
    second.release(clean=True)
    for layers, name in ((["shop"], names[1]), (["mesh", "app"], names[0])):
        lease = take(pool, layers)
        assert lease.fleet.name == name
        lease.release(clean=True)


def test_a_page_that_reads_shares_only_what_is_at_its_layer(provider: Layered) -> None:
    pool = pool_of(provider)
    made(pool, ["mesh"]).release(clean=True)
    take(pool, [], read_only=True).release()
    assert [layer for _, layer in provider.returns] == [""]


def test_a_layer_that_broke_is_retired_and_the_one_below_it_is_used(provider: Layered) -> None:
    pool = pool_of(provider)
    lease = made(pool, ["mesh", "app"])
    local_folder(lease.entry.folder, "app").mkdir(parents=True)
    lease.release()
    provider.broken.add("app")
    again = take(pool, ["mesh", "app"])
    assert (again.layer, again.created, "does not come to rest" in again.trouble) == ("mesh", False, True)
    assert list(again.entry.layers.known) == ["mesh"]
    assert provider.forgotten == ["app"]
    assert not local_folder(again.entry.folder, "app").exists()


def test_a_fleet_whose_only_layer_broke_goes_back_to_where_it_began(provider: Layered) -> None:
    pool = pool_of(provider)
    made(pool, ["mesh"]).release(clean=True)
    take(pool, []).release(clean=True)
    provider.broken.add("mesh")
    again = take(pool, ["mesh"])
    assert (again.layer, again.created) == ("", False)
    assert [layer for _, layer in provider.returns] == ["", "mesh", ""]


def test_a_way_back_that_was_interrupted_is_gone_again(provider: Layered) -> None:
    pool = pool_of(provider)
    made(pool, ["mesh"]).release(clean=True)
    provider.broken.add("")
    with pytest.raises(KeyboardInterrupt):
        take(pool, [])
    provider.broken.clear()
    assert take(pool, ["mesh"]).layer == "mesh"
    assert [layer for _, layer in provider.returns] == ["", "mesh"]


def test_layers_have_the_names_of_what_they_hold(provider: Layered) -> None:
    pool = pool_of(provider)
    lease = take(pool, ["key"])
    pool.remember(lease, "key", "istio, bookinfo")
    pool.remember(lease, "other")
    assert dict(lease.entry.layers.known) == {"key": "istio, bookinfo", "other": ""}
    assert pool.ready() == (lease.entry,)


def test_a_fleet_forgets_what_was_not_used_for_longest(provider: Layered) -> None:
    pool = pool_of(provider)
    lease = take(pool, ["a"])
    for number in range(MOST + 2):
        pool.remember(lease, f"layer{number}")
    assert provider.forgotten == ["layer0", "layer1"]
    assert len(lease.entry.layers.known) == MOST


def test_kept_fleets_have_their_layers_in_a_later_run(provider: Layered) -> None:
    root = provider.root.parent / "pool"
    first = FleetPool(root, {"layered": provider}, run=ME, room=Room.of(1), keep=True)
    made(first, ["mesh"]).release()
    first.close()
    later = FleetPool(root, {"layered": provider}, run="run-1-1.00", room=Room.of(1), keep=False)
    assert take(later, ["mesh", "app"]).layer == "mesh"
    LEASES.pop().release()
    assert take(later, ["changed mesh"]).layer == ""


def test_what_killed_runs_said_of_layers_is_swept(provider: Layered) -> None:
    pool = pool_of(provider)
    dead = FailedLayers(root=provider.root.parent / "pool", run="run-999999999-1.00")
    dead.add("mesh", "a.md:3: no")
    pool.failed.add("mesh", "b.md:3: no")
    pool.sweep()
    assert (dead.reason(["mesh"]), pool.failed.reason(["mesh"])) == ("", "b.md:3: no")
    pool.close()


def test_a_failure_is_told_once_in_a_run_and_forgotten_with_it(tmp_path: Path) -> None:
    failed = FailedLayers(root=tmp_path, run="run-1-2.00")
    assert [failed.add("mesh", "a.md:3: no"), failed.add("mesh", "b.md:4: no")] == [True, False]
    assert failed.reason(["base", "mesh"]) == "a.md:3: no"
    assert FailedLayers(root=tmp_path, run="run-2-2.00").reason(["mesh"]) == ""
    failed.forget()
    assert failed.reason(["mesh"]) == ""


def test_layers_of_a_fleet_that_has_none(tmp_path: Path) -> None:
    assert Layers.read(tmp_path) == Layers()
    assert Layers().cost(["a", "b"], used=False) == (2, 0)
