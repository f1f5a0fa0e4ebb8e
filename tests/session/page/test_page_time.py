from pathlib import Path

import pytest

from harness.deadline import Deadline
from harness.match.verdict import CommandResult, Failure
from harness.plan.commands.budget import Budget
from harness.plan.step import Command, Role
from harness.session.page.page_time import PageTime, RunningBudget
from harness.source import Location


class Now:
    """A clock that is set by hand."""

    time = 0.0

    def __call__(self) -> float:
        return self.time


def running(name: str, seconds: float, clock: Now) -> RunningBudget:
    return RunningBudget(budget=Budget(name=name, seconds=seconds), deadline=Deadline.after(seconds, clock=clock))


def command(text: str, **more: object) -> Command:
    at = Location(path=Path("a.md"), line=1)
    return Command(at=at, text=text, documented=text, expected=None, **more)  # type: ignore[arg-type] # any field


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.mark.parametrize(
    ("text", "background", "refused"),
    [
        pytest.param("sleep 5", False, False, id="there is time"),
        pytest.param("sleep 50", False, True, id="longer than what is left"),
        pytest.param("sleep 500", False, True, id="longer than the budget"),
        pytest.param("sleep 500 &", True, False, id="in the background"),
        pytest.param("kubectl wait --timeout=500s pod/a", False, False, id="may end sooner"),
    ],
)
def test_a_command_that_takes_longer_than_is_left_is_refused(
    now: Now,
    text: str,
    background: bool,  # noqa: FBT001 - columns of the table
    refused: bool,  # noqa: FBT001 - likewise
) -> None:
    time = PageTime(page=running("page", 100, now))
    now.time = 90.0
    refusal = time.refusal(command(text, background=background), Role.PAGE)
    assert (refusal is not None) is refused


def test_limits_end_with_the_budget_that_ends_first(now: Now) -> None:
    time = PageTime(page=running("page", 100, now), run=running("run", 80, now))
    now.time = 70.0
    within = time.within(command("x", timeout=60.0, retry=30.0), Role.PAGE)
    assert (within.timeout, within.retry) == (10.0, 10.0)


def test_after_the_end_nothing_is_run_but_the_cleanup(now: Now) -> None:
    time = PageTime(page=running("page", 100, now), cleanup=30)
    now.time = 100.0
    assert "page budget of 100 s" in (time.over(Role.PAGE) or "")
    assert time.over(Role.CLEANUP) is None
    assert time.within(command("x", timeout=300.0), Role.CLEANUP).timeout <= 30


def test_a_failure_that_the_end_brought_about_says_so(now: Now) -> None:
    time = PageTime(page=running("page", 100, now))
    failed = CommandResult(command=command("x"), output=None, failure=Failure.TIMEOUT)
    assert time.explained(failed, Role.PAGE).note == ""
    now.time = 100.0
    assert time.explained(failed, Role.PAGE).note != ""
