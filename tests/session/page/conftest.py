"""A real shell, in a folder of its own."""

from collections.abc import Iterator

import pytest

from harness.run.shell_options import ShellOptions
from harness.run.terminal.bash_shell import PexpectShell


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PexpectShell]:
    folder = tmp_path_factory.mktemp("shell")
    path = {"PATH": "/usr/local/bin:/usr/bin:/bin"}
    with PexpectShell(ShellOptions(environment=path, workdir=folder, home=folder)) as shell:
        yield shell
