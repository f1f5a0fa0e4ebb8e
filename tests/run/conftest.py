"""Shells for tests: real ones, in a home and a working directory of their own, with short graces."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from harness.run.shell_options import ShellOptions
from harness.run.terminal.bash_shell import PexpectShell

MakeShell = Callable[..., PexpectShell]


@pytest.fixture
def options(tmp_path: Path) -> ShellOptions:
    home, workdir = tmp_path / "home", tmp_path / "work"
    home.mkdir()
    workdir.mkdir()
    return ShellOptions(
        environment={"PATH": "/usr/local/bin:/usr/bin:/bin", "GREETING": "hello"},
        workdir=workdir,
        home=home,
        interrupt_grace=0.2,
        terminate_grace=0.2,
        kill_grace=0.3,
        close_grace=0.2,
        waiting_patience=0.1,
        first_look=0.06,
        look_interval=0.06,
    )


@pytest.fixture
def make_shell(options: ShellOptions) -> Iterator[MakeShell]:
    """Opens shells, with changes to the options by keyword, and closes them at the end."""
    shells: list[PexpectShell] = []

    def make(**changes: Any) -> PexpectShell:
        shells.append(PexpectShell(replace(options, **changes)))
        return shells[-1]

    yield make
    for shell in shells:
        shell.close()


@pytest.fixture
def shell(make_shell: MakeShell) -> PexpectShell:
    return make_shell()
