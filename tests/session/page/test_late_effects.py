"""A changed service or policy holds a moment later; what depends on it waits for that, other commands do not."""

from pathlib import Path

import pytest

from harness.capability import Capability, Fidelity
from harness.match.verdict import CommandResult
from harness.plan.step import Command, Effect
from harness.run.output import Ended, Output
from harness.session.page.late_effects import SECONDS, LateEffects
from harness.source import Location

PATCH = 'kubectl patch svc shop -n mall -p \'{"spec":{"externalTrafficPolicy":"Local"}}\''
APPLIED = "kubectl apply -f - <<EOF\napiVersion: v1\nkind: Service\nmetadata:\n  name: shop\nEOF"
ASK, LIST = "curl http://$HOST", "kubectl get pods"


POLICY = "kubectl apply -f policy.yaml"
MADE = "validatingadmissionpolicybinding.admissionregistration.k8s.io/few created\n"


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
    late = LateEffects(traffic=traffic, clock=lambda: 100.0, sleep=slept.append)
    late.note(
        CommandResult(
            command=command(changed, effect=effect), output=Output(text="", status=0, ended=Ended.EXITED, seconds=0.1)
        )
    )
    needs = frozenset({Capability.LB_TRAFFIC}) if asked is ASK else frozenset()
    for _ in range(2):  # the second one asks of what has been heeded
        late.wait_before(command(asked, needs=needs))
    assert sum(slept) == waited


@pytest.mark.parametrize(
    ("printed", "effect", "waited"),
    [
        pytest.param(MADE, Effect.CHANGES, SECONDS, id="what is made is judged"),
        pytest.param(MADE, Effect.READS, 0.0, id="what only reads is not"),
        pytest.param(MADE.replace("created", "unchanged"), Effect.CHANGES, 0.0, id="nothing was changed"),
        pytest.param("configmap/few created\n", Effect.CHANGES, 0.0, id="something else"),
    ],
)
def test_what_a_new_policy_judges_waits(printed: str, effect: Effect, waited: float) -> None:
    slept: list[float] = []
    late = LateEffects(traffic=Fidelity.NONE, clock=lambda: 100.0, sleep=slept.append)
    output = Output(text=printed, status=0, ended=Ended.EXITED, seconds=0.1)
    late.note(CommandResult(command=command(POLICY, effect=Effect.CHANGES), output=output))
    late.wait_before(command("kubectl create deployment big --image=oven", effect=effect))
    assert sum(slept) == waited
