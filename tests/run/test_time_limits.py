"""Commands that do not end by themselves: all they started is ended, what they printed is kept, the shell goes on."""

import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from harness.run.output import Ended, GivenUp
from harness.run.terminal.bash_shell import PexpectShell
from harness.run.terminal.staying import Staying

MakeShell = Callable[..., PexpectShell]
LIMIT, LONG = 0.2, 20.0
ODD = 4321.125  # seconds of sleep that no other program on the machine asks for


def running(arguments: str = str(ODD)) -> list[str]:
    """Command lines of sleeping processes of these tests."""
    found = []
    for process in psutil.process_iter(["cmdline", "status"]):
        line = " ".join(process.info["cmdline"] or ())
        if line.endswith(f"sleep {arguments}") and process.info["status"] != psutil.STATUS_ZOMBIE:
            found.append(line)
    return found


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(f"sleep {ODD}", id="asleep"),
        pytest.param(f"sleep {ODD}\nsleep {ODD}", id="one after the other"),
        pytest.param(f"sleep {ODD} | sleep {ODD}", id="a pipeline"),
        pytest.param(f"for i in 1 2 3; do sleep {ODD}; done", id="a loop"),
        pytest.param("while :; do :; done", id="busy"),
        pytest.param(f"(trap '' INT; sleep {ODD})", id="ignores Ctrl-C"),
        pytest.param(f"(trap '' INT TERM HUP; exec sleep {ODD})", id="ignores all but SIGKILL"),
        pytest.param(f"(trap '' INT TERM HUP; while :; do sleep {ODD}; done)", id="starts again and again"),
        pytest.param(f"setsid sleep {ODD} & sleep {ODD}", id="in another session"),
        pytest.param(f"setsid -f sleep {ODD}; sleep {ODD}", id="a daemon"),
        pytest.param(f"nohup env -i setsid -f sleep {ODD} >/dev/null 2>&1; sleep {ODD}", id="without an environment"),
        pytest.param(f"bash -c 'set -m; sleep {ODD} & wait'", id="in another process group"),
        pytest.param(f"y=$(sleep {ODD})", id="in a substitution"),
        pytest.param(f"coproc sleep {ODD}; wait", id="a coprocess"),
        pytest.param(f"trap '' INT; sleep {ODD}", id="a shell that ignores Ctrl-C"),
        pytest.param("trap '' INT TERM; while :; do :; done", id="a shell that cannot be stopped"),
        pytest.param(f"exec sleep {ODD}", id="the shell itself"),
        pytest.param(f"sleep {ODD} & kill -STOP $$; wait", id="a suspended shell"),
        pytest.param(f"sleep {ODD} & exec sleep {ODD}", id="the shell, and a job of it"),
        pytest.param(f"kill -STOP $BASHPID & kill -STOP $!; sleep {ODD}", id="suspended processes"),
    ],
)
def test_nothing_is_left_of_the_command_and_the_shell_goes_on(shell: PexpectShell, command: str) -> None:
    shell.run("x=before", timeout=LONG)
    began = time.monotonic()
    output = shell.run(f"echo partial; {command}", timeout=LIMIT)
    after = shell.run("echo $x", timeout=LONG)
    took = time.monotonic() - began
    assert (output.text, output.status, output.ended) == ("partial\n", None, Ended.TIMED_OUT)
    assert (after.text, after.status, after.ended) == ("before\n", 0, Ended.EXITED)
    assert running() == []
    assert took < LIMIT + 5  # about a second when the machine has nothing else to do


def test_what_earlier_commands_left_in_the_background_stays(shell: PexpectShell) -> None:
    shell.run(f"sleep {ODD}1 &", timeout=LONG)
    shell.run(f"setsid -f sleep {ODD}2; sleep 0.02", timeout=LONG)
    shell.run(f"sleep {ODD}", timeout=LIMIT)
    assert (len(running()), len(running(f"{ODD}1")), len(running(f"{ODD}2"))) == (0, 1, 1)
    assert shell.run("jobs", timeout=LONG).text == f"[1]+  Running                 sleep {ODD}1 &\n"


