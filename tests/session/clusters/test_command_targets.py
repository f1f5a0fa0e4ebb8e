import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.session.clusters.command_targets import Object, Touched, contexts_in, touched

CONTEXTS = ("cluster1", "cluster2")
VARIABLES = {"CTX_CLUSTER2": "cluster2", "NS": "sample"}


def named(*objects: tuple[str, str], namespace: str = "default") -> tuple[Object, ...]:
    return tuple(Object(kind=kind, name=name, namespace=namespace) for kind, name in objects)


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        pytest.param("curl http://1.2.3.4", [("", ("",), ())], id="no cluster program: anything, in the current one"),
        pytest.param("kubectl get pods", [("", ("default",), ())], id="the current context"),
        pytest.param("kubectl --context=cluster1 get pods", [("cluster1", ("default",), ())], id="a context"),
        pytest.param(
            "kubectl --context x get pods", [(c, ("default",), ()) for c in CONTEXTS], id="an unknown one: all"
        ),
        pytest.param(
            'kubectl --context="${CTX_CLUSTER2}" -n $NS get pod web',
            [("cluster2", ("sample",), named(("pod", "web"), namespace="sample"))],
            id="variables",
        ),
        pytest.param("helm install x y --kube-context cluster1 -n made", [("cluster1", ("made",), ())], id="Helm"),
        pytest.param("istioctl install -y", [("", ("istio-system",), ())], id="where istioctl installs"),
        pytest.param("kubectl get pods -n $UNKNOWN", [("", ("",), ())], id="a namespace that cannot be told: all"),
        pytest.param("kubectl get pods -A", [("", ("",), ())], id="all namespaces"),
        pytest.param(
            "timeout 5 kubectl rollout status deployment/web",
            [("", ("default",), named(("deployment", "web")))],
            id="kind/name",
        ),
        pytest.param(
            "kubectl delete svc a b", [("", ("default",), named(("svc", "a"), ("svc", "b")))], id="several names"
        ),
        pytest.param("kubectl exec web-1 -c c -- ls pod/x", [("", ("default",), named(("pod", "web-1")))], id="exec"),
        pytest.param("kubectl logs deploy/web", [("", ("default",), named(("deploy", "web")))], id="logs"),
        pytest.param("kubectl cp web-1:/etc x", [("", ("default",), named(("pod", "web-1")))], id="from a pod"),
        pytest.param("kubectl cp x made/web-1:/etc", [("", ("default",), named(("pod", "web-1")))], id="into a pod"),
        pytest.param("kubectl port-forward svc/web 80:80", [("", ("default",), named(("svc", "web")))], id="a port"),
        pytest.param(
            "kubectl create secret generic s --from-literal=a=b",
            [("", ("default",), named(("secret", "s")))],
            id="a kind with kinds of its own",
        ),
        pytest.param(
            "kubectl label namespace default a=b c-", [("", ("default",), named(("namespace", "default")))], id="labels"
        ),
        pytest.param(
            "kubectl wait pods -l app=web --for=condition=Ready",
            [("", ("default",), (Object(kind="pods", selector="app=web"),))],
            id="a selector",
        ),
        pytest.param("kubectl get gateways", [("", ("default",), (Object(kind="gateways"),))], id="all of a kind"),
        pytest.param("kubectl apply -f some/file.yaml", [("", ("default",), ())], id="a file"),
        pytest.param(
            "kubectl apply -f - <<EOF\nkind: Gateway\napiVersion: x.io/v1\nmetadata: {name: g, namespace: other}\nEOF",
            [("", ("default", "other"), named(("gateway.x.io", "g"), namespace="other"))],
            id="a manifest",
        ),
        pytest.param("kubectl apply -f - <<EOF\na: [\nEOF", [("", ("default",), ())], id="a manifest that is no YAML"),
        pytest.param(
            "kubectl --context=cluster1 get ns made\nkubectl --context=cluster2 get pods -n made",
            [("cluster1", ("default",), named(("ns", "made"))), ("cluster2", ("made",), ())],
            id="several contexts",
        ),
        pytest.param("bash -c 'kubectl get svc a'", [("", ("default",), named(("svc", "a")))], id="inside a shell"),
    ],
)
def test_what_a_command_touches(command: str, expected: list[tuple[str, tuple[str, ...], tuple[Object, ...]]]) -> None:
    assert touched(command, VARIABLES, CONTEXTS) == tuple(
        Touched(context=context, namespaces=namespaces, objects=objects) for context, namespaces, objects in expected
    )


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        pytest.param("kubectl get pods", (), id="the current one"),
        pytest.param("kubectl --context=$CTX_CLUSTER2 get pods", ("cluster2",), id="a named one"),
    ],
)
def test_contexts_of_a_command(command: str, expected: tuple[str, ...]) -> None:
    assert contexts_in(command, VARIABLES, CONTEXTS) == expected


WORDS = st.sampled_from(
    ["kubectl", "get", "exec", "create", "secret", "--context", "-n", "-l", "a/b", "/", "$X", "|", "-"]
)


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join)))
def test_any_text_touches_something(text: str) -> None:
    assert touched(text, VARIABLES, CONTEXTS)
