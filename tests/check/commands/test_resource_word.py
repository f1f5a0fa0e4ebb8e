from collections.abc import Callable

import pytest

from harness.check.commands import resource_word

Found = Callable[..., list[str]]


def test_a_name_before_its_resource(found: Found) -> None:
    (finding,) = found(resource_word.check, "$ kubectl delete my-oven service")

    assert finding.startswith("page.md:5: error")
    assert "'service my-oven'" in finding


@pytest.mark.parametrize(
    ("commands", "findings"),
    [
        pytest.param("$ kubectl -n bakery get bread-oven -o yaml", 1, id="a hyphen"),
        pytest.param("$ kubectl create deployment oven --image=a\n$ kubectl delete oven bread", 1, id="made above"),
        pytest.param("$ kubectl get oven bread", 0, id="perhaps a kind"),
        pytest.param("$ kubectl describe kafkatopic orders", 0, id="a kind, and an object that is called as another"),
        pytest.param('f() { kubectl get "$@"; }\nf bread-oven', 0, id="a function"),
    ],
)
def test_a_name_without_its_resource(found: Found, commands: str, findings: int) -> None:
    assert ["kubectl takes the name" in each for each in found(resource_word.check, commands)] == [True] * findings


@pytest.mark.parametrize(
    ("command", "word", "meant"),
    [
        pytest.param("kubectl get sevrice", "sevrice", "service", id="letters swapped"),
        pytest.param("kubectl get podss -n bakery", "podss", "pods", id="a letter too many"),
        pytest.param("kubectl get po,deploymnets -A", "deploymnets", "deployments", id="one of several"),
        pytest.param("kubectl rollout status deploymet/x", "deploymet", "deployment", id="before a name"),
        pytest.param("kubectl logs deploymnt/x -c a", "deploymnt", "deployment", id="where a pod may be"),
        pytest.param(
            "kubectl -n a label namespce default a=b", "namespce", "namespace", id="behind a flag with a value"
        ),
        pytest.param(
            "kubectl get virtualservics.networking.istio.io", "virtualservics", "virtualservice", id="with group"
        ),
        pytest.param("kubectl delete gaetway front", "gaetway", "gateway", id="of a definition of the catalogue"),
        pytest.param('export P="$(kubectl get pds -o name)"', "pds", "pods", id="short, in a substitution"),
        pytest.param("kubectl label sn bakery a=b", "sn", "ns", id="two letters swapped"),
        pytest.param('export P="$(kubectl get prd -o name)"', "prd", "pod", id="another letter of a short one"),
    ],
)
def test_mistyped(found: Found, command: str, word: str, meant: str) -> None:
    (finding,) = found(resource_word.check, f"$ {command}")

    assert "[unknown-resource]" in finding
    assert f"'{word}'" in finding
    assert f"did you mean '{meant}'?" in finding


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("kubectl get po,svc,deploy,sts,ds,rs,cm,ns,no,pv,pvc,sa,ing,netpol,hpa,pdb,cj", id="short names"),
        pytest.param("kubectl get all", id="a category"),
        pytest.param("kubectl get gtw,httproutes,vs,dr,se,kservice,kingress", id="of operators"),
        pytest.param("kubectl get widgets.bakery.example.com", id="like no other"),
        pytest.param("kubectl get polr,cpolr -A", id="short names that nobody knows"),
        pytest.param("kubectl get $KIND", id="not known before it runs"),
        pytest.param("kubectl exec pdo -- ls", id="the name of a pod"),
        pytest.param("kubectl get pods sevrice", id="a name"),
        pytest.param("grep sevrice file", id="another program"),
        pytest.param("kubectl get my-ovens", id="many of another project"),
        pytest.param("kubectl get pgclusters", id="a known name behind two letters"),
    ],
)
def test_right(found: Found, command: str) -> None:
    assert found(resource_word.check, f"$ {command}") == []


def test_a_definition_on_the_page_brings_its_words(found: Found) -> None:
    definition = (
        "$ kubectl apply -f - <<'EOF'\napiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n"
        "metadata:\n  name: sevrices.example.com\nspec:\n  names:\n    plural: sevrices\n    shortNames: [pds]\nEOF\n"
    )

    assert found(resource_word.check, f"{definition}$ kubectl get sevrices,pds") == []


@pytest.mark.parametrize(
    ("command", "count"),
    [
        pytest.param("kubectl get pod.oven -o yaml", 1, id="a name"),
        pytest.param("kubectl get deployments.apps", 0, id="a group without a dot"),
        pytest.param("kubectl get services.serving.knative.dev", 0, id="a group"),
        pytest.param("kubectl get pods.v1", 0, id="a version"),
    ],
)
def test_a_dot_behind_a_resource(found: Found, command: str, count: int) -> None:
    assert ["API group" in each for each in found(resource_word.check, f"$ {command}")] == [True] * count
