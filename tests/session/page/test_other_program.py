"""A page that means another program of a name than this machine has, by what real programs say of themselves."""

from pathlib import Path

import pytest

from harness.match.verdict import CommandResult, Failure
from harness.plan.step import Command
from harness.programs.output_pattern import Meant
from harness.run.shell_options import ShellOptions
from harness.run.terminal.bash_shell import PexpectShell
from harness.session.page.other_program import may_mean, with_program_meant
from harness.source import Location

AT = Location(path=Path("page.md"), line=1)
PYTHON_YQ = """\
#!/bin/sh
[ "$1" = --version ] && echo yq 3.4.3 && exit
echo 'jq: error: syntax error, unexpected end' >&2
exit 3
"""
GO_YQ = """\
#!/bin/sh
[ "$1" = --version ] && echo 'yq (https://github.com/mikefarah/yq/) version v4.44.1' && exit
exit 1
"""


@pytest.mark.parametrize(
    ("yq", "command", "failure"),
    [
        pytest.param("", "sed -i '' 's/a/b/' menu", Failure.INFRASTRUCTURE, id="sed of macOS"),
        pytest.param("", "sed -i 's/a/b/' none", Failure.STATUS, id="sed of GNU, and no such file"),
        pytest.param("", "date -v+1d", Failure.INFRASTRUCTURE, id="date of macOS"),
        pytest.param("", "date --tomorow", Failure.STATUS, id="a flag that no date has"),
        pytest.param("", "D=$(date -j -f %F 2026-01-02 +%s)", Failure.INFRASTRUCTURE, id="in a substitution"),
        pytest.param("", "echo aGk= | base64 -D", Failure.INFRASTRUCTURE, id="base64 of macOS"),
        pytest.param("", "stat -f%z menu", Failure.INFRASTRUCTURE, id="stat of macOS"),
        pytest.param(PYTHON_YQ, "yq eval .a menu", Failure.INFRASTRUCTURE, id="a verb of the yq in Go"),
        pytest.param(PYTHON_YQ, "yq '.a |= ' menu", Failure.INFRASTRUCTURE, id="what only the yq in Python says"),
        pytest.param(GO_YQ, "yq eval .a menu", Failure.STATUS, id="the yq that is meant"),
    ],
)
def test_a_failure_of_another_program(tmp_path: Path, yq: str, command: str, failure: Failure) -> None:
    (tmp_path / "menu").write_text("a\n")
    if yq:
        (tmp_path / "yq").write_text(yq)
        (tmp_path / "yq").chmod(0o755)
    path = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    with PexpectShell(ShellOptions(environment=path, workdir=tmp_path, home=tmp_path)) as shell:
        asked = Command(at=AT, text=command, documented=command, expected=None)
        output = shell.run(command, timeout=10)
        failed = CommandResult(command=asked, output=output, failure=Failure.STATUS, note="it failed")
        told = with_program_meant(failed, shell)
        assert shell.run('echo "$?"', timeout=10).text.strip() == str(output.status)
    assert told.failure is failure
    assert ("the page means" in told.note) is (failure is Failure.INFRASTRUCTURE)


@pytest.mark.parametrize(
    ("printed", "may"),
    [
        pytest.param("jq: error: no", True, id="it"),
        pytest.param("jq: error: none.json: No such file or directory", False, id="the page's own fault"),
        pytest.param('"x"', True, id="JSON where YAML is meant"),
        pytest.param("x", False, id="what any prints"),
    ],
)
def test_what_another_yq_prints(printed: str, *, may: bool) -> None:
    told = r"(?m)^(?:jq|yq): (?!.*No such file)|\A\s*[\[{\"]"
    assert may_mean(Meant(means="it", version="v4", told=told), ("yq", ".a"), printed) is may
