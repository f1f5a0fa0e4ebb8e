"""A changed service leads traffic a moment later; what asks through it waits for that, other commands do not."""

from pathlib import Path

import pytest

from harness.capability import Capability, Fidelity
from harness.match.verdict import CommandResult
from harness.plan.step import Command, Effect
from harness.run.output import Ended, Output
from harness.session.page.service_changes import SECONDS, ServiceChanges
from harness.source import Location

PATCH = 'kubectl patch svc shop -n mall -p \'{"spec":{"externalTrafficPolicy":"Local"}}\''
APPLIED = "kubectl apply -f - <<EOF\napiVersion: v1\nkind: Service\nmetadata:\n  name: shop\nEOF"
ASK, LIST = "curl http://$HOST", "kubectl get pods"


def command(text: str, *, effect: Effect = Effect.READS, needs: frozenset[Capability] = frozenset()) -> Command:
    at = Location(path=Path("page.md"), line=1)
    return Command(at=at, text=text, documented=text, expected=None, effect=effect, needs=needs)


@pytest.mark.parametrize(
    ("changed", "effect", "traffic", "asked", "waited"),
    [
        pytest.param(PATCH, Effect.CHANGES, Fidelity.REAL, ASK, SECONDS, id="patched"),
        pytest.param(APPLIED, Effect.CHANGES, Fidelity.REAL, ASK, SECONDS, id="applied"),
        pytest.param(PATCH, Effect.CHANGES, Fidelity.SIMULATED, ASK, 0.0, id="no node leads traffic"),
        pytest.param(PATCH, Effect.CHANGES, Fidelity.REAL, LIST, 0.0, id="nothing asks through it"),
        pytest.param("kubectl get svc shop", Effect.READS, Fidelity.REAL, ASK, 0.0, id="only read"),
        pytest.param("kubectl delete pod shop", Effect.CHANGES, Fidelity.REAL, ASK, 0.0, id="something else"),
    ],
)
def test_what_asks_through_a_changed_service_waits(
    changed: str, effect: Effect, traffic: Fidelity, asked: str, waited: float
) -> None:
    slept: list[float] = []
    services = ServiceChanges(traffic=traffic, clock=lambda: 100.0, sleep=slept.append)
    services.note(
        CommandResult(
            command=command(changed, effect=effect), output=Output(text="", status=0, ended=Ended.EXITED, seconds=0.1)
        )
    )
    needs = frozenset({Capability.LB_TRAFFIC}) if asked is ASK else frozenset()
    for _ in range(2):  # the second one asks of what has been heeded
        services.wait_before(command(asked, needs=needs))
    assert sum(slept) == waited
