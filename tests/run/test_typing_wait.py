import os
import pty
import subprocess
import sys
import time

import pytest

from harness.run.typing_wait import can_tell_who_waits, waits_for_typing


def test_nobody_waits() -> None:
    assert waits_for_typing(2**22 + 1, "/dev/pts/0") is False


@pytest.mark.parametrize(
    ("program", "waits"),
    [
        pytest.param("import sys; sys.stdin.read(1)", True, id="reads"),
        pytest.param("import select; select.select([0], [], [])", True, id="selects"),
        pytest.param("import select; select.select([0], [], [], 600)", False, id="selects for a time"),
        pytest.param("import time; time.sleep(600)", False, id="sleeps"),
        pytest.param(
            "import sys, threading; threading.Thread(target=sys.stdin.read).start(); threading.Event().wait()",
            True,
            id="reads in a thread, and the other rests",
        ),
        pytest.param(
            "import sys, threading, time; threading.Thread(target=sys.stdin.read).start(); time.sleep(600)",
            False,
            id="reads in a thread, and the other is at work",
        ),
        pytest.param(
            "import socket, sys, threading; s = socket.socketpair();"
            " threading.Thread(target=sys.stdin.read).start(); threading.Event().wait()",
            False,
            id="reads in a thread, and speaks with another process",
        ),
        pytest.param("import select; e = select.epoll(); e.register(0, 1); e.poll()", True, id="polls it"),
        pytest.param(
            "import select; e = select.epoll(); e.register(0, 1); e.poll(600)", False, id="polls it for a time"
        ),
        pytest.param(
            "import os, select; e = select.epoll(); e.register(os.pipe()[0], 1); e.poll()", False, id="polls a pipe"
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
