"""What commands leave in their files, by what a real shell finds there."""

from pathlib import Path

import pytest

from harness.capability import Capability
from harness.match.verdict import CommandResult, Failure
from harness.plan.step import Command
from harness.run.shell_options import ShellOptions
from harness.run.terminal.bash_shell import PexpectShell
from harness.session.page.file_effects import with_files_filled
from harness.source import Location

AT = Location(path=Path("page.md"), line=1)
BEFORE = """
echo 'port = 80' > app.ini; cp app.ini other.ini; echo '{"port": 80}' > app.json
echo '<title>404 Not Found</title>' > 404.html; echo 'size $SIZE, color ${COLOR}' > template
export SIZE=3
"""


@pytest.mark.parametrize(
    ("command", "wrong"),
    [
        pytest.param("sed -i 's/prot = 80/port = 90/' app.ini", "in app.ini", id="nothing is edited in place"),
        pytest.param("sed -Ei.bak 's|host (.*)|port \\1|' *.ini", "in *.ini", id="nor in one of many"),
        pytest.param("sed 's/host/port/' app.ini > new.ini", "in app.ini", id="nothing else in a copy"),
        pytest.param('sed "s/host/$SIZE/g" app.ini | tee new.ini', "in app.ini", id="nor in what is passed on"),
        pytest.param("sed -i 's/port/host/' *.ini", "", id="something is edited"),
        pytest.param("cp app.ini b.ini && sed -i 's/port/host/' b.ini", "", id="what it makes itself"),
        pytest.param("sed -n 1p app.ini", "", id="a part of a file"),
        pytest.param("if grep -q x app.ini; then sed -i s/x/y/ app.ini; fi", "", id="only in a case"),
        pytest.param("for f in *.ini; do sed -i 's/port/host/' $f; done", "", id="a file of a loop"),
        pytest.param("jq .prot app.json > out", "out is `null`", id="null is saved"),
        pytest.param("awk '/host/' app.ini > out", "out is empty", id="nothing is saved"),
        pytest.param("cat app.ini | sed -n 's/^host//p' > out", "out is empty", id="nothing comes through a pipe"),
        pytest.param("jq .port app.json > out 2> errors", "", id="no errors are saved"),
        pytest.param("sort /dev/null > out; echo > other", "", id="nothing is looked for"),
        pytest.param("jq .prot app.json > out || true", "", id="may find nothing"),
        pytest.param('curl -so chart.tgz "file://$PWD/404.html"', "404 Not Found", id="an error page is saved"),
        pytest.param('curl -s "file://$PWD/404.html" > chart.tgz', "404 Not Found", id="and by the shell"),
        pytest.param('curl -fso chart.tgz "file://$PWD/404.html"', "", id="a status that is looked at"),
        pytest.param('curl -so app.txt "file://$PWD/app.ini"', "", id="a file is saved"),
        pytest.param('PAGE=$(curl -s "file://$PWD/404.html")', "$PAGE holds", id="an error page in a variable"),
        pytest.param("for i in 1 2; do [ -f none ] && break; sleep 0; done", "[ -f none ]", id="a loop gives up"),
        pytest.param("envsubst < template > out", "by nothing: $COLOR", id="a variable without a value"),
        pytest.param("cat template | envsubst > out", "by nothing: $COLOR", id="and in a pipe"),
        pytest.param("COLOR=red envsubst < template > out", "", id="all have values"),
        pytest.param("envsubst '$SIZE' < template > out", "", id="one that stays"),
        pytest.param("for one in $NONE_AT_ALL; do echo $one; done", "$NONE_AT_ALL is empty", id="a loop over nothing"),
        pytest.param("for one in ${SIZE}; do echo $one; done", "", id="a loop over something"),
    ],
)
def test_files_tell_that_nothing_was_found(tmp_path: Path, command: str, wrong: str) -> None:
    asked = Command(at=AT, text=command, documented=command, expected=None)
    with PexpectShell(ShellOptions(environment={"PATH": "/usr/bin:/bin"}, workdir=tmp_path, home=tmp_path)) as shell:

        def run(command: Command) -> tuple[CommandResult, frozenset[Capability]]:
            return CommandResult(command=command, output=shell.run(command.text, timeout=10)), frozenset()

        shell.run(BEFORE, timeout=10)
        result, _ = with_files_filled(asked, shell, run)
        after = shell.run('echo "$?"', timeout=10).text
    assert result.output is not None
    assert result.output.status == 0, result.output
    assert (result.failure is Failure.STATUS) == bool(wrong)
    assert wrong in result.note
    assert after.strip() == "0"
