import errno
import os
import time
from pathlib import Path
from threading import Thread

import psutil
import pytest

from harness.cluster.runner import CommandError, Runner

ENVIRON = {"PATH": os.environ["PATH"]}


@pytest.fixture
def runner() -> Runner:
    return Runner(ENVIRON)


def test_output_is_what_goes_to_standard_output(runner: Runner) -> None:
    assert runner.run(["sh", "-c", "echo out; echo err >&2"]) == "out\n"


def test_only_the_given_environment(runner: Runner) -> None:
    assert runner.run(["sh", "-c", 'echo "$HOME $MORE"'], env={"MORE": "more"}) == " more\n"


def test_standard_input_from_text_and_from_a_file(runner: Runner, tmp_path: Path) -> None:
    file = tmp_path / "in"
    file.write_bytes(b"\xffbytes")
    assert runner.run(["cat"], stdin="text") == "text"
    assert runner.run(["wc", "-c"], stdin=file) == "6\n"


def test_a_failure_shows_the_command_and_both_outputs(runner: Runner) -> None:
    with pytest.raises(CommandError) as caught:
        runner.run(["sh", "-c", "echo out; echo err >&2; exit 3"])
    assert caught.value.status == 3
    assert str(caught.value) == "`sh -c 'echo out; echo err >&2; exit 3'` exited with status 3\nout\nerr"


def test_a_program_that_is_not_there(runner: Runner) -> None:
    with pytest.raises(CommandError) as caught:
        runner.run(["/no/such/kind", "version"])
    assert str(caught.value) == f"`kind version` cannot be started: {os.strerror(errno.ENOENT)}"


def test_a_file_that_is_not_there(runner: Runner) -> None:
    with pytest.raises(CommandError, match=f"/no/such/file cannot be read: {os.strerror(errno.ENOENT)}"):
        runner.run(["cat"], stdin=Path("/no/such/file"))


def test_too_long_ends_all_that_was_started(runner: Runner, tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    with pytest.raises(CommandError) as caught:
        runner.run(["sh", "-c", f"echo begun; sleep 60 & echo $! >{pid}; wait"], timeout=0.5)
    assert caught.value.status is None
    assert "did not end within 0 s" in caught.value.message
    assert "begun" in caught.value.output
    gone(int(pid.read_text()))


def test_stop_ends_what_runs_and_refuses_more(runner: Runner, tmp_path: Path) -> None:
    failures: list[CommandError] = []

    def long() -> None:
        try:
            runner.run(["sh", "-c", f"echo $$ >{tmp_path / 'pid'}; sleep 60"])
        except CommandError as error:
            failures.append(error)

    thread = Thread(target=long)
    thread.start()
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        time.sleep(0.01)
    runner.stop()
    thread.join(5)
    assert [error.status for error in failures] == [-9]
    with pytest.raises(CommandError, match="`true` was not run: stopping"):
        runner.run(["true"])


def test_a_program_beside(runner: Runner, tmp_path: Path) -> None:
    with runner.beside(["sh", "-c", f"echo $$ >{tmp_path / 'pid'}; echo ready; sleep 60"]) as server:
        assert server.first_line(timeout=5) == "ready\n"
    gone(int((tmp_path / "pid").read_text()))


def test_a_program_beside_that_ends(runner: Runner) -> None:
    with (
        runner.beside(["sh", "-c", "echo no >&2; exit 4"]) as server,
        pytest.raises(CommandError, match=r"(?s)ended.*no") as caught,
    ):
        server.first_line(timeout=5)
    assert caught.value.status == 4


def test_a_program_beside_that_is_silent(runner: Runner) -> None:
    with (
        runner.beside(["sleep", "60"]) as server,
        pytest.raises(CommandError, match="`sleep 60` said nothing within 0 s"),
    ):
        server.first_line(timeout=0.1)


def gone(pid: int) -> None:
    deadline = time.monotonic() + 5
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < deadline, f"process {pid} is still there"
        time.sleep(0.02)
