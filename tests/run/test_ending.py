import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress

import psutil
import pytest

from harness.run.ending import end_all, gone, signal_group, started_since
from harness.run.process_table import now_in_ticks, started

Start = Callable[[str], psutil.Popen]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts a shell in a session of its own and waits until it says that it is up."""
    processes: list[psutil.Popen] = []

    def start_one(script: str) -> psutil.Popen:
        command = ["bash", "-c", f"{script}\necho up; sleep 1000; :"]
        processes.append(psutil.Popen(command, stdout=subprocess.PIPE, start_new_session=True))
        processes[-1].stdout.readline()
        return processes[-1]

    yield start_one
    for process in processes:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def test_what_goes_when_asked_is_only_asked(start: Start) -> None:
    process = start(":")
    end_all(lambda: [process], ask_grace=5, kill_grace=0)
    assert process.wait(5) in {-signal.SIGTERM, -signal.SIGHUP}


def test_what_does_not_go_is_killed(start: Start) -> None:
    process = start("trap '' TERM HUP")
    end_all(lambda: [process], ask_grace=0.1, kill_grace=5)
    assert process.wait(5) == -signal.SIGKILL


def test_what_starts_in_between_is_found(start: Start) -> None:
    one, other = start(":"), start(":")
    finds: Iterator[list[psutil.Process]] = iter([[one], [other]])
    end_all(lambda: next(finds), ask_grace=5, kill_grace=5)
    assert (gone(one), gone(other)) == (True, True)


def test_a_group_of_another_session_is_left_alone(start: Start) -> None:
    process = start(":")
    signal_group(process.pid, signal.SIGKILL, session=os.getsid(0))
    signal_group(0, signal.SIGKILL, session=os.getsid(0))
    assert not gone(process)
    signal_group(process.pid, signal.SIGKILL, session=process.pid)
    process.wait(5)


def test_what_started_before_and_what_is_spared(start: Start) -> None:
    process = start("sleep 999 & sleep 998 &")
    before = started(process.pid)
    assert before is not None
    first, second, *_ = sorted(child.pid for child in process.children())
    found = {child.pid for child in started_since(process.children(), before, spare=[first])}
    assert (first in found, second in found) == (False, True)
    assert started_since(process.children(), now_in_ticks() + 1) == []
