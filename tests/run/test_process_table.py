import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from harness.run.process_table import (
    arguments,
    can_tell_who_waits,
    descendants,
    descriptor,
    environment_value,
    in_group,
    is_hidden,
    is_stopped,
    marked,
    now_in_ticks,
    started,
    waits_for_typing,
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
    assert waits_for_typing(NOBODY, "/dev/pts/0") is False


def test_what_others_do_is_hidden_except_from_root(sleeper: subprocess.Popen[bytes]) -> None:
    assert (is_hidden(1), is_hidden(sleeper.pid), is_hidden(NOBODY)) == (os.geteuid() != 0, False, False)


def test_suspended(sleeper: subprocess.Popen[bytes]) -> None:
    assert not is_stopped(sleeper.pid)
    sleeper.send_signal(signal.SIGSTOP)
    os.waitid(os.P_PID, sleeper.pid, os.WSTOPPED)
    assert is_stopped(sleeper.pid)


@pytest.mark.parametrize(
    ("program", "waits"),
    [
        pytest.param("import sys; sys.stdin.read(1)", True, id="reads"),
        pytest.param("import select; select.select([0], [], [])", True, id="selects"),
        pytest.param("import select; select.select([0], [], [], 600)", False, id="selects for a time"),
        pytest.param("import time; time.sleep(600)", False, id="sleeps"),
        pytest.param(
            "import sys, threading; threading.Thread(target=sys.stdin.read).start(); threading.Event().wait()",
            False,
            id="reads in a thread",
        ),
        pytest.param("import os; os.read(os.pipe()[0], 1)", False, id="reads something else"),
    ],
)
def test_who_waits_for_somebody_to_type(program: str, *, waits: bool) -> None:
    assert can_tell_who_waits()
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", f"print('up', flush=True); {program}"], stdin=slave, stdout=subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        process.stdout.readline()
        limit = time.monotonic() + (2 if waits else 0.1)
        while (found := waits_for_typing(process.pid, os.ttyname(slave))) != waits and time.monotonic() < limit:
            time.sleep(0.01)
        assert found is waits
        assert waits_for_typing(process.pid, "/dev/pts/none") is False
    finally:
        process.kill()
        process.communicate()
        os.close(master)
        os.close(slave)
