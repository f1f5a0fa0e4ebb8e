from collections.abc import Callable

import pytest

from harness.check.commands import lost_namespace

Found = Callable[..., list[str]]
MADE = "$ kubectl create configmap oven --from-literal=a=b -n bakery\n$ kubectl get cm oven -n bakery\n"

APPLIED = "kubectl apply -f - <<EOF\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: oven\nEOF\n"


@pytest.mark.parametrize(
    ("page", "line"),
    [
        pytest.param(f"{MADE}$ kubectl delete configmap oven", 7, id="asked for"),
        pytest.param("$ kubectl create cm oven\n$ kubectl get cm oven -n bakery", 5, id="made"),
        pytest.param(f"$ {APPLIED}" + "$ kubectl get cm oven -n bakery\n" * 2, 5, id="applied"),
        pytest.param(
            f"$ {APPLIED}".replace("-f -", "-n bakery -f -") + "$ kubectl get cm oven", 11, id="never asked for"
        ),
        pytest.param("$ helm install oven b/oven -n bakery\n$ helm uninstall oven -n default", 6, id="another one"),
        pytest.param("$ helm install oven b/oven -n bakery\n$ helm status oven", 6, id="a release"),
    ],
)
def test_without(found: Found, page: str, line: int) -> None:
    (finding,) = found(lost_namespace.check, page)

    assert finding.startswith(f"page.md:{line}: warning")
    assert "-n bakery" in finding
    assert "[missing-namespace]" in finding


@pytest.mark.parametrize(
    "then",
    [
        "kubectl delete configmap oven -n bakery",
        "kubectl get configmap oven -A",
        "kubectl get configmap other",
        "kubectl --context=a get configmap oven",
        "kubectl config set-context --current --namespace=bakery\n$ kubectl get cm oven",
        "kubectl create cm oven -n default\n$ kubectl get cm oven",
        "kubectl create configmap oven --from-literal=a=b\n$ kubectl delete cm oven",
        f"{APPLIED}$ kubectl get cm oven",
        "helm install oven b/oven -n bakery\n$ helm install oven b/oven\n$ helm status oven",
    ],
)
def test_right(found: Found, then: str) -> None:
    assert found(lost_namespace.check, f"{MADE}$ {then}") == []
