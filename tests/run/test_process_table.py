import os
import signal
import subprocess
import time
from collections.abc import Iterator

import pytest

from harness.run.process_table import (
    arguments,
    descendants,
    descriptor,
    environment_value,
    in_group,
    is_hidden,
    is_stopped,
    marked,
    now_in_ticks,
    started,
)

NOBODY = 2**22 + 1  # no process has a number this high


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(["sleep", "1000"], env={"MARK": "here", "MARKER": "there"}, start_new_session=True)
    while not arguments(process.pid):  # for a moment after its start it has none
        time.sleep(0.001)
    yield process
    process.kill()
    process.wait()


def test_what_is_known_of_a_process(sleeper: subprocess.Popen[bytes]) -> None:
    begun = started(sleeper.pid)
    assert begun is not None
    assert 0 <= now_in_ticks() - begun < 1000
    assert arguments(sleeper.pid) == ["sleep", "1000"]
    assert environment_value(sleeper.pid, "MARK") == "here"
    assert environment_value(sleeper.pid, "MAR") is None
    assert [process.pid for process in marked("MARK", "here")] == [sleeper.pid]
    assert list(in_group(sleeper.pid)) == [sleeper.pid]
    assert sleeper.pid in [process.pid for process in descendants(os.getpid())]


def test_nothing_is_known_of_nobody() -> None:
    assert (started(NOBODY), arguments(NOBODY), descendants(NOBODY)) == (None, [], [])
    assert (environment_value(NOBODY, "A"), descriptor(NOBODY, 0), is_stopped(NOBODY)) == (None, "", False)


def test_what_others_do_is_hidden_except_from_root(sleeper: subprocess.Popen[bytes]) -> None:
    assert (is_hidden(1), is_hidden(sleeper.pid), is_hidden(NOBODY)) == (os.geteuid() != 0, False, False)


def test_suspended(sleeper: subprocess.Popen[bytes]) -> None:
    assert not is_stopped(sleeper.pid)
    sleeper.send_signal(signal.SIGSTOP)
    os.waitid(os.P_PID, sleeper.pid, os.WSTOPPED)
    assert is_stopped(sleeper.pid)
