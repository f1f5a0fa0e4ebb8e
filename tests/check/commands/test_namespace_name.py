from collections.abc import Callable

import pytest

from harness.check.commands import namespace_name

Found = Callable[..., list[str]]
USED = "$ kubectl get pods -n front-end\n$ kubectl get svc -n front-end\n"


@pytest.mark.parametrize(
    ("commands", "meant"),
    [
        pytest.param(
            "$ kubectl create ns foo\n$ kubectl get po -n foo\n$ kubectl get svc -n foo\n$ kubectl get cm -n goo",
            "foo",
            id="that is used",
        ),
        pytest.param(
            "$ kubectl create ns oo\n$ kubectl get po -n foo\n$ kubectl get svc -n foo\n$ kubectl get cm -n foo",
            "foo",
            id="that is made",
        ),
        pytest.param("$ kubectl create ns foo\n$ kubectl get po -n Foo", "foo", id="in capitals"),
    ],
)
def test_a_short_name(found: Found, commands: str, meant: str) -> None:
    (finding,) = found(namespace_name.check, commands)
    assert f"did you mean '{meant}'?" in finding


@pytest.mark.parametrize(
    ("command", "meant"),
    [
        pytest.param("kubectl get pods -n istio-ystem", "istio-system", id="one that charts make"),
        pytest.param("kubectl get po --as system:serviceaccount:front-ned:a", "front-end", id="of an account"),
        pytest.param("kubectl get pods --namespace=frnt-end", "front-end", id="one that the page uses"),
        pytest.param('export P="$(kubectl get pod -n front-ned -o name)"', "front-end", id="in a substitution"),
        pytest.param("cat a.txt\nGET b.front-edn.svc.cluster.local", "front-end", id="in a host of an output"),
        pytest.param(
            "kubectl apply -f - <<EOF\nmatchLabels:\n  kubernetes.io/metadata.name: fron-end\nEOF",
            "front-end",
            id="in the label that has it",
        ),
        pytest.param("curl http://a.front-edn.svc.cluster.local", "front-end", id="in a host's name"),
        pytest.param(
            "kubectl apply -f - <<EOF\nmetadata:\n  namespace: fron-end\nEOF", "front-end", id="in a manifest"
        ),
        pytest.param("echo cluster.local/ns/frnt-end/sa/a", "front-end", id="in a principal"),
        pytest.param(
            "helm install a b -n istio-sytem --create-namespace", "istio-system", id="that a chart would make"
        ),
    ],
)
def test_mistyped(found: Found, command: str, meant: str) -> None:
    (finding,) = found(namespace_name.check, f"{USED}$ {command}")

    assert finding.startswith("page.md:")
    assert "[unknown-namespace]" in finding
    assert f"did you mean '{meant}'?" in finding


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("kubectl create ns front-ent\n$ kubectl get pods -n front-ent", id="made on the page"),
        pytest.param("kubectl get pods -n front-end2", id="another number"),
        pytest.param("kubectl get pods -n kube-system", id="of Kubernetes"),
        pytest.param("kubectl get pods -n somewhere", id="like no other"),
        pytest.param("kubectl get pods -n a\n$ kubectl get pods -n b", id="too short to be a slip"),
        pytest.param("kubectl get pods -n $NS", id="not known before it runs"),
    ],
)
def test_right(found: Found, command: str) -> None:
    assert found(namespace_name.check, f"{USED}$ {command}") == []


@pytest.mark.parametrize(
    ("manifest", "meant"),
    [
        pytest.param("namespace: bakry", "bakery", id="mistyped"),
        pytest.param("namespace: bakery", "", id="right"),
        pytest.param("namespace: bakry\nspec:\n  namespace: bakry", "", id="twice"),
    ],
)
def test_a_namespace_of_the_text(found: Found, shown: Callable[[str], str], manifest: str, meant: str) -> None:
    text = f"All of it is in the `bakery` namespace.\n\n{shown(f'metadata:{chr(10)}  {manifest}')}"
    findings = found(namespace_name.check, text)
    assert [f"did you mean '{meant}'?" in each for each in findings] == [True] * bool(meant)
