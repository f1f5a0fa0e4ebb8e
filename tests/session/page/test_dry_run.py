from pathlib import Path

import pytest

from harness.plan.step import Command, Effect
from harness.session.page.dry_run import NOT_RUN, TRIED, dry
from harness.source import Location


def command(text: str, effect: Effect = Effect.CHANGES) -> Command:
    at = Location(path=Path("page.md"), line=1)
    return Command(at=at, text=text, documented=text, expected="done", effect=effect)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        pytest.param("kubectl create ns a", "kubectl create --dry-run=server ns a", id="create"),
        pytest.param("kubectl -n a apply -f x.yaml", "kubectl -n a apply --dry-run=server -f x.yaml", id="flags first"),
        pytest.param(
            "kubectl apply -f - <<EOF\nkind: A\nEOF",
            "kubectl apply --dry-run=server -f - <<EOF\nkind: A\nEOF",
            id="heredoc",
        ),
        pytest.param("cat a.yaml | kubectl apply -f -", "cat a.yaml | kubectl apply --dry-run=server -f -", id="fed"),
        pytest.param("kubectl delete ns a", "kubectl delete --dry-run=server ns a", id="delete"),
    ],
)
def test_what_the_api_server_can_try_is_tried(text: str, asked: str) -> None:
    tried = dry(command(text))
    assert (tried.text, tried.expected, tried.skip, tried.notes) == (asked, None, None, (TRIED,))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("helm install a b/c", id="another program"),
        pytest.param("kubectl create ns a && kubectl create ns b", id="two calls"),
        pytest.param("kubectl rollout restart deployment/a", id="a verb that cannot be tried"),
        pytest.param("kubectl exec pod/a -- rm x", id="inside a pod"),
    ],
)
def test_what_nobody_can_try_is_not_run(text: str) -> None:
    assert dry(command(text)).skip == NOT_RUN


@pytest.mark.parametrize("effect", [Effect.READS, Effect.LOCAL])
def test_what_changes_no_cluster_is_run_as_it_stands(effect: Effect) -> None:
    assert dry(command("kubectl get pods", effect)) == command("kubectl get pods", effect)
