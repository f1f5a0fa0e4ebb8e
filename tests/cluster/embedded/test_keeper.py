"""The process that stays with a fleet: ends with its owner, and reads what the provider wrote."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from harness.cluster import processes
from harness.cluster.embedded.keeper import ServedCluster, Serving
from harness.cluster.fleet.fleet_folder import FleetFolder
from harness.cluster.processes import ProcessIdentity
from harness.cluster.toolchain import ToolchainOptions
from harness.cluster.workloads import ISTIOD

SERVING = Serving(
    clusters=(
        ServedCluster(
            name="cluster1",
            context="cluster1",
            kubeconfig=Path("/fleet/kubeconfig"),
            pod_subnet="10.10.0.0/16",
            egress_socket=Path("/fleet/egress.sock"),
        ),
    ),
    workloads=(replace(ISTIOD, env={"A": "b"}), ISTIOD),
    cache=Path("/cache"),
    options=ToolchainOptions(paths={"kubectl": Path("/bin/kubectl")}, versions={"istio": "1.30.0"}),
)


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    SERVING.write(tmp_path)
    assert Serving.read(tmp_path) == SERVING


@pytest.fixture
def owner() -> Iterator["subprocess.Popen[bytes]"]:
    with subprocess.Popen(["sleep", "60"]) as process:
        yield process
        process.kill()


def keeper_of(folder: FleetFolder) -> int:
    return processes.start_detached(
        [sys.executable, "-m", "harness.cluster.embedded.keeper", folder.path],
        state=folder.path,
        env={},
        log=folder.path / "keeper.log",
    )


def within(seconds: float, condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return condition()


def test_a_fleet_ends_with_its_owner(tmp_path: Path, owner: "subprocess.Popen[bytes]") -> None:
    folder = FleetFolder.make(tmp_path, "one", ProcessIdentity.of(owner.pid))
    pid = keeper_of(folder)
    other = processes.start_detached(["sleep", "60"], state=folder.path, env={"PATH": "/bin"}, log=folder.path / "log")
    time.sleep(0.5)
    assert folder.path.is_dir()
    owner.kill()
    assert within(10, lambda: not folder.path.exists() and not processes.alive(pid))
    assert not processes.alive(other)
    assert list(tmp_path.iterdir()) == []


def test_a_keeper_ends_when_the_fleet_was_taken_down(tmp_path: Path, owner: "subprocess.Popen[bytes]") -> None:
    folder = FleetFolder.make(tmp_path, "one", ProcessIdentity.of(owner.pid))
    pid = keeper_of(folder)
    folder.remove()
    assert within(5, lambda: not processes.alive(pid))


def test_a_kept_fleet_outlives_its_owner(tmp_path: Path, owner: "subprocess.Popen[bytes]") -> None:
    folder = FleetFolder.make(tmp_path, "one", ProcessIdentity.of(owner.pid))
    pid = keeper_of(folder)
    folder.set_owner(None)
    owner.kill()
    time.sleep(1)
    assert processes.alive(pid)
    folder.remove()
