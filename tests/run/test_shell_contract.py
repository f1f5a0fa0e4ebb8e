"""What every Shell does, the real one and the scripted one."""

from collections.abc import Callable, Iterator, Sequence

import pytest

from harness.errors import ShellError
from harness.plan.step import Answer
from harness.run.output import Ended, Output, PromptAnswered
from harness.run.shell import Shell
from harness.run.shell_options import ShellOptions
from harness.run.terminal.bash_shell import PexpectShell
from tests.run.scripted_shell import ScriptedShell

LONG, SHORT = 10.0, 0.3


def output(text: str = "", status: int | None = 0, ended: Ended = Ended.EXITED, prompt: str = "") -> Output:
    prompts = (PromptAnswered(prompt=prompt, reply="blue"),) if prompt else ()
    return Output(text=text, status=status, ended=ended, seconds=0.0, prompts=prompts)


PAGE: Sequence[tuple[str, Output]] = (
    ("echo one; echo two >&2", output("one\ntwo\n")),
    ("(exit 7)", output(status=7)),
    ("echo $?", output("7\n")),
    ("colour=red; cd /; greet() { echo hi $1; }", output()),
    ("greet $colour; pwd", output("hi red\n/\n")),
    ("read -p 'Colour? ' colour; echo $colour", output("Colour? blue\nblue\n", prompt="Colour?")),
    ("echo before; sleep 30", output("before\n", None, Ended.TIMED_OUT)),
    ("echo usable", output("usable\n")),
    ("exit 3", output(status=3, ended=Ended.SHELL_EXITED)),
    ("greet $colour", output("hi blue\n")),
)
ANSWERS = (Answer(prompt=r"Colour\?", reply="blue"),)

OpenShell = Callable[[], Shell]


@pytest.fixture(params=["pexpect", "scripted"])
def open_shell(request: pytest.FixtureRequest, options: ShellOptions) -> Iterator[OpenShell]:
    opened: list[Shell] = []

    def open_one() -> Shell:
        opened.append(PexpectShell(options) if request.param == "pexpect" else ScriptedShell(dict(PAGE)))
        return opened[-1]

    yield open_one
    for shell in opened:
        shell.close()


def test_a_page_runs_in_order_and_every_command_has_its_own_output(open_shell: OpenShell) -> None:
    shell = open_shell()
    got = [
        shell.run(command, timeout=SHORT if expected.ended is Ended.TIMED_OUT else LONG, answers=ANSWERS)
        for command, expected in PAGE
    ]
    assert [(one.text, one.status, one.ended, one.prompts) for one in got] == [
        (one.text, one.status, one.ended, one.prompts) for _, one in PAGE
    ]


def test_output_is_shown_while_it_comes(open_shell: OpenShell) -> None:
    seen: list[str] = []
    open_shell().run("echo one; echo two >&2", timeout=LONG, on_output=seen.append)
    assert seen[-1] == "one\ntwo\n"


def test_nothing_runs_after_close(open_shell: OpenShell) -> None:
    shell = open_shell()
    shell.close()
    shell.close()
    with pytest.raises(ShellError) as caught:
        shell.run("echo $?", timeout=SHORT)
    assert str(caught.value) == (
        "the shell is closed\n  expected: no command after close\n  to fix:   open another shell"
    )
