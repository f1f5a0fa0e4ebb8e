"""Clusters that a page makes where nothing can make one."""

from pathlib import Path

import pytest

from harness.match.verdict import CommandResult, Failure
from harness.plan.step import Command
from harness.session.page.not_here import without_maker
from harness.source import Location


@pytest.mark.parametrize(
    ("command", "failure", "note", "given", "maker"),
    [
        pytest.param(
            "kind create cluster", Failure.INFRASTRUCTURE, "no container engine answers", True, "kind", id="made"
        ),
        pytest.param(
            "sh -c 'k3d cluster delete a'",
            Failure.INFRASTRUCTURE,
            "no container engine answers",
            True,
            "k3d",
            id="removed",
        ),
        pytest.param(
            "kind create cluster",
            Failure.INFRASTRUCTURE,
            "no container engine answers",
            False,
            "",
            id="the only cluster",
        ),
        pytest.param(
            "kind create cluster", Failure.INFRASTRUCTURE, "no such host: it", True, "kind", id="without a host"
        ),
        pytest.param("kind create cluster", Failure.STATUS, "exit status 1", True, "", id="another failure"),
        pytest.param(
            "docker run oven",
            Failure.INFRASTRUCTURE,
            "no container engine answers",
            True,
            "",
            id="what makes no cluster",
        ),
    ],
)
def test_a_cluster_that_nothing_can_make(command: str, failure: Failure, note: str, given: bool, maker: str) -> None:  # noqa: FBT001 - a table's cell
    at = Location(path=Path("a.md"), line=1)
    result = CommandResult(
        command=Command(at=at, text=command, documented=command, expected=None), output=None, failure=failure, note=note
    )
    after = without_maker(result, given=given)
    assert (after.failure, f" {maker} (" in after.lacks) == ((None, True) if maker else (failure, False))
