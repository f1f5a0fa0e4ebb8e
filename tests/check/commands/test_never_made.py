from collections.abc import Callable

import pytest

from harness.check.commands import never_made

Found = Callable[..., list[str]]
PAGE = """---
title: Page
---
{{{{< text bash >}}}}
$ kubectl create namespace bakery
$ kubectl apply -f samples/bread/oven.yaml
{{{{< /text >}}}}

## Cleanup

{{{{< text bash >}}}}
{}
{{{{< /text >}}}}
"""


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("$ kubectl delete namespace staging", id="a namespace"),
        pytest.param("$ helm uninstall lighthouse -n bakery", id="a release"),
        pytest.param("$ kubectl delete deployment reporter-v9", id="a resource"),
        pytest.param("$ kubectl delete deployment/reporter", id="with a slash"),
        pytest.param("$ kubectl delete -f samples/bread/canary.yaml", id="a file"),
        pytest.param("$ kubectl delete configmap bakery", id="another kind of this name"),
    ],
)
def test_what_nothing_made(found: Found, command: str) -> None:
    (finding,) = found(never_made.check, PAGE.format(command))
    assert finding.startswith("page.md:12: ")
    assert "[removed-never-made]" in finding


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("$ kubectl delete namespace bakery", id="what the page makes"),
        pytest.param("$ kubectl delete deployment oven-v1", id="called like a file that is applied"),
        pytest.param("$ kubectl delete namespace istio-system", id="a usual namespace"),
        pytest.param("$ kubectl delete pod web --ignore-not-found", id="it may be missing"),
        pytest.param("$ kubectl delete pod $NAME", id="a variable"),
        pytest.param("$ kubectl delete -f samples/bread/oven.yaml", id="a file that is applied"),
        pytest.param(
            "$ kubectl create configmap menu --from-file=a\n$ kubectl create secret generic lid --from-file=b\n"
            "$ kubectl delete configmap/menu secret/lid",
            id="each of its kind",
        ),
        pytest.param("$ helm install oven b/oven\n$ kubectl delete crd ovens.bakery.dev", id="what a chart may make"),
    ],
)
def test_what_it_accepts(found: Found, command: str) -> None:
    assert found(never_made.check, PAGE.format(command)) == []


def test_a_name_that_begins_like_one_that_nothing_removes(found: Found) -> None:
    made = PAGE.replace("$ kubectl apply -f samples/bread/oven.yaml", "$ kubectl create configmap oven --from-file=a")

    (finding,) = found(never_made.check, made.format("$ kubectl delete configmap oven-prices"))

    assert "did you mean 'oven'?" in finding
