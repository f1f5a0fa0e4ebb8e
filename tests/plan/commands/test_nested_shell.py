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
        pytest.param([["ls", OPEN, "ls"], ["ls"]], [None, POD, TYPED, TYPED], id="all of the section without an exit"),
        pytest.param([[OPEN], ["kubectl get pods"], ["ls"]], [POD, None, None], id="a program for clusters leaves it"),
        pytest.param([[OPEN], ["ls"], ["exit"], ["ls"]], [POD, TYPED, TYPED, None], id="all up to the exit"),
        pytest.param([[OPEN, "exit", "ls"]], [POD, TYPED, None], id="an exit in the same snippet"),
        pytest.param(
            [[OPEN], ["ls"], [OPEN], ["exit"]], [POD, TYPED, POD, TYPED], id="an exit from the last one opened"
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


@pytest.mark.parametrize(
    ("words", "skips"),
    [
        pytest.param(["Try it:", "In your shell, list the files:"], [POD, TYPED], id="the shell that was opened"),
        pytest.param(["Try it:", "## Next\n\nIn your shell, list them:"], [POD, TYPED], id="said under a new heading"),
        pytest.param(["Try it:", "## Next\n\nNow:"], [POD, None], id="nothing said under a new heading"),
        pytest.param(["Try it:", "In another terminal, list the files:"], [POD, None], id="another terminal"),
        pytest.param(["Try it:", "Exit the shell. List the files:"], [POD, None], id="left in words"),
    ],
)
def test_words_above_a_block_behind_an_opened_shell(
    plan: Callable[..., PagePlan], words: list[str], skips: list[str | None]
) -> None:
    text = "\n".join(f"{said}\n\n{block(command)}" for said, command in zip(words, (OPEN, "ls"), strict=True))
    [path] = plan(f"## First\n\n{text}").variants
    assert [command.skip for step in path.steps for command in step.commands] == skips
