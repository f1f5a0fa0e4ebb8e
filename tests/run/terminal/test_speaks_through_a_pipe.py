"""Whether a shell's output goes through a pipe is asked while the shell may still be ringing the harness's own."""

import os

import pytest

from harness.run.shell_options import ShellOptions
from harness.run.terminal import interpreter
from harness.run.terminal.bash_starter import BashStarter

BELL, PIPE, TERMINAL = "the bell", "pipe:[1]", "/dev/pts/0"


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        pytest.param([BELL], False, id="the bell all the time"),
        pytest.param([BELL, os.devnull, TERMINAL], False, id="the bell, then the end of our group"),
        pytest.param([TERMINAL], False, id="a terminal"),
        pytest.param([BELL, PIPE], True, id="the bell, then a pipe of the page"),
    ],
)
def test_the_bell_is_no_pipe_of_the_page(
    options: ShellOptions, monkeypatch: pytest.MonkeyPatch, seen: list[str], *, expected: bool
) -> None:
    shell = BashStarter(options).first
    try:
        shell.says_exec = True
        bell = str(shell.process.bell.path.readlink())
        ways = [bell if way == BELL else way for way in seen]
        looks = iter(way for way in ways for _ in (1, 2))  # standard output and errors are looked at in turn
        monkeypatch.setattr(interpreter, "descriptor", lambda _pid, _number: next(looks, ways[-1]))
        assert shell.speaks_through_a_pipe() == expected
    finally:
        shell.close()