def test_closing_ends_all_that_was_started(make_shell: MakeShell) -> None:
    shell = make_shell()
    shell.run(f"sleep {ODD}1 & nohup setsid -f sleep {ODD}2 >/dev/null 2>&1", timeout=LONG)
    shell.run(f"(trap '' HUP TERM INT; exec sleep {ODD}3) & sleep 0.05", timeout=LONG)
    shell.run("exit", timeout=LONG)
    shell.run(f"env -i setsid -f sleep {ODD}4; sleep 0.02", timeout=LONG)
    assert [len(running(f"{ODD}{number}")) for number in (1, 2, 3, 4)] == [1, 1, 1, 1]
    shell.close()
    assert [len(running(f"{ODD}{number}")) for number in (1, 2, 3, 4)] == [0, 0, 0, 0]


def test_closing_lets_the_page_clean_up(make_shell: MakeShell, tmp_path: Path) -> None:
    mark = tmp_path / "cleaned"
    shell = make_shell()
    shell.run(f"trap 'touch {mark}' EXIT", timeout=LONG)
    shell.close()
    assert mark.exists()


def test_closing_in_the_middle_of_a_command(make_shell: MakeShell) -> None:
    shell = make_shell()
    with pytest.raises(KeyboardInterrupt):
        shell.run(f"echo started; sleep {ODD}", timeout=LONG, on_output=interrupt)
    shell.close()
    assert running() == []


def test_commands_run_after_ctrl_c(shell: PexpectShell) -> None:
    """Cleanup must: the interrupted command is ended first."""
    shell.run("x=before", timeout=LONG)
    with pytest.raises(KeyboardInterrupt):
        shell.run(f"echo started; sleep {ODD}", timeout=LONG, on_output=interrupt)
    output = shell.run("echo $? $x", timeout=LONG)
    assert (output.text, running()) == ("130 before\n", [])


def interrupt(_: str) -> None:
    raise KeyboardInterrupt


def test_endless_output_is_ended_and_bounded(make_shell: MakeShell) -> None:
    shell = make_shell(keep_characters=1000)
    output = shell.run("yes", timeout=LIMIT)
    assert (output.ended, output.text.startswith("y\ny\n"), len(output.text) < 3000) == (Ended.TIMED_OUT, True, True)
    assert "are left out here]" in output.text
    assert shell.run("echo ok", timeout=LONG).text == "ok\n"


def test_ten_megabytes(shell: PexpectShell) -> None:
    output = shell.run("head -c 10000000 /dev/zero | tr '\\0' x | fold -w 1999", timeout=LONG)
    assert (output.status, 4_000_000 < len(output.text) < 5_000_000) == (0, True)
    assert "characters in " in output.text


def test_the_time_limit_is_counted_from_the_beginning_of_the_command(shell: PexpectShell) -> None:
    assert [shell.run("sleep 0.1", timeout=LIMIT).ended for _ in range(3)] == [Ended.EXITED] * 3


def test_a_short_command_is_not_held_up_by_a_job(shell: PexpectShell) -> None:
    began = time.monotonic()
    first = shell.run(f"sleep {ODD} &", timeout=LONG)
    second = shell.run("echo next", timeout=LONG)
    assert (first.text, second.text, time.monotonic() - began < 1) == ("", "next\n", True)


def test_the_first_words_of_a_job_belong_to_its_command(shell: PexpectShell) -> None:
    assert shell.run("(sleep 0.01; echo ready) &", timeout=LONG).text == "ready\n"


def test_what_a_job_says_that_cannot_begin(shell: PexpectShell) -> None:
    output = shell.run("cat none &", timeout=LONG, staying=Staying(background=True))
    assert output.text == "cat: none: No such file or directory\n"


def test_what_a_job_says_that_is_busy_before_it_fails(shell: PexpectShell) -> None:
    job = "(i=0; while ((i < 150000)); do ((i += 1)); done; cat none; sleep 61) &"
    output = shell.run(job, timeout=LONG, staying=Staying(background=True))
    assert output.text == "cat: none: No such file or directory\n"


def test_a_command_that_waits_for_what_will_not_come_is_stopped(shell: PexpectShell) -> None:
    asked: list[None] = []

    def give_up() -> GivenUp | None:
        asked.append(None)
        return GivenUp(reason="no such image") if len(asked) > 2 else None

    output = shell.run(f"echo partial; sleep {ODD}", timeout=LONG, give_up=give_up)
    assert (output.text, output.status, output.ended) == ("partial\n", None, Ended.INTERRUPTED)
    assert output.given_up == GivenUp(reason="no such image")
    assert running() == []
    assert shell.run("echo on", timeout=LONG).text == "on\n"
