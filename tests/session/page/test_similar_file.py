"""The file that was meant is said with a failure, by what a real shell finds."""

from dataclasses import replace
from pathlib import Path

import pytest

from harness.match.verdict import CommandResult, Failure
from harness.plan.step import Command
from harness.run.shell_options import ShellOptions
from harness.run.terminal.bash_shell import PexpectShell
from harness.session.page.similar_file import with_similar_file
from harness.source import Location

AT = Location(path=Path("page.md"), line=1)


@pytest.mark.parametrize(
    ("command", "file"),
    [
        pytest.param("cat setings.ini", "settings.ini", id="here"),
        pytest.param("cat deep/menu_de.csv", "deep/menu-de.csv", id="in a folder"),
        pytest.param("cat Settings.ini", "settings.ini", id="in another case"),
        pytest.param("cat other.txt", None, id="nothing similar"),
        pytest.param("cat deep/menu-d.csv > deep/menu-c.csv", "deep/menu-de.csv", id="not the one that it made"),
        pytest.param("cat none/menu.csv", None, id="no such folder"),
    ],
)
def test_a_similar_file_is_named(tmp_path: Path, command: str, file: str | None) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "settings.ini").touch()
    (tmp_path / "deep" / "menu-de.csv").touch()
    with PexpectShell(ShellOptions(environment={"PATH": "/usr/bin:/bin"}, workdir=tmp_path, home=tmp_path)) as shell:
        asked = Command(at=AT, text=command, documented=command, expected=None)
        output = shell.run(command, timeout=10)
        failed = CommandResult(command=asked, output=output, failure=Failure.STATUS, note="it failed")
        said = with_similar_file(failed, shell).note
        after = shell.run('echo "$?"', timeout=10).text
        passed = replace(failed, failure=None)
        assert with_similar_file(passed, shell) == passed
    assert said == ("it failed" if file is None else f"it failed; there is a file {file}")
    assert after.strip() == str(output.status)
