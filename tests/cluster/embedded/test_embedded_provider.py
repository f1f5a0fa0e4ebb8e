"""What the contract does not ask of every provider: several fleets at once, several nodes, kept fleets, failures."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import platformdirs
import pytest

from harness.cluster import processes
from harness.cluster.api.client import Api
from harness.cluster.embedded import EmbeddedOptions, EmbeddedProvider
from harness.cluster.fleet.fleet_folder import FleetFolder
from harness.cluster.fleet.topology import ClusterSpec, Topology, default_topology
from harness.cluster.processes import ProcessIdentity
from harness.cluster.provider import Fleet
from harness.cluster.toolchain import Toolchain, ToolchainOptions
from harness.errors import ClusterError

pytestmark = pytest.mark.cluster

OPTIONS = EmbeddedOptions(owner=ProcessIdentity.of(os.getpid()), addresses=5)
THREE_NODES = Topology(name="nodes", clusters=(ClusterSpec(name="cluster1", nodes=3),))


def provider_of(root: Path, *, tools: dict[str, Path] | None = None, **changes: Any) -> EmbeddedProvider:
    cache = Path(platformdirs.user_cache_dir("docs-harness"))
    toolchain = Toolchain(cache, ToolchainOptions(paths=tools or {}))
    return EmbeddedProvider(toolchain, root, replace(OPTIONS, **changes))


def quiet(_: str) -> None:
    pass


def test_fleets_made_at_the_same_time_do_not_disturb_each_other(tmp_path: Path) -> None:
    provider = provider_of(tmp_path)
    asked = {"one": default_topology(1), "two": THREE_NODES}
    try:
        with ThreadPoolExecutor() as pool:
            fleets: list[Fleet] = list(pool.map(lambda name: provider.create(name, asked[name], progress=quiet), asked))
        nodes = [
            [node["metadata"]["name"] for node in Api(fleet.kubeconfig, "cluster1").get("/api/v1/nodes")["items"]]
            for fleet in fleets
        ]
        assert nodes == [["cluster1-node1"], ["cluster1-node1", "cluster1-node2", "cluster1-node3"]]
        assert [fleet.clusters[0].pool for fleet in fleets] == ["198.18.1.1-198.18.1.5"] * 2
        assert len({fleet.clusters[0].server for fleet in fleets}) == 2
    finally:
        for name in asked:
            FleetFolder(tmp_path / name).remove()


@pytest.fixture
def busy() -> Iterator[None]:
    """Nothing left of two cores."""
    loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2)]
    yield
    for loop in loops:
        loop.kill()
        loop.wait()


@pytest.mark.slow
@pytest.mark.parametrize("count", [3, 4])
def test_large_fleets_come_up_on_a_busy_machine(tmp_path: Path, busy: None, count: int) -> None:
    provider = provider_of(tmp_path)
    fleet = provider.create("large", default_topology(count, 2), progress=quiet)
    try:
        versions = {Api(fleet.kubeconfig, cluster.context).version() for cluster in fleet.clusters}
        assert versions == {fleet.clusters[0].version}
        assert len(fleet.clusters) == count
    finally:
        provider.destroy(fleet)


def test_a_kept_fleet_is_there_for_the_next_run(tmp_path: Path) -> None:
    fleet = provider_of(tmp_path, keep=True).create("kept", default_topology(1), progress=quiet)
    try:
        assert FleetFolder(fleet.state).owner is None
        assert provider_of(tmp_path).sweep() == ()
        assert Api(fleet.kubeconfig, "cluster1").version() == fleet.clusters[0].version
    finally:
        provider_of(tmp_path).destroy(fleet)
    assert not fleet.state.exists()


def test_a_fleet_goes_back_to_any_of_its_layers(tmp_path: Path) -> None:
    provider = provider_of(tmp_path)
    fleet = provider.create("layers", default_topology(1), progress=quiet)
    namespaces = Api(fleet.kubeconfig, "cluster1")

    def names() -> set[str]:
        made = {item["metadata"]["name"] for item in namespaces.get("/api/v1/namespaces")["items"]}
        return made & {"base", "shop", "page"}

    def create(name: str) -> None:
        namespaces.create("/api/v1/namespaces", {"metadata": {"name": name}})

    try:
        create("base")
        provider.remember(fleet, "lower")
        create("shop")
        provider.remember(fleet, "upper")
        create("page")
        provider.return_to(fleet, "lower", progress=quiet)
        assert names() == {"base"}
        create("page")  # what comes back is served and can be changed
        provider.return_to(fleet, "upper", progress=quiet)
        assert names() == {"base", "shop"}
        provider.reset(fleet, progress=quiet)
        assert names() == set()
        provider.return_to(fleet, "upper", progress=quiet)
        assert names() == {"base", "shop"}
    finally:
        provider.destroy(fleet)


def test_a_control_plane_that_does_not_start_is_noticed_at_once(tmp_path: Path) -> None:
    broken = tmp_path / "etcd"
    broken.write_text(
        "#!/bin/sh\ncase $1 in --version) echo 'etcd Version: 3.6.4';; *) echo no space left; exit 1;; esac\n"
    )
    broken.chmod(0o755)
    provider = provider_of(tmp_path / "fleets", tools={"etcd": broken})
    started = time.monotonic()
    with pytest.raises(ClusterError) as caught:
        provider.create("broken", default_topology(1), progress=quiet)
    assert time.monotonic() - started < 30
    assert str(caught.value).startswith("cluster1: the control plane does not start: ")
    assert "etcd: no space left" in str(caught.value)
    assert not (tmp_path / "fleets" / "broken").exists()
    assert not any(state.is_relative_to(tmp_path) for state, _ in processes.tagged())
