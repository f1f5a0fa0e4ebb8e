"""Loops that give up, on a real shell."""

from pathlib import Path

import pytest

from harness.run.shell_options import ShellOptions
from harness.run.terminal.bash_shell import PexpectShell
from harness.session.page.loops import waited_in_vain


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        pytest.param("for i in 1 2; do [ -f oven ] && break; sleep 0; done", "[ -f oven ]", id="break behind and"),
        pytest.param("for i in 1; do if test -f oven; then break; fi; sleep 0; done", "test -f oven", id="in an if"),
        pytest.param("for ((i=0; i<2; i++)); do ls oven > /dev/null 2>&1 && break; sleep 0; done", "ls oven", id="C"),
        pytest.param("for i in 1 2; do [ -f loaf ] && break; sleep 0; done", "", id="it holds"),
        pytest.param("for i in a b; do [ -f oven ] && break; done", "", id="no wait"),
        pytest.param("for i in 1 2; do touch oven/a && break; sleep 0; done", "", id="what changes something"),
        pytest.param("for i in 1 2; do [ -f oven ] && break; sleep 0; done; echo on", "", id="more behind it"),
        pytest.param("for i in 1; do if ls; then break; else echo no; fi; sleep 0; done", "", id="with an else"),
    ],
)
def test_what_a_loop_waited_for(tmp_path: Path, text: str, condition: str) -> None:
    (tmp_path / "loaf").touch()
    with PexpectShell(ShellOptions(environment={"PATH": "/usr/bin:/bin"}, workdir=tmp_path, home=tmp_path)) as shell:
        shell.run(text, timeout=10)
        said = waited_in_vain(text, shell)
    assert bool(said) == bool(condition)
    assert condition in said
