from collections.abc import Callable

import pytest

from harness.plan.late_steps import is_late, late_last
from harness.plan.step import PagePlan

Planner = Callable[..., PagePlan]


def page(*commands: str) -> str:
    return "\n".join(f"{{{{< text bash >}}}}\n$ {command}\n{{{{< /text >}}}}" for command in commands)


@pytest.mark.parametrize(
    ("commands", "late"),
    [
        pytest.param(["(sleep 1; make) &", "echo"], True, id="a job"),
        pytest.param(["(sleep 1; make) &", "wait"], True, id="all are waited for, whatever became of them"),
        pytest.param(["(sleep 1; make) &", "kill %1"], False, id="it is ended"),
        pytest.param(["(sleep 1; make) &", "wait $!"], False, id="its status is asked for"),
        pytest.param(["python3 -m http.server &", "echo"], False, id="a server"),
        pytest.param(["make", "echo"], False, id="no job"),
    ],
)
def test_jobs_are_judged_at_the_end(plan: Planner, commands: list[str], late: bool) -> None:  # noqa: FBT001 - a table
    [variant] = plan(page(*commands)).variants
    assert [is_late(step) for step in variant.steps] == [late, False]
    assert late_last(variant.steps) == sorted(variant.steps, key=is_late)
