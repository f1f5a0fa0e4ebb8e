"""Sixteen small things that pages do, and by which a page is easily lost: each is told right, and the page goes on."""

from collections.abc import Sequence

import pytest

from harness.run.output import Ended, Output
from harness.run.terminal.bash_shell import PexpectShell

LONG, SHORT = 10.0, 0.3
WIDE = "x" * 300
LINES = "".join(f"{number}\n" for number in range(1, 5001))


def told(output: Output) -> tuple[str, int | None, Ended]:
    return output.text, output.status, output.ended


def exited(text: str = "", status: int = 0) -> tuple[str, int | None, Ended]:
    return text, status, Ended.EXITED


TIMED_OUT = ("", None, Ended.TIMED_OUT)


@pytest.mark.parametrize(
    ("commands", "outputs"),
    [
        pytest.param(["exit 3"], [("", 3, Ended.SHELL_EXITED)], id="exit in the middle of the page"),
        pytest.param(["sleep 30"], [TIMED_OUT], id="a command that hangs"),
        pytest.param(["sleep 25 &"], [exited()], id="a job in the background"),
        pytest.param(["cat"], [TIMED_OUT], id="a command that reads its input"),
        pytest.param(["printf text"], [exited("text")], id="no newline at the end"),
        pytest.param(["echo '$ not a prompt'"], [exited("$ not a prompt\n")], id="output that looks like a prompt"),
        pytest.param(["false"], [exited(status=1)], id="failure without output"),
        pytest.param(["set -e", "false"], [exited(), ("", 1, Ended.SHELL_EXITED)], id="set -e, then failure"),
        pytest.param(["PS1='other> '", "PS2=; PROMPT_COMMAND=date"], [exited(), exited()], id="the prompt is changed"),
        pytest.param([r"printf 'a\n\nb\n'"], [exited("a\n\nb\n")], id="a blank line in the output"),
        pytest.param([r"printf '\033[1;32mgreen\033[0m\n'"], [exited("green\n")], id="colours"),
        pytest.param([r"printf 'a\rb\n'"], [exited("b\n")], id="a carriage return"),
        pytest.param(["printf '%0300d\\n' 0 | tr 0 x"], [exited(f"{WIDE}\n")], id="300 columns"),
        pytest.param(["echo out; echo err >&2"], [exited("out\nerr\n")], id="standard error"),
        pytest.param(["seq 5000"], [exited(LINES)], id="5,000 lines"),
        pytest.param(["cat <<EOF\na\n\nb $((1 + 1))\nEOF"], [exited("a\n\nb 2\n")], id="heredoc"),
    ],
)
def test_probe(shell: PexpectShell, commands: Sequence[str], outputs: Sequence[tuple[str, int | None, Ended]]) -> None:
    shell.run("set_before=kept; export EXPORTED=too; cd /; f() { echo f; }", timeout=LONG)
    limit = SHORT if TIMED_OUT in outputs else LONG
    assert [told(shell.run(command, timeout=limit)) for command in commands] == list(outputs)
    after = shell.run('f; echo "$set_before $EXPORTED $PWD $(printenv EXPORTED)"', timeout=LONG)
    assert told(after) == exited("f\nkept too / too\n")
