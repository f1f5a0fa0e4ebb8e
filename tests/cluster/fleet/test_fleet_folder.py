"""Folders of fleets: whose they are, and what a sweep takes away."""

import os
import subprocess
from pathlib import Path

import pytest

from harness.cluster import processes
from harness.cluster.fleet.fleet_folder import FleetFolder, folders, sweep
from harness.cluster.processes import ProcessIdentity
from harness.errors import ClusterError

ME = ProcessIdentity.of(os.getpid())
DEAD = ProcessIdentity(ME.pid, ME.created - 1000)


def sleeper(state: Path) -> int:
    return processes.start_detached(["sleep", "60"], state=state, env=dict(os.environ), log=state / "log")


def test_a_fleet_of_a_living_owner_stays(tmp_path: Path) -> None:
    folder = FleetFolder.make(tmp_path, "one", ME)
    assert folder.owner == ME
    assert sweep(tmp_path) == ()
    assert [found.path.name for found in folders(tmp_path)] == ["one"]
    assert folder.path.stat().st_mode & 0o777 == 0o700


def test_a_fleet_of_a_dead_owner_goes_with_its_processes(tmp_path: Path) -> None:
    folder = FleetFolder.make(tmp_path, "one", DEAD)
    pid = sleeper(folder.path)
    assert sweep(tmp_path) == ("one",)
    assert not folder.path.exists()
    assert not processes.alive(pid)
    assert sweep(tmp_path) == ()


def test_a_kept_fleet_stays_while_something_of_it_lives(tmp_path: Path) -> None:
    folder = FleetFolder.make(tmp_path, "one", ME)
    folder.set_owner(None)
    sleeper(folder.path)
    assert sweep(tmp_path) == ()
    processes.end(folder.path)
    assert sweep(tmp_path) == ("one",)


def test_processes_without_a_folder_go(tmp_path: Path) -> None:
    folder = FleetFolder.make(tmp_path, "one", ME)
    pid = sleeper(folder.path)
    for path in folder.path.iterdir():
        path.unlink()
    folder.path.rmdir()
    assert sweep(tmp_path) == ("one",)
    assert not processes.alive(pid)


def test_folders_half_made_or_half_removed_go_when_their_process_is_dead(tmp_path: Path) -> None:
    with subprocess.Popen(["true"]) as ended:
        pass
    left = [tmp_path / f".coming-one-{ended.pid}", tmp_path / f".going-two-{ended.pid}"]
    busy = tmp_path / f".going-three-{os.getpid()}"
    for path in (*left, busy):
        path.mkdir()
    assert sweep(tmp_path) == ()
    assert [path.exists() for path in (*left, busy)] == [False, False, True]


def test_removing_twice(tmp_path: Path) -> None:
    folder = FleetFolder.make(tmp_path, "one", ME)
    folder.remove()
    folder.remove()
    assert list(tmp_path.iterdir()) == []


def test_a_name_in_use(tmp_path: Path) -> None:
    FleetFolder.make(tmp_path, "one", ME)
    with pytest.raises(ClusterError) as caught:
        FleetFolder.make(tmp_path, "one", ME)
    assert str(caught.value) == "a fleet 'one' is there already\n  to fix:   harness clusters down one"
    assert [path.name for path in tmp_path.iterdir()] == ["one"]
