"""What is tried of calls that clusters cannot run."""

import pytest

from harness.plan.commands.lookups import lookups


@pytest.mark.parametrize(
    ("text", "tried"),
    [
        pytest.param("kubectl exec deploy/oven -- bake rye > f", ["kubectl exec deploy/oven -- true"], id="a pod"),
        pytest.param(
            'kubectl exec "$(kubectl get pod -l app=oven -o name)" -c hot -n rooms -- bake | grep rye',
            ['kubectl exec "$(kubectl get pod -l app=oven -o name)" -c hot -n rooms -- true'],
            id="a substitution, a namespace and a container",
        ),
        pytest.param("T=$(kubectl exec -it $POD -- cat t)", ["kubectl exec -it $POD -- true"], id="an assignment"),
        pytest.param('echo "$(kubectl exec a -- date)"', ["kubectl exec a -- true"], id="in a word"),
        pytest.param("kubectl exec a -- b; kubectl exec c -- d", ["kubectl exec a -- true"], id="the first statement"),
        pytest.param("kubectl logs -l app=oven | grep rye", ["kubectl logs -l app=oven"], id="a log"),
        pytest.param(
            "kubectl port-forward svc/oven 8080:80 -n rooms --context=c &",
            ["kubectl get svc/oven -n rooms --context=c"],
            id="a service",
        ),
        pytest.param("kubectl -n a port-forward $POD :80", ["kubectl get pod $POD -n a"], id="a port of a pod"),
        pytest.param("kubectl logs -f deploy/oven", [], id="a log that is followed"),
        pytest.param("A=$(kubectl get pod) && kubectl exec $A -- b", [], id="what an earlier command sets"),
        pytest.param("for p in a b; do kubectl exec $p -- c; done", [], id="in a loop"),
        pytest.param("if kubectl exec a -- b; then c; fi", [], id="a condition"),
        pytest.param("kubectl run a -i --image b -- c", [], id="what makes a pod"),
        pytest.param("kubectl debug a -it --image b -- c", [], id="what changes one"),
        pytest.param("kubectl get pod", [], id="what can be run"),
        pytest.param("istioctl dashboard jaeger", [], id="a program that shows no objects"),
    ],
)
def test_lookups(text: str, tried: list[str]) -> None:
    assert list(lookups(text)) == tried
