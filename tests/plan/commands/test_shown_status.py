from dataclasses import replace
from pathlib import Path

import pytest

from harness.plan.flow import shown_status
from harness.plan.step import Command
from harness.source import Location

ECHO = Command(at=Location(path=Path("page.md"), line=1), text="echo $?", documented="", expected="")


@pytest.mark.parametrize(
    ("text", "expected", "status"),
    [
        pytest.param("echo $?", "3", 3, id="a number"),
        pytest.param('echo "status: ${?}"', "status: 1", 1, id="in a sentence"),
        pytest.param("echo $?", "0", 0, id="it succeeds"),
        pytest.param("echo $?", None, 0, id="nothing is shown"),
        pytest.param("echo $? $!", "3 4711", 0, id="which of two is not known"),
        pytest.param("echo 3", "3", 0, id="not the status"),
    ],
)
def test_the_status_that_is_shown(text: str, expected: str | None, status: int) -> None:
    assert shown_status(replace(ECHO, text=text, expected=expected)) == status


def test_nothing_is_behind_the_last_command() -> None:
    assert shown_status(None) == 0
