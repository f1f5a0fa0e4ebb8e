"""What a page sees of its shell is what it would see at a prompt, though substitutions and pipelines are watched."""

from collections.abc import Sequence

import pytest

from harness.run.output import Ended, FailedPart
from harness.run.terminal.bash_shell import PexpectShell

LIMIT = 10.0


@pytest.mark.parametrize(
    ("commands", "texts"),
    [
        pytest.param(["export X=$(false); echo $?", "echo $?"], ["0\n", "0\n"], id="export hides a status"),
        pytest.param(["X=$(exit 3)", "echo $?"], ["", "3\n"], id="an assignment does not"),
        pytest.param(["X=$(echo a)$(echo b; false)", "echo $? $X"], ["", "1 ab\n"], id="two substitutions"),
        pytest.param(["false | true | false", "echo ${PIPESTATUS[@]} $?"], ["", "1 0 1 1\n"], id="PIPESTATUS"),
        pytest.param(["true last", "echo $_"], ["", "last\n"], id="the last argument"),
        pytest.param(["echo a b", "echo $_ 'c d'", 'echo "$_"'], ["a b\n", "b c d\n", "c d\n"], id="of plain calls"),
        pytest.param(["ls none 2>&1 | cat", "true", "echo $PIPESTATUS", "echo $? ${PIPESTATUS[@]}"],
                     ["ls: cannot access 'none': No such file or directory\n", "", "0\n", "0 0\n"],
                     id="statuses around plain calls"),
        pytest.param(["printf 'a\\n\\n'", "echo"], ["a\n\n", "\n"], id="empty lines at the end"),
        pytest.param([f"echo '{'long ' * 300}'", "echo ünï€"], [f"{'long ' * 300}\n", "ünï€\n"],
                     id="a long plain call"),
        pytest.param(["exec 2>log", "nosuchprogram", "echo hi", "cat log"],
                     ["", "", "hi\n", "bash: nosuchprogram: command not found\n"], id="errors to a file"),
        pytest.param(["exec >log", "echo hi", "exec >&2", "cat log"], ["", "", "", "hi\n"], id="output to a file"),
        pytest.param(["set -o pipefail; false | true", "echo $?"], ["", "1\n"], id="pipefail"),
        pytest.param(["set -u; echo $(echo $nope)"], ["bash: nope: unbound variable\n\n"], id="set -u"),
        pytest.param(["trap 'echo err' ERR", "export X=$(false)", "false | true", "X=$(false)"],
                     ["", "", "", "err\n"], id="an ERR trap"),
        pytest.param(["set -E; trap 'echo err >&2' ERR", "X=$(false; true)"], ["", "err\n"], id="an inherited trap"),
        pytest.param(["trap 'echo dbg >&2' DEBUG", "X=$(echo a)"], ["", "dbg\n"], id="a DEBUG trap"),
        pytest.param(["set -T; trap 'echo dbg >&2' DEBUG", "X=$(echo a)"], ["", "dbg\ndbg\n"], id="an inherited one"),
        pytest.param(["set -x", "X=$(echo a)", "echo b", "set +x"],
                     ["", "++ echo a\n+ X=a\n", "+ echo b\nb\n", "+ set +x\n"],
                     id="set -x"),
        pytest.param(["set -v", "X=$(echo a | cat)"], ["", "X=$(echo a | cat)\n"], id="set -v"),
        pytest.param(["f() { local y=$(echo in; false); echo $y $?; }", "f", "declare -f f"],
                     ["", "in 0\n", "f () \n{ \n    local y=$(echo in; false);\n    echo $y $?\n}\n"], id="a function"),
        pytest.param(["X=$(cat <<EOF\na $(echo b)\nEOF\n)", 'echo "$X"'], ["", "a b\n"], id="a here-document"),
        pytest.param(["X=$(cat <<< 'here string')", "echo $X"], ["", "here string\n"], id="a here-string"),
        pytest.param(['X="`echo "a b"; exit 4`"', "echo $? $X"], ["", "4 a b\n"], id="backticks in quotes"),
        pytest.param(["X=$(echo a # comment\n)", "echo $X"], ["", "a\n"], id="a comment"),
        pytest.param(["echo \"$(echo \"$(echo 'deep')\")\" \"\\$(no)\" '$(no)'"], ["deep $(no) $(no)\n"],
                     id="nested and quoted"),
        pytest.param(["X=$(trap 'echo bye' EXIT; echo a)", "echo $X"], ["", "a bye\n"], id="an EXIT trap inside"),
        pytest.param(["X=$(set -e; false; echo no)", "echo $? $X"], ["", "1\n"], id="set -e inside"),
        pytest.param(["X=$(exec echo ex)", "echo $X"], ["", "ex\n"], id="exec inside"),
        pytest.param(["a=(1 $(echo 2 3))", "echo ${#a[@]} ${a[2]}"], ["", "3 3\n"], id="an array"),
        pytest.param(["IFS=12; X=$(false | true); echo $?", "unset IFS"], ["0\n", ""], id="IFS of digits"),
        pytest.param(["X=$(printf 'a\\n\\n'); echo \"[$X]\""], ["[a]\n"], id="line ends at the end"),
        pytest.param(["X=$(echo ünï € | cat)", "echo $X"], ["", "ünï €\n"], id="unicode"),
        pytest.param(["X=$(printf 'a\\r\\n')", "echo ${#X}"], ["", "2\n"], id="a carriage return"),
        pytest.param(["X=$(head -c 1000000 /dev/zero | tr '\\0' x)", "echo ${#X}"], ["", "1000000\n"], id="a megabyte"),
        pytest.param([f"X=$(echo {'long ' * 20_000}| wc -w)", "echo $X"], ["", "20000\n"], id="a very long line"),
        pytest.param(["sleep 30 & X=$(echo a)", 'kill $! && echo "$X"'], ["", "a\n"], id="the last job"),
        pytest.param(["coproc cat; echo hi >&${COPROC[1]}; read -r l <&${COPROC[0]}; echo $l"], ["hi\n"], id="coproc"),
        pytest.param(["exec 3>&1; X=$(echo to3 >&3; echo v); echo $X"], ["to3\nv\n"], id="another descriptor"),
        pytest.param(["alias g='echo G'", "X=$(g)", "echo $X"], ["", "", "G\n"], id="an alias"),
        pytest.param(["ulimit -n 99; X=$(ulimit -n)", "echo $X"], ["", "99\n"], id="ulimit"),
        pytest.param(["shopt -s nullglob; X=$(echo none*)", "echo ${#X}"], ["", "0\n"], id="shopt"),
        pytest.param(["g() { echo out; }; export -f g", "X=$(bash -c g)", "echo $X"], ["", "", "out\n"],
                     id="an exported function"),
        pytest.param(["cd $(mktemp -d -p .) && X=$(basename $PWD)", "echo ${X%%.*}"], ["", "tmp\n"], id="cd"),
    ],
)  # fmt: skip
def test_state(shell: PexpectShell, commands: Sequence[str], texts: Sequence[str]) -> None:
    assert [shell.run(command, timeout=LIMIT).text for command in commands] == list(texts)


