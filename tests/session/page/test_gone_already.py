"""Waiting for a deletion that is over before it begins."""

from pathlib import Path

import pytest

from harness.match.judge import judge
from harness.match.verdict import CommandResult, Failure
from harness.parse.page import Snippet
from harness.plan.step import Command, Role, Step
from harness.run.output import Ended, Output
from harness.session.page.gone_already import without_what_had_gone
from harness.source import Location

WAIT = "kubectl wait --for=delete pod -l app=oven"


@pytest.mark.parametrize(
    ("text", "expected", "said", "failure"),
    [
        pytest.param(WAIT, "pod/oven-6bb5f6f8d4-2xkcw condition met", "", None, id="a pod of what the page made"),
        pytest.param(
            "kubectl wait --for delete deployment/oven", "deployment.apps/oven condition met", "", None, id="a name"
        ),
        pytest.param(
            f"kubectl delete deployment oven && {WAIT}",
            'deployment.apps "oven" deleted\npod/oven-6bb5f6f8d4-2xkcw condition met',
            'deployment.apps "oven" deleted',
            None,
            id="behind another command",
        ),
        pytest.param(
            f"kubectl delete deployment oven && {WAIT}",
            'deployment.apps "pan" deleted\npod/oven-6bb5f6f8d4-2xkcw condition met',
            'deployment.apps "oven" deleted',
            Failure.OUTPUT,
            id="something else differs",
        ),
        pytest.param(
            "kubectl wait --for=delete pod/oevn", "pod/oevn condition met", "", Failure.OUTPUT, id="a mistyped name"
        ),
        pytest.param(
            "kubectl wait --for=condition=Ready pod/oven", "pod/oven condition met", "", Failure.OUTPUT, id="another"
        ),
        pytest.param(WAIT, "all are gone", "", Failure.OUTPUT, id="another line"),
    ],
)
def test_what_had_gone(text: str, expected: str, said: str, failure: Failure | None) -> None:
    at = Location(path=Path("page.md"), line=3)
    body = f"$ {text}\n{expected}"
    source = f"Make the deployment `oven`.\n\n```console\n{body}\n```\n"
    snippet = Snippet(id="wait", at=at, syntax="console", body=body, body_at=at.down(1), source=source)
    command = Command(at=at.down(1), text=text, documented=text, expected=expected)
    step = Step(id="wait", at=at, snippet=snippet, role=Role.PAGE, commands=(command,))
    output = Output(text=said, status=0, ended=Ended.EXITED, seconds=0.0)
    judged = judge(command, output)
    result = CommandResult(command=command, output=output, match=judged.match, failure=judged.failure)
    assert judged.failure is Failure.OUTPUT
    assert without_what_had_gone(step, command, result).failure is failure
