"""Which commands get less time behind a failure that reaches them."""

from pathlib import Path

import pytest

from harness.capability import Capability
from harness.plan.step import Command
from harness.session.page.short_patience import ends_by_itself
from harness.source import Location


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        pytest.param("for a in $(kubectl get crds -o name); do kubectl label $a b=c; done", True, id="a loop"),
        pytest.param("kubectl apply -f a.yaml", True, id="an object is applied"),
        pytest.param("helm template a b/c | kubectl apply -f -", True, id="in a pipeline"),
        pytest.param("helm install a b/c", False, id="hooks of a chart may wait"),
        pytest.param("helm install a b/c --wait", False, id="with a wait"),
        pytest.param("kubectl wait --for=condition=Ready pod/a", False, id="a wait"),
        pytest.param("kubectl rollout status deploy/a", False, id="a rollout"),
        pytest.param("kubectl delete namespace a", False, id="a deletion"),
        pytest.param("until kubectl get pod a; do sleep 1; done", False, id="until it is there"),
        pytest.param("kubectl get pod a | xargs ./check.sh", False, id="another program"),
        pytest.param("cat a", False, id="no cluster"),
    ],
)
def test_what_ends_by_itself(text: str, *, ends: bool) -> None:
    at = Location(path=Path("page.md"), line=1)
    assert ends_by_itself(Command(at=at, text=text, documented=text, expected=None)) is ends


def test_what_asks_pods_may_hang() -> None:
    text = "kubectl exec deploy/a -- ls"
    at = Location(path=Path("page.md"), line=1)
    needs = frozenset({Capability.EXEC})
    assert not ends_by_itself(Command(at=at, text=text, documented=text, expected=None, needs=needs))