@pytest.mark.parametrize(
    ("command", "failed"),
    [
        pytest.param("export X=$(false)", (FailedPart(text="false", status=1, substituted=True, variable="X"),),
                     id="export"),
        pytest.param("(exit 3) | true", (FailedPart(text="(exit 3)", status=3, piped=True),), id="a pipeline"),
        pytest.param("true | false", (), id="its last part is the command's own status"),
        pytest.param(
            "echo $(: $((1)) | (exit 4) | cat)",
            (FailedPart(text="(exit 4)", status=4, piped=True, substituted=True),),
            id="a pipeline in a substitution",
        ),
        pytest.param("X=$(! true); Y=$(! false)",
                     (FailedPart(text="! true", status=1, substituted=True, variable="X"),), id="negated"),
        pytest.param("(exit 3) | true && echo $? >/dev/null", (FailedPart(text="(exit 3)", status=3, piped=True),),
                     id="a pipeline before another command"),
        pytest.param("true | true && false | true && X=$(true)", (FailedPart(text="false", status=1, piped=True),),
                     id="the second of them, before a substitution"),
        pytest.param("trap : DEBUG; (exit 3) | true && true", (), id="under a trap that would see it"),
        pytest.param("true | true; false | true | true", (FailedPart(text="false", status=1, piped=True),),
                     id="the last pipeline"),
        pytest.param("false 2>/dev/null | true", (), id="silenced"),
        pytest.param("false | true || true", (), id="provided for"),
    ],
)  # fmt: skip
def test_what_failed_in_a_command_that_did_not(
    shell: PexpectShell, command: str, failed: tuple[FailedPart, ...]
) -> None:
    assert shell.run(command, timeout=LIMIT).failed_parts == failed


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("echo still", id="a call of a program"),
        pytest.param("cd /; x=2", id="a change"),
        pytest.param("f() { x=2; cd /; }\nf", id="a call of a function"),
    ],
)
def test_what_was_known_is_known_to_a_fresh_shell(shell: PexpectShell, command: str) -> None:
    shell.run("x=1; cd /tmp", timeout=LIMIT)
    for line in command.splitlines():
        shell.run(line, timeout=LIMIT)
    seen = shell.run("echo $x $PWD", timeout=LIMIT).text
    assert shell.run("kill -9 $$", timeout=LIMIT).ended is Ended.SHELL_EXITED
    assert shell.run("echo $x $PWD", timeout=LIMIT).text == seen
