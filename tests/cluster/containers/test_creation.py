import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from harness.cluster import processes
from harness.cluster.containers.creation import end_creation, end_makers
from harness.cluster.runner import CommandError, Runner

# Stands for kind: has a container made, which takes a second, and does other things that take for ever.
KIND = """#!/bin/sh
[ "$1 $2" = "create cluster" ] || exit 2
"$HERE/docker" run --name node &
"$HERE/docker" exec node kubeadm init &
touch "$HERE/begun"
wait
"$HERE/docker" run --name another
"""
DOCKER = """#!/bin/sh
case $1 in
  run) sleep 1; touch "$HERE/made-$3" ;;
  exec) exec sleep 600 ;;
esac
"""


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    for name, text in (("kind", KIND), ("docker", DOCKER)):
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(0o755)
    return tmp_path


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def check(folder: Path, state: Path) -> None:
    """The container that was asked for is there before anybody looks, and no other; nothing runs any more."""
    assert sorted(path.name for path in folder.glob("made-*")) == ["made-node"]
    left = [process for tag, process in processes.tagged() if tag == state and process.pid != os.getpid()]
    assert left == []


def test_one_of_our_own(programs: Path, tmp_path: Path) -> None:
    state = tmp_path / "state"
    runner = Runner({"PATH": os.environ["PATH"], "HERE": str(programs), processes.TAG: str(state)})
    with pytest.raises(CommandError, match="did not end within 0 s"):
        runner.run([programs / "kind", "create", "cluster"], timeout=0.4, end=end_creation)
    check(programs, state)


def test_one_of_a_process_that_was_killed(programs: Path, tmp_path: Path) -> None:
    state = tmp_path / "state"
    environment = {"PATH": os.environ["PATH"], "HERE": str(programs), processes.TAG: str(state)}
    start = f"import subprocess; subprocess.Popen(['{programs}/kind', 'create', 'cluster'], start_new_session=True)"
    subprocess.run([sys.executable, "-c", start], env=environment, check=True)
    until((programs / "begun").exists)
    end_makers(state)
    check(programs, state)


def test_nothing_to_end(tmp_path: Path) -> None:
    started = time.monotonic()
    end_makers(tmp_path / "state")
    assert time.monotonic() - started < 5
    assert psutil.pid_exists(os.getpid())
