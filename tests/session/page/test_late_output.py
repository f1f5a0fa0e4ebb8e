"""Output that is compared at the end of the page."""

from dataclasses import replace
from pathlib import Path

import pytest

from harness.capability import Capability
from harness.match.verdict import CommandResult, Failure, Outcome
from harness.parse.page import Snippet
from harness.plan.step import Command, Role, Step
from harness.run.terminal.bash_shell import PexpectShell
from harness.run.terminal.staying import Staying
from harness.session.page import late_output
from harness.session.page.late_output import look_again
from harness.session.page.simulated import Judged
from harness.session.page.step_verdict import fold
from harness.source import Location

HERE = Location(path=Path("page.md"), line=1)
METRICS = frozenset({Capability.METRICS})


def unmeasured(judged: Judged) -> Judged:
    """What fails for its output is lacking metrics."""
    result, missing = judged
    return (replace(result, failure=None), METRICS) if result.failure is Failure.OUTPUT else (result, missing)


@pytest.mark.parametrize(
    ("expected", "lacking", "outcome"),
    [
        pytest.param("70%", unmeasured, Outcome.UNSUPPORTED, id="what clusters do not have"),
        pytest.param("70%", lambda judged: judged, Outcome.FAILED, id="a difference"),
        pytest.param("unknown", unmeasured, Outcome.PASSED, id="as expected"),
    ],
)
def test_what_has_come_by_now(
    shell: PexpectShell, monkeypatch: pytest.MonkeyPatch, expected: str, lacking: object, outcome: Outcome
) -> None:
    monkeypatch.setattr(late_output, "PATIENCE", 0.5)
    text = "echo unknown; sleep 30"
    command = Command(at=HERE, text=text, documented=text, expected=expected, judged_late=True)
    snippet = Snippet(id="watch", at=HERE, syntax="bash", body=text, body_at=HERE)
    step = Step(id="watch", at=HERE, snippet=snippet, role=Role.PAGE, commands=(command,))
    output = shell.run(text, timeout=10, staying=Staying(own_terminal=True, watches=True))
    begun = fold(step, "", (CommandResult(command=command, output=output),), frozenset())
    assert look_again(begun, shell, rules=None, lacking=lacking).outcome is outcome  # type: ignore[arg-type]
