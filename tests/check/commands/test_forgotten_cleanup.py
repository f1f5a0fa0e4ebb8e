from collections.abc import Callable

import pytest

from harness.check.commands import forgotten_cleanup

Found = Callable[..., list[str]]


def page(commands: str, cleaning: str) -> str:
    block = "{{{{< text bash >}}}}\n{}\n{{{{< /text >}}}}\n"
    return f"## Bake\n\n{block.format(commands)}\n## Cleanup\n\n{block.format(cleaning)}"


BOTH = "$ kubectl create ns shop\n$ kubectl create ns bakery\n$ helm install till ./till -n shop"
FILES = "$ kubectl apply -f a.yaml\n$ kubectl apply -f b.yaml -n shop"


@pytest.mark.parametrize(
    ("commands", "cleaning", "line"),
    [
        pytest.param(BOTH, "$ kubectl delete ns shop", 5, id="one of two namespaces"),
        pytest.param(
            "$ kubectl create ns shop\n$ kubectl apply -f a.yaml", "$ kubectl delete -f a.yaml", 4, id="the one"
        ),
        pytest.param(BOTH, "$ kubectl delete ns bakery\n$ helm uninstall till -n shop", 4, id="an emptied namespace"),
        pytest.param("$ helm install a b/a\n$ helm install c b/c", "$ helm uninstall a", 5, id="a release"),
        pytest.param(FILES, "$ kubectl delete -f b.yaml -n shop", 4, id="what a file has made"),
    ],
)
def test_what_a_cleanup_leaves(found: Found, commands: str, cleaning: str, line: int) -> None:
    (finding,) = found(forgotten_cleanup.check, page(commands, cleaning))
    assert finding.startswith(f"page.md:{line}:")
    assert "[not-cleaned-up]" in finding


@pytest.mark.parametrize(
    ("commands", "cleaning"),
    [
        pytest.param(BOTH, "$ kubectl delete namespace shop bakery", id="all, the release with its namespace"),
        pytest.param(FILES, "$ kubectl delete ns shop\n$ kubectl delete -f a.yaml", id="objects with their namespace"),
        pytest.param(
            "$ for c in west east; do kubectl --context=$c create ns shop; done",
            "$ kubectl --context=west delete ns shop\n$ kubectl --context=east delete ns shop",
            id="made in a loop over clusters",
        ),
        pytest.param(BOTH, "$ echo bye", id="it removes nothing"),
        pytest.param(BOTH, "$ kubectl delete ns shop $OTHER", id="only running tells what"),
        pytest.param(FILES, "$ kubectl delete -f a.yaml\n$ kubectl delete pod -l a=b", id="by a label"),
        pytest.param(FILES, "$ kind delete cluster\n$ kubectl delete -f a.yaml", id="the cluster"),
        pytest.param("$ kubectl apply -f a.yaml", "$ kubectl delete ns other", id="the only file"),
        pytest.param(FILES, "$ kubectl delete -f a.yaml\n$ kubectl delete deployment b", id="objects by their names"),
        pytest.param(FILES, "$ kubectl delete -f a.yaml\n$ istioctl uninstall --purge", id="all of a program"),
        pytest.param(f"{BOTH}\n$ kubectl delete ns bakery", "$ kubectl delete ns shop", id="removed before"),
        pytest.param(
            "$ kubectl create ns a --dry-run=client\n$ kubectl apply -f b", "$ kubectl delete -f b", id="a dry run"
        ),
    ],
)
def test_nothing_is_left(found: Found, commands: str, cleaning: str) -> None:
    assert found(forgotten_cleanup.check, page(commands, cleaning)) == []
