"""What of a control plane is started again when it ends by itself, and what is not."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
import yaml

from harness.cluster import processes
from harness.cluster.embedded import components


@pytest.fixture
def state(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    processes.end(tmp_path)


def plane(state: Path, *names: str, binary: str = "/bin/sleep") -> dict[str, int]:
    """A folder as kwokctl makes it, with components that only sleep, by their process ids."""
    home = state / "kwok" / "clusters" / "cluster1"
    for folder in ("pids", "logs"):
        (home / folder).mkdir(parents=True)
    table = {"components": [{"name": name, "binary": binary, "args": ["60"]} for name in names]}
    (home / "kwok.yaml").write_text(yaml.safe_dump_all([{"options": {}}, table]))
    pids = {}
    for name in names:
        pids[name] = processes.start_detached(["/bin/sleep", "60"], state=state, env=os.environ, log=state / "log")
        (home / "pids" / f"{name}.pid").write_text(str(pids[name]))
    return pids


def kill(pid: int) -> None:
    process = psutil.Process(pid)
    process.send_signal(signal.SIGKILL)
    psutil.wait_procs([process], timeout=10)


@pytest.mark.parametrize(
    ("name", "again"),
    [
        ("kube-controller-manager", True),
        ("kube-scheduler", True),
        ("kwok-controller", True),
        ("kube-apiserver", False),
        ("etcd", False),
    ],
)
def test_what_ends(state: Path, name: str, again: bool) -> None:  # noqa: FBT001 - a table
    pid = plane(state, name, "other")[name]
    assert list(components.ended(state)) == []
    kill(pid)
    components.start_again(state)
    fresh = int((state / "kwok/clusters/cluster1/pids" / f"{name}.pid").read_text())
    assert (fresh != pid and processes.alive(fresh)) is again
    assert list(components.ended(state)) == []
    if again:
        assert psutil.Process(fresh).cmdline() == ["/bin/sleep", "60"]
        assert (state, fresh) in [(folder, process.pid) for folder, process in processes.tagged()]


def test_what_cannot_be_started_is_tried_at_the_next_look(state: Path) -> None:
    kill(plane(state, "kube-scheduler", binary="/no/such/program")["kube-scheduler"])
    components.start_again(state)
    assert [component.name for component in components.ended(state)] == ["kube-scheduler"]


def test_a_fleet_that_is_only_being_made_has_none(state: Path) -> None:
    home = state / "kwok" / "clusters" / "cluster1" / "pids"
    home.mkdir(parents=True)
    (home / "kube-scheduler.pid").touch()
    assert list(components.ended(state)) == []
