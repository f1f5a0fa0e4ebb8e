"""Processes of a fleet are found by what they carry, whoever started them, and no other process is touched."""

import errno
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.cluster import processes
from harness.cluster.processes import ProcessIdentity
from harness.errors import ClusterError

SLEEP = ["sleep", "60"]


@pytest.fixture
def state(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    processes.end(tmp_path)


def found(state: Path) -> set[int]:
    return {process.pid for folder, process in processes.tagged() if folder == state}


def until_found(state: Path, count: int) -> set[int]:
    deadline = time.monotonic() + 5
    while len(pids := found(state)) < count and time.monotonic() < deadline:
        time.sleep(0.02)
    return pids


def test_what_a_process_starts_is_of_the_fleet_as_well(state: Path) -> None:
    script = "import subprocess; subprocess.Popen(['sleep', '60'], start_new_session=True).wait()"
    processes.start_detached([sys.executable, "-c", script], state=state, env={}, log=state / "log")
    pids = until_found(state, 2)
    assert len(pids) == 2
    processes.end(state)
    assert found(state) == set()
    assert not any(processes.alive(pid) for pid in pids)


def test_processes_of_others_live_on(state: Path) -> None:
    other = subprocess.Popen(SLEEP, env={**os.environ, processes.TAG: f"{state}-other"})
    try:
        processes.start_detached(SLEEP, state=state, env=dict(os.environ), log=state / "log")
        until_found(state, 1)
        processes.end(state)
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_a_spared_process_lives_on(state: Path) -> None:
    pid = processes.start_detached(SLEEP, state=state, env=dict(os.environ), log=state / "log")
    until_found(state, 1)
    processes.end(state, spare=frozenset({pid}))
    assert found(state) == {pid}


def test_a_started_process_is_no_member_of_our_session(state: Path) -> None:
    pid = processes.start_detached(SLEEP, state=state, env=dict(os.environ), log=state / "log")
    assert os.getsid(pid) == pid


def test_what_it_says_is_in_its_log(state: Path) -> None:
    process = processes.start(
        ["sh", "-c", "echo out; echo err >&2"], state=state, env=dict(os.environ), log=state / "log"
    )
    assert process.wait() == 0
    assert (state / "log").read_text() == "out\nerr\n"


def test_a_program_that_cannot_be_started(state: Path) -> None:
    with pytest.raises(ClusterError, match=f"/nowhere/etcd cannot be started: {os.strerror(errno.ENOENT)}"):
        processes.start(["/nowhere/etcd"], state=state, env={}, log=state / "log")


def test_identities() -> None:
    mine = ProcessIdentity.of(os.getpid())
    assert mine.alive()
    assert not ProcessIdentity(mine.pid, mine.created - 100).alive()
    with subprocess.Popen(["true"]) as ended:
        identity = ProcessIdentity.of(ended.pid)
        deadline = time.monotonic() + 5
        while identity.alive() and time.monotonic() < deadline:  # a zombie until it is waited for
            time.sleep(0.01)
        assert not identity.alive()
    assert not identity.alive()
