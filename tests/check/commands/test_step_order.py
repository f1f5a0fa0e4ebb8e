from collections.abc import Callable

import pytest

from harness.check.commands import step_order

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    "commands",
    [
        pytest.param("kubectl apply -n shop -f a.yaml\n$ kubectl create ns shop", id="a namespace"),
        pytest.param("helm install a b/c -n shop\n$ kubectl create ns shop", id="a release in a namespace"),
        pytest.param("kubectl label namespace shop a=b\n$ kubectl create namespace shop", id="its label"),
        pytest.param(
            "kubectl rollout status deploy/oven -n a\n$ kubectl create deployment oven --image b -n a",
            id="a resource by a short name",
        ),
    ],
)
def test_used_above(found: Found, commands: str) -> None:
    (finding,) = found(step_order.check, f"$ {commands}")

    assert finding.startswith("page.md:5: warning")
    assert "line 6" in finding
    assert "[used-before-created]" in finding


@pytest.mark.parametrize(
    "commands",
    [
        pytest.param("kubectl create ns shop\n$ kubectl apply -n shop -f a.yaml", id="the right order"),
        pytest.param("kubectl get pods -n shop\n$ kubectl create ns shop", id="a look"),
        pytest.param("kubectl apply -n shop -f a\n$ kubectl delete ns shop\n$ kubectl create ns shop", id="again"),
        pytest.param(
            'kubectl apply --context="$A" -n shop -f a\n$ kubectl create ns shop --context="$B"', id="other clusters"
        ),
        pytest.param("kubectl apply -n shop -f a\n$ kubectl create ns shop --dry-run=client", id="a dry run"),
    ],
)
def test_right(found: Found, commands: str) -> None:
    assert found(step_order.check, f"$ {commands}") == []
