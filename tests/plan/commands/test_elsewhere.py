"""Blocks that are not for the page's own shell: by the words above them, their comments and their prompts."""

from collections.abc import Callable

import pytest

from harness.parse.page import Page
from harness.plan.commands.elsewhere import Said, said_on
from harness.plan.overrides.override import OverrideTable, SnippetOverride
from harness.plan.step import Elsewhere, PagePlan


@pytest.mark.parametrize(
    ("above", "body", "said"),
    [
        ("Run this command inside the container:", "ls /", Said.POD),
        ("Inside the Pod, look around:", "ls /", Said.POD),
        ("From a Pod in the same namespace:", "nslookup web", Said.POD),
        ("In the container's shell:", "ps", Said.POD),
        ("Send a request from within the `web` container:", "curl localhost", Said.POD),
        ("Look around:", '# Type this inside the "web" container\nls /', Said.POD),
        ("在容器内运行以下命令\uff1a", "ls /", Said.POD),
        ("Виконайте команду всередині контейнера:", "ls /", Said.POD),
        ("Run this inside the container:", "kubectl exec web -- ls /", Said.HERE),
        ("In your shell, look around:", "ls /", Said.SHELL),
        ("On each worker node, load the profile:", "apparmor_parser -q", Said.NODE),
        ("Log in to the node. Then run:", "ls", Said.NODE),
        ("Look at it:", "# Run this on a node of yours\ncrictl ps", Said.NODE),
        ("On your node, run:", "kubectl get nodes", Said.HERE),
        ("The init container runs the following command and ends:", "touch /tmp/ready", Said.SHOWN),
        ("When the container starts, it executes this command:", "touch /tmp/ready", Said.SHOWN),
        ("Verify that the container in the Pod is running:", "ls", Said.NOTHING),
        ("Create a file for the container:", "touch x", Said.NOTHING),
        ("In another terminal:", "ls", Said.LEFT),
        ("Now:", "root@web:/# ls", Said.PROMPT),
        ("Now:", "/ # ls", Said.PROMPT),
        ("Now:", "bash-5.1# ls", Said.PROMPT),
        ("Now:", "[ root@oven-1:/ ]$ ls", Said.PROMPT),
        ("Now:", "node $ curl 10.0.0.1", Said.PROMPT),
        ("Now:", "controlplane $ kubectl get pods", Said.HERE),
        ("Now:", "me@mine:~$ ls", Said.NOTHING),
    ],
)
def test_what_is_said_of_a_block(page: Callable[[str], Page], above: str, body: str, said: Said) -> None:
    [found] = said_on(page(f"{above}\n\n```shell\n{body}\n```\n")).values()
    assert found is said


@pytest.mark.parametrize(
    ("above", "where", "skipped"),
    [
        pytest.param("Run this inside the container:", Elsewhere.POD, True, id="a container"),
        pytest.param("On the node, run:", Elsewhere.NODE, True, id="a node"),
        pytest.param("When the container starts, it executes this command:", None, True, id="not typed at all"),
        pytest.param("Run:", None, False, id="here"),
    ],
)
def test_where_a_command_is_typed(
    plan: Callable[..., PagePlan], above: str, where: Elsewhere | None, *, skipped: bool
) -> None:
    [path] = plan(f"{above}\n\n```shell\nls /\n```\n").variants
    [command] = path.steps[0].commands
    assert (command.where, command.skip is not None) == (where, skipped)


def test_a_plan_file_knows_better(plan: Callable[..., PagePlan]) -> None:
    text = "## One\n\nRun this inside the container:\n\n```shell\nls /\n```\n"
    [path] = plan(text, OverrideTable(snippets={"one_1": SnippetOverride(run=True)})).variants
    assert path.steps[0].commands[0].skip is None
