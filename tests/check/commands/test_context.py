from collections.abc import Callable

import pytest

from harness.check.commands import context

Found = Callable[..., list[str]]


def test_one_command_without_a_context(found: Found) -> None:
    commands = '$ kubectl get ns --context="${A}"\n$ helm list --kube-context "$B"\n$ istioctl version \\\n  --short'

    assert found(context.check, commands) == [
        (
            "page.md:7: warning: 'istioctl version' does not say which cluster it means [missing-context]\n"
            "  expected: --context with one of $A, $B, as in the page's other commands\n"
            '  to fix:   add --context="$A", or the cluster that is meant'
        )
    ]


def test_one_of_many_on_a_page_about_one_cluster(found: Found) -> None:
    commands = "\n".join(["$ kubectl get ns --context=$A"] * 4 + ["$ date | xargs kubectl delete ns"])

    assert [line.split("\n")[0] for line in found(context.check, commands)] == [
        "page.md:9: warning: 'kubectl delete' does not say which cluster it means [missing-context]"
    ]


BOTH = "$ kubectl get ns --context=$A\n$ kubectl get ns --context=$B\n"


@pytest.mark.parametrize(
    "commands",
    [
        pytest.param("$ kubectl get ns --context=$A\n$ kubectl get ns", id="two ways about one cluster"),
        pytest.param(f"{BOTH}$ kubectl config get-contexts", id="no cluster is asked"),
        pytest.param(f"{BOTH}$ helm repo add a b", id="a chart repository"),
        pytest.param(f"{BOTH}$ kubectl get ns --kubeconfig=x", id="a kubeconfig says it"),
        pytest.param(f"{BOTH}$ kubectl config use-context c\n$ kubectl get ns", id="the page switches"),
        pytest.param(f"{BOTH}$ kubectl version --client", id="the client alone"),
        pytest.param(BOTH + "$ kubectl get ns\n" * 3, id="mostly without"),
    ],
)
def test_what_is_well(found: Found, commands: str) -> None:
    assert found(context.check, commands.rstrip()) == []


def test_a_context_that_is_there_once(found: Found) -> None:
    calls = [f'$ kubectl get pods --context="$CTX{number}"' for number in (1, 2, 1, 2, 1, 2, 3)]

    (finding,) = found(context.check, "\n".join(calls))

    assert finding.startswith("page.md:11: warning")
    assert "[missing-context]" in finding
