import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from harness.cluster.leaks.command_log import Attribution, LoggedCommand
from harness.cluster.leaks.object_leaks import Leftover
from harness.session.clusters.left_running import at, left_running
from harness.session.clusters.page_leaks import Story


def logged(step: str, started: float, ended: float) -> LoggedCommand:
    return LoggedCommand(step=step, command="x", started=started, ended=ended)


@pytest.fixture
def sleeper(tmp_path: Path) -> Iterator[int]:
    """A process that a shell of the home ``tmp_path`` left running, by its id."""
    shell = subprocess.Popen(
        ["bash", "-c", "sleep 4321.5 & echo $!; read"],
        env={"HOME": str(tmp_path), "PATH": os.environ["PATH"]},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert shell.stdout is not None
    pid = int(shell.stdout.readline())
    while psutil.Process(pid).name() != "sleep":  # the shell's copy becomes the program a moment later
        time.sleep(0.01)
    yield pid
    if psutil.pid_exists(pid):
        psutil.Process(pid).kill()
    shell.communicate("\n")


def test_what_a_page_left_running(tmp_path: Path, sleeper: int) -> None:
    now = time.time()
    one = logged("wait", now - 60, now + 60)
    (found,) = left_running(tmp_path, Story(commands=[one]))
    assert found == Leftover(
        context="this machine",
        kind="process",
        name="sleep 4321.5",
        cleanup=f"kill {sleeper}",
        maker=Attribution(logged=one, certain=True),
    )
    subprocess.run(["bash", "-c", found.cleanup], check=True)
    psutil.wait_procs([psutil.Process(sleeper)] if psutil.pid_exists(sleeper) else [], timeout=5)
    assert left_running(tmp_path, Story()) == ()


def test_a_job_belongs_to_the_command_that_began_it_whenever_it_is_seen(tmp_path: Path, sleeper: int) -> None:
    now = time.time()
    begins, goes_on = logged("begins", now - 60, now - 50), logged("goes on", now - 50, now + 60)
    story = Story(commands=[begins])
    story.began([f"[1] {sleeper}"])
    story.commands.append(goes_on)
    (found,) = left_running(tmp_path, story)
    assert found.maker == Attribution(logged=begins, certain=True)


def test_nothing_is_running(tmp_path: Path) -> None:
    assert left_running(tmp_path, Story()) == ()


FIRST, SECOND = logged("first", 10.0, 20.0), logged("second", 20.5, 30.0)


@pytest.mark.parametrize(
    ("moment", "maker"),
    [
        pytest.param(9.0, None, id="before any command"),
        pytest.param(15.0, Attribution(logged=FIRST, certain=True), id="while one ran"),
        pytest.param(20.3, Attribution(logged=FIRST, certain=False), id="after it had ended"),
        pytest.param(20.495, Attribution(logged=SECOND, certain=True), id="times are told in hundredths of a second"),
        pytest.param(25.0, Attribution(logged=SECOND, certain=True), id="while the next one ran"),
    ],
)
def test_who_ran_at_a_moment(moment: float, maker: Attribution | None) -> None:
    assert at(moment, Story(commands=[FIRST, SECOND])) == maker
