from pathlib import Path

import pytest

from harness.run.shell_options import ShellOptions
from harness.run.terminal.bash_shell import PexpectShell
from harness.session.clusters.shell_values import values_read


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        pytest.param('kubectl logs "$POD"', {"POD": "web-1"}, id="a name"),
        pytest.param("kubectl get pod ${NONE}", {"NONE": ""}, id="not set"),
        pytest.param("for POD in a b; do kubectl logs $POD; done", {}, id="set by the command"),
        pytest.param("echo $POD", {}, id="no cluster"),
        pytest.param("kubectl get pods", {}, id="no variable"),
    ],
)
def test_values_read(command: str, expected: dict[str, str], tmp_path: Path) -> None:
    with PexpectShell(ShellOptions(environment={"PATH": "/usr/bin:/bin"}, workdir=tmp_path, home=tmp_path)) as shell:
        shell.run("POD=web-1", timeout=5.0)
        assert values_read(command, shell) == expected
