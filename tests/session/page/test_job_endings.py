"""How jobs in the background ended, asked of a real shell."""

import time
from pathlib import Path

import pytest

from harness.match.verdict import CommandResult, Failure
from harness.parse.page import Snippet
from harness.plan.step import Command, Role, Step
from harness.run.terminal.bash_shell import PexpectShell
from harness.run.terminal.staying import Staying
from harness.session.page.job_endings import (
    begun_well,
    ended_well,
    gathered,
    patience_at_end,
    patience_before,
    with_ending_of_jobs,
)
from harness.source import Location

HERE = Location(path=Path("page.md"), line=1)


def command(text: str) -> Command:
    return Command(at=HERE, text=text, documented=text, expected=None, background=True)


def step_of(text: str) -> Step:
    snippet = Snippet(id="wait", at=HERE, syntax="bash", body=text, body_at=HERE)
    return Step(id="wait", at=HERE, snippet=snippet, role=Role.PAGE, commands=(command(text),))


def left(shell: PexpectShell, text: str) -> CommandResult:
    output = shell.run(text, timeout=10, staying=Staying(background=True))
    return CommandResult(command=command(text), output=output)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("(exit 7) &", "7", id="at once, without a word"),
        pytest.param("(sleep 0.4; exit 8) &", "8", id="later"),
        pytest.param("(sleep 0.4; cat none) &", "none: No such file", id="with its reason"),
        pytest.param("true & (exit 9) &", "9", id="one of two"),
        pytest.param("./none --port 1 &", "./none: No such file", id="a program that is not there"),
    ],
)
def test_a_job_that_failed(shell: PexpectShell, text: str, said: str) -> None:
    result = left(shell, text)
    assert result.output is not None
    seen = with_ending_of_jobs(result, shell, 3.0)
    assert seen.failure is Failure.STATUS
    assert said in seen.note


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("(sleep 0.2; true) &", id="it ended well"),
        pytest.param("sleep 30 & kill $!", id="it was ended"),
        pytest.param("sleep 20 &", id="it goes on"),
        pytest.param("timeout 0.2 sleep 20 &", id="its time was up"),
    ],
)
def test_a_job_that_did_not_fail(shell: PexpectShell, text: str) -> None:
    result = left(shell, text)
    assert result.output is not None
    assert with_ending_of_jobs(result, shell, 0.6) == result


def test_asking_leaves_the_status_of_the_page(shell: PexpectShell) -> None:
    result = left(shell, "(exit 7) &")
    assert result.output is not None
    shell.run("(exit 5)", timeout=10)
    with_ending_of_jobs(result, shell, 1.0)
    assert shell.run("echo $?", timeout=10).text == "5\n"


@pytest.mark.parametrize(
    ("later", "asked"),
    [
        pytest.param("wait $JOB", True, id="by a variable"),
        pytest.param("date; wait %1 && echo well", True, id="by its number"),
        pytest.param("wait", False, id="for all"),
        pytest.param("kill %1", False, id="no question"),
    ],
)
def test_a_job_whose_end_the_page_asks_for(shell: PexpectShell, later: str, *, asked: bool) -> None:
    result = left(shell, "(exit 7) &")
    time.sleep(0.2)
    seen = begun_well(result, shell, [step_of(later)])
    assert (seen.failure is None) is asked


def test_patience() -> None:
    assert patience_at_end(command("(sleep 3; false) &")) > 3
    assert patience_at_end(command("sleep 4000 &")) < 1
    assert patience_before(command("wait")) == command("wait").timeout
    assert patience_before(command("wait 12")) == 0


def test_jobs_are_gathered_by_a_wait(shell: PexpectShell) -> None:
    result = left(shell, "(sleep 0.3; exit 7) &")
    assert list(gathered([result], command("sleep 1"), shell)) == [result]
    [seen] = gathered([result], command("wait"), shell)
    assert seen.failure is Failure.STATUS


@pytest.mark.parametrize(
    ("behind", "fails"),
    [
        pytest.param("sleep 0.1", True, id="nothing heeds it"),
        pytest.param("kill %1", False, id="the step ends it"),
    ],
)
def test_a_job_that_is_over_with_its_step(shell: PexpectShell, behind: str, *, fails: bool) -> None:
    result = left(shell, "(sleep 0.3; exit 7) &")
    shell.run("sleep 0.6", timeout=10)
    later = CommandResult(command=command(behind), output=None)
    seen, _ = ended_well([result, later], shell, ())
    assert (seen.failure is Failure.STATUS) is fails
