from collections.abc import Callable

import pytest

from harness.check.commands import object_name

Found = Callable[..., list[str]]
PODS = """apiVersion: apps/v1
kind: Deployment
metadata:
  name: bakery
spec:
  template:
    metadata:
      labels:
        shop: bakery-open"""


def page(command: str) -> str:
    """A page with a Deployment and a command in line 13."""
    return f"{{{{< text yaml >}}}}\n{PODS}\n{{{{< /text >}}}}\n{{{{< text bash >}}}}\n$ {command}\n{{{{< /text >}}}}\n"


@pytest.mark.parametrize(
    ("command", "meant"),
    [
        pytest.param("kubectl delete deployment bakrey", "bakery", id="letters swapped"),
        pytest.param("kubectl rollout status deploy/baker", "bakery", id="a letter lost, behind a slash"),
        pytest.param("kubectl get pods -l shop=bakery-opne", "shop=bakery-open", id="the value of a label"),
        pytest.param("kubectl get pods -lshop=bakery-opne", "shop=bakery-open", id="behind -l without a blank"),
        pytest.param("kubectl get pods -l r8s-app=bakery-open", "k8s-app=bakery-open", id="a key with a number"),
        pytest.param("kubectl wait pod -l shpo=bakery-open --for=condition=Ready", "shop=bakery-open", id="its key"),
        pytest.param("kubectl get pods -l sells=bakery-open", "shop=bakery-open", id="the key of another label"),
        pytest.param("kubectl create job a --from=deployment/bakrey", "bakery", id="what a job is made from"),
        pytest.param("kubectl get pods kube-system", "-n kube-system", id="a namespace without its flag"),
        pytest.param("kubectl label ns a istio-injecton=enabled", "istio-injection=enabled", id="that label sets"),
        pytest.param("kubectl label ns a istio-injecton-", "istio-injection", id="that label removes"),
    ],
)
def test_one_slip_off(found: Found, command: str, meant: str) -> None:
    (finding,) = found(object_name.check, page(command))
    assert finding.startswith("page.md:13: warning")
    assert f"'{meant}'" in finding


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("kubectl delete deployment bakery", id="a name that is made"),
        pytest.param("kubectl delete deployment florist", id="a name like no other"),
        pytest.param("kubectl get pod bakrey", id="names of pods are made by others"),
        pytest.param("kubectl get pods -l shop=florist", id="a label like no other"),
        pytest.param("kubectl get pods -l shop=oven # ovens, ovens", id="a plural that the page has"),
        pytest.param(
            "kubectl get pods -l shop=ovend\noven oven ovend-5b8d7c6b9c-x7k4p", id="pods of an output begin with it"
        ),
        pytest.param("kubectl get pods -l shop=bakery-open,zone!=bakery", id="an exclusion"),
        pytest.param("kubectl get deployment $NAME -l shop=$SHOP", id="what only running tells"),
        pytest.param("kubectl delete deployment <name>", id="for the reader to fill in"),
        pytest.param("kubectl label ns a shop=bakery-opne", id="the value that label sets"),
    ],
)
def test_nothing_to_say(found: Found, command: str) -> None:
    assert found(object_name.check, page(command)) == []


def test_a_word_that_the_text_says_again(found: Found) -> None:
    text = "The florist opens.\n\n" + page("kubectl get pods -l shop=flroist -c florist")

    (finding,) = found(object_name.check, text)

    assert "'shop=florist'" in finding


@pytest.mark.parametrize(("value", "count"), [("enabled", 0), ("enable", 1), ("Enabled", 1), ("$VALUE", 0)], ids=str)
def test_values_of_usual_labels(found: Found, value: str, count: int) -> None:
    findings = found(object_name.check, f"$ kubectl label namespace oven istio-injection={value}")
    assert ["'istio-injection=enabled'" in each for each in findings] == [True] * count


@pytest.mark.parametrize(
    ("commands", "meant"),
    [
        pytest.param(
            "kubectl create job bake --image=a\n$ kubectl wait job/roast --for=delete\n$ kubectl logs job/bake",
            "bake",
            id="the only job",
        ),
        pytest.param("kubectl create job bake --image=a\n$ kubectl wait job/bake --for=delete", "", id="that job"),
        pytest.param(
            "kubectl get pods -n shop-a\n$ kubectl get svc -n shop-a\n$ kubectl get pods shop-a",
            "-n shop-a",
            id="a namespace",
        ),
        pytest.param(
            "kubectl get pods -n oven\n$ kubectl run oven --image=a -n oven\n$ kubectl get pods oven -n oven",
            "",
            id="a pod",
        ),
    ],
)
def test_names_that_are_nowhere_else(found: Found, commands: str, meant: str) -> None:
    findings = found(object_name.check, f"$ {commands}")
    assert len(findings) == bool(meant)
    assert all(meant in each for each in findings)


@pytest.mark.parametrize(
    ("command", "word"),
    [
        pytest.param("kubectl patch pod oven-demo -p '{}'", "great-oven-demo", id="the start is lost"),
        pytest.param("kubectl great-oven-demo", "no subcommand", id="the subcommand is lost"),
        pytest.param("kubectl logs -l great-oven-demo", "no label", id="a name for a label"),
        pytest.param("kubectl logs -l <pod-name> --tail=5", "<pod-name>", id="a name to fill in for a label"),
    ],
)
def test_names_of_other_commands(found: Found, command: str, word: str) -> None:
    (finding,) = found(
        object_name.check, f"$ kubectl get pod great-oven-demo\n$ kubectl describe pod great-oven-demo\n$ {command}"
    )
    assert finding.startswith("page.md:7: warning")
    assert word in finding


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("kubectl get pod oven-demo\n$ kubectl logs oven-demo\n$ kubectl delete pod oven-demo", id="often"),
        pytest.param("kubectl get svc oven-demo", id="another kind"),
        pytest.param("kubectl get pod demo", id="one word"),
        pytest.param("kubectl bake great-oven", id="a plugin"),
        pytest.param("kubectl logs -l great-oven", id="a key of a label"),
        pytest.param("kubectl logs -l app=<pod-name>", id="a value to fill in"),
        pytest.param("kubectl logs -l <label-name>", id="a label to fill in"),
    ],
)
def test_names_of_their_own(found: Found, command: str) -> None:
    used = "$ kubectl get pod great-oven-demo\n$ kubectl describe pod great-oven-demo\n"
    assert found(object_name.check, f"{used}$ {command}") == []


def test_an_object_of_every_cluster(found: Found) -> None:
    (finding,) = found(object_name.check, "$ kubectl -n kube-system get configmap kube-prxoy")
    assert "did you mean 'kube-proxy'?" in finding
