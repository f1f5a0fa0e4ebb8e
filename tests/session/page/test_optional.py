"""Failures that the words above a command excuse."""

from pathlib import Path

import pytest

from harness.match.thread import Thread
from harness.match.verdict import CommandResult, Failure
from harness.parse.page import Snippet
from harness.plan.step import Command, Role, Step
from harness.run.output import Ended, Output
from harness.session.page.optional import optional
from harness.source import Location

LABEL = "kubectl label serviceentries.networking.istio.io site use=gateway"
NOT_FOUND = 'Error from server (NotFound): serviceentries.networking.istio.io "site" not found'


@pytest.mark.parametrize(
    ("above", "said", "example"),
    [
        pytest.param("For example, to label a `ServiceEntry` named `site`, run:", NOT_FOUND, True, id="for example"),
        pytest.param("Do so. To label the entry `site`, you could use this:", NOT_FOUND, True, id="you could"),
        pytest.param("例如\uff0c要配置名为 `site` 的 `ServiceEntry`\uff0c请运行\uff1a", NOT_FOUND, True, id="Chinese"),
        pytest.param("Наприклад, для `ServiceEntry` з назвою `site` виконайте:", NOT_FOUND, True, id="Ukrainian"),
        pytest.param("Label the `ServiceEntry` named `site`:", NOT_FOUND, False, id="no example"),
        pytest.param("For example, in a mesh. Label the entry `site`:", NOT_FOUND, False, id="another sentence"),
        pytest.param("For example, to label an entry, run:", NOT_FOUND, False, id="not named"),
        pytest.param("For example, label `site`:", "error: unknown flag: --use", False, id="another failure"),
        pytest.param(
            "For example, label `site`:",
            'Error from server (NotFound): namespaces "shop" not found',
            False,
            id="something else is missing",
        ),
    ],
)
def test_what_is_only_an_example(above: str, said: str, *, example: bool) -> None:
    assert (excused(above, LABEL, said) is not None) is example


@pytest.mark.parametrize(
    ("above", "excuse"),
    [
        pytest.param("Look at the Service. If it's missing, make it:", True, id="if it is missing"),
        pytest.param("If the Service does not exist, make it:", True, id="if it does not exist"),
        pytest.param("如果该服务不存在\uff0c请创建它\uff1a", True, id="Chinese"),
        pytest.param("Якщо його ще немає, створіть його:", True, id="Ukrainian"),
        pytest.param("If you want to be quick, you can make the same Service so. For example:", True, id="the same"),
        pytest.param("Make the Service:", False, id="no condition"),
        pytest.param("If you need more, make another one:", False, id="another condition"),
    ],
)
def test_what_is_there_already(above: str, *, excuse: bool) -> None:
    said = 'Error from server (AlreadyExists): services "oven" already exists'
    assert (excused(above, "kubectl expose deployment/oven --port 80", said) is not None) is excuse


@pytest.mark.parametrize(
    ("above", "text", "said", "reader"),
    [
        pytest.param("Look at the pod:", "kubectl get pod pod-name", 'pods "pod-name" not found', True, id="its kind"),
        pytest.param("Wait:", "kubectl drain my-node-name", 'nodes "my-node-name" not found', True, id="with a word"),
        pytest.param(
            "Look at your pod:", "kubectl get pod my-pod", 'pods "my-pod" not found', True, id="of the reader"
        ),
        pytest.param("Look:", "helm get values release-name", "release: not found", True, id="a release"),
        pytest.param(
            "Look:", "kubectl get pod red # replace it by yours", 'pods "red" not found', True, id="by a comment"
        ),
        pytest.param("Look:", "kubectl get pod red # your pod", 'pods "red" not found', False, id="another comment"),
        pytest.param("Look at the pod:", "kubectl get pod my-pod", 'pods "my-pod" not found', False, id="perhaps real"),
        pytest.param("Look at your pod:", "kubectl get pod red", 'pods "red" not found', False, id="a name"),
        pytest.param(
            "Has `name: pod-name`:", "kubectl get pod pod-name", 'pods "pod-name" not found', False, id="made"
        ),
        pytest.param("Look:", "kubectl get pod pod-name -n shop", 'namespaces "shop" not found', False, id="another"),
    ],
)
def test_names_that_stand_for_the_readers_own(above: str, text: str, said: str, *, reader: bool) -> None:
    prefix = "Error: " if text.startswith("helm") else "Error from server (NotFound): "
    assert (excused(above, text, f"{prefix}{said}") is not None) is reader


def excused(above: str, text: str, said: str) -> Thread | None:
    step, result = failed(above, text, said)
    return optional(step, result.command, result)


def failed(above: str, text: str, said: str, *, below: str = "") -> tuple[Step, CommandResult]:
    at = Location(path=Path("page.md"), line=5)
    source = f"# Page\n\n{above}\n\n{{{{< text bash >}}}}\n$ {text}\n{{{{< /text >}}}}\n\n{below}\n"
    snippet = Snippet(id="label", at=at, syntax="bash", body=text, body_at=at.down(1), source=source)
    command = Command(at=at.down(1), text=text, documented=text, expected=None)
    step = Step(id="label", at=at, snippet=snippet, role=Role.PAGE, commands=(command,))
    output = Output(text=said, status=1, ended=Ended.EXITED, seconds=0.0)
    return step, CommandResult(command=command, output=output, failure=Failure.STATUS)
