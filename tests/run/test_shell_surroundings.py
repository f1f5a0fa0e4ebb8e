"""What a shell starts with, and what it takes to start one."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from harness.errors import ShellError
from harness.run.ending import gone
from harness.run.environment_base import COOKIE, bash_environment, new_cookie, owner_is_gone
from harness.run.leftovers import sweep_shells
from harness.run.shell_options import ShellOptions
from harness.run.terminal.bash_shell import PexpectShell

MakeShell = Callable[..., PexpectShell]


def test_the_environment_is_what_was_chosen_and_nothing_else(shell: PexpectShell, options: ShellOptions) -> None:
    printed = dict(line.split("=", 1) for line in shell.run("env", timeout=5).text.splitlines())
    cookie = printed.pop(COOKIE)
    assert cookie.startswith(f"{os.getpid()}.")
    assert printed == {
        "AWS_PAGER": "",
        "GIT_PAGER": "cat",
        "GREETING": "hello",
        "HOME": str(options.home),
        "KUBECTL_PAGER": "cat",
        "LANG": "C.UTF-8",
        "LESS": "-FRX",
        "MANPAGER": "cat",
        "PAGER": "cat",
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "PWD": str(options.workdir),
        "SHLVL": "1",
        "SYSTEMD_PAGER": "cat",
        "TERM": "dumb",
        "_": printed["_"],
    }


def test_what_steers_bash_is_not_passed_on(options: ShellOptions) -> None:
    changed = replace(options, environment={"PROMPT_COMMAND": "date", "BASH_ENV": "x", "A": "1", "TERM": "xterm"})
    environment = bash_environment(changed, "cookie")
    assert (environment["A"], environment["TERM"], environment["PATH"]) == ("1", "dumb", os.defpath)
    assert {"PROMPT_COMMAND", "BASH_ENV"} & environment.keys() == set()


def test_files_of_the_user_are_not_read(make_shell: MakeShell, options: ShellOptions) -> None:
    for name in (".bashrc", ".bash_profile", ".profile", ".inputrc"):
        (options.home / name).write_text("echo from a file\nx=1\n")
    output = make_shell().run('echo "[$x]"; history; ls -A1 ~', timeout=5)
    assert output.text == "[]\n.bash_profile\n.bashrc\n.inputrc\n.profile\n"


def test_nothing_is_left_in_the_home_directory(make_shell: MakeShell, options: ShellOptions) -> None:
    shell = make_shell()
    shell.run("echo hi", timeout=5)
    shell.run("exit", timeout=5)
    shell.close()
    assert list(options.home.iterdir()) == []


def test_signals_are_as_in_a_terminal(make_shell: MakeShell) -> None:
    """Python ignores SIGPIPE, and a harness in the background ignores Ctrl-C: the page must not notice."""
    assert make_shell().run("trap; (yes; echo $? >&2) | head -1", timeout=5).text == "y\n141\n"


def test_no_bash(options: ShellOptions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(ShellError) as caught:
        PexpectShell(replace(options, environment={"PATH": "/nowhere/either"}))
    assert str(caught.value) == (
        "there is no bash\n  expected: bash on the PATH /nowhere/either\n  to fix:   install bash 4.4 or later"
    )


def test_no_working_directory(options: ShellOptions, tmp_path: Path) -> None:
    with pytest.raises(ShellError) as caught:
        PexpectShell(replace(options, workdir=tmp_path / "none"))
    assert str(caught.value) == (
        f"the working directory of the page is missing: {tmp_path / 'none'}\n"
        "  expected: a directory\n  to fix:   create it before the shell is started"
    )


@pytest.mark.parametrize(
    ("program", "message"),
    [
        pytest.param("#!/bin/sh\nexec sleep 60\n", "bash did not answer within 0.3 seconds", id="no shell"),
        pytest.param("#!/bin/sh\nexit 1\n", "bash did not answer within 0.3 seconds", id="ends at once"),
        pytest.param("#!/nowhere\n", "bash could not be started", id="cannot be executed"),
    ],
)
def test_what_is_no_bash(options: ShellOptions, tmp_path: Path, program: str, message: str) -> None:
    bash = tmp_path / "bash"
    bash.write_text(program)
    bash.chmod(0o755)
    with pytest.raises(ShellError, match=message):
        PexpectShell(replace(options, environment={"PATH": str(tmp_path)}, start_limit=0.3))


def test_cookies_tell_whether_their_owner_lives() -> None:
    pid, since, word = new_cookie("word").split(".")
    assert (int(pid), word) == (os.getpid(), "word")
    assert [
        owner_is_gone(cookie) for cookie in (f"{pid}.{since}.x", f"{pid}.{int(since) - 1}.x", "99999999.1.x", "other")
    ] == [False, True, True, False]


def test_what_a_killed_harness_left_is_found_and_ended(shell: PexpectShell) -> None:
    shell.run("sleep 1234.5 &", timeout=5)
    orphan = subprocess.Popen(["sleep", "1234.75"], env={COOKIE: f"{os.getpid()}.1.x"})
    try:
        assert sweep_shells() == ("sleep 1234.75",)
        assert orphan.wait(5) < 0
    finally:
        orphan.kill()
    assert shell.run("jobs", timeout=5).text == "[1]+  Running                 sleep 1234.5 &\n"
    assert sweep_shells() == ()


def test_a_shell_ends_with_a_killed_harness() -> None:
    program = """
import os, sys
from pathlib import Path
from harness.run.shell_options import ShellOptions
from harness.run.terminal.bash_shell import PexpectShell
shell = PexpectShell(ShellOptions(environment={"PATH": os.defpath}, workdir=Path("/"), home=Path("/")))
print(shell.run("echo $$", timeout=5).text, end="", flush=True)
os.kill(os.getpid(), 9)
"""
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False).stdout
    with suppress(psutil.NoSuchProcess):
        bash = psutil.Process(int(printed))
        limit = time.monotonic() + 2
        while not gone(bash) and time.monotonic() < limit:
            time.sleep(0.01)
        assert gone(bash)
