from collections.abc import Callable

import pytest

from harness.plan.step import PagePlan

POD = "opens a shell in a pod: kubectl exec"
SUDO = "needs administrator rights: sudo"
OPEN = "kubectl exec -it x -- sh"
TYPED = "would be typed into the shell that kubectl opens"


def block(*commands: str) -> str:
    return "\n".join(["{{< text bash >}}", *(f"$ {command}" for command in commands), "{{< /text >}}", ""])


@pytest.mark.parametrize(
    ("blocks", "skips"),
    [
        pytest.param([["ls", OPEN, "ls"], ["ls"]], [None, POD, TYPED, None], id="the rest of the snippet"),
        pytest.param([[OPEN], ["ls"], ["exit"], ["ls"]], [POD, TYPED, TYPED, None], id="all up to the exit"),
        pytest.param([[OPEN, "exit", "ls"]], [POD, TYPED, None], id="an exit in the same snippet"),
        pytest.param(
            [[OPEN], ["ls"], [OPEN], ["exit"]], [POD, None, POD, TYPED], id="an exit from the last one opened"
        ),
        pytest.param([["exit 3"], ["ls"]], [None, None], id="an exit from the page's own shell"),
        pytest.param([["kubectl exec -it x -- ls"], ["exit"]], [None, None], id="no shell, no exit from it"),
        pytest.param([[OPEN, "sudo ls"], ["exit"]], [POD, SUDO, TYPED], id="reasons of their own stay"),
    ],
)
def test_typed_into_another_shell(
    plan: Callable[..., PagePlan], blocks: list[list[str]], skips: list[str | None]
) -> None:
    [path] = plan("\n".join(block(*commands) for commands in blocks)).variants
    assert [command.skip for step in path.steps for command in step.commands] == skips


def test_a_snippet_that_is_all_typed_elsewhere_is_skipped(plan: Callable[..., PagePlan]) -> None:
    [path] = plan("\n".join(map(block, (OPEN, "ls", "exit")))).variants
    assert [step.skip for step in path.steps] == [POD, TYPED, TYPED]
