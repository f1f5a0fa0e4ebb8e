"""Failures that the words above a command excuse."""

from dataclasses import replace
from pathlib import Path

import pytest

from harness.match.thread import Thread
from harness.match.verdict import CommandResult, Failure
from harness.parse.page import Snippet
from harness.plan.step import Command, Role, Step
from harness.run.output import Ended, Output
from harness.session.page.optional import as_announced, not_as_announced, optional
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


@pytest.mark.parametrize(
    ("above", "below", "said", "announced"),
    [
        pytest.param("The following command fails:", "", "x: no", True, id="fails"),
        pytest.param("Making it once more is rejected:", "", "x: no", True, id="is rejected"),
        pytest.param("Expect the copy to fail:", "", "x: no", True, id="to fail"),
        pytest.param("Copy it. You get an error:", "", "x: no", True, id="an error"),
        pytest.param("该命令会失败\uff1a", "", "x: no", True, id="Chinese"),
        pytest.param("Команда завершиться помилкою:", "", "x: no", True, id="Ukrainian"),
        pytest.param("Copy it:", "This fails with an error. Go on:", "x: no", True, id="below"),
        pytest.param("Copy it:", "The next command fails:", "x: no", False, id="below, of the next one"),
        pytest.param("Ask:", "The answer is `no`.", "no", True, id="a question that is answered with no"),
        pytest.param("She cannot delete pods:", "", "no", True, id="what somebody may not do"),
        pytest.param("Ask what she may do:", "", "no", False, id="a question without its answer"),
        pytest.param("She cannot delete pods:", "", "x: no", False, id="another failure"),
        pytest.param("You can ignore the error if nothing is there.", "", "x: no", True, id="an error that is ignored"),
        pytest.param("Copy it:", "If you see an error, it can be ignored.", "x: no", True, id="below, in a case"),
        pytest.param("如果不存在\uff0c可以忽略该错误\uff1a", "", "x: no", True, id="ignored, in Chinese"),
        pytest.param("Якщо її немає, помилку можна проігнорувати:", "", "x: no", True, id="ignored, in Ukrainian"),
        pytest.param("Do not forget the message:", "", "x: no", False, id="a message"),
        pytest.param("If the command fails, copy it:", "", "x: no", False, id="only in a case"),
        pytest.param("Restart a pod that fails:", "", "x: no", False, id="something else fails"),
        pytest.param("Mend an error:", "", "x: no", False, id="an error that is there"),
        pytest.param("This command fails:", "", "bash: x: command not found", False, id="no such program"),
        pytest.param("This command fails:", "", "error: unknown flag: --al", False, id="no such flag"),
        pytest.param("This is rejected:", "", 'the path "a.yaml" does not exist', False, id="no such file"),
        pytest.param("This is rejected:", "", 'context "kine" does not exist', False, id="no such context"),
    ],
)
def test_failures_that_are_announced(above: str, below: str, said: str, *, announced: bool) -> None:
    step, result = failed(above, "cp a b", said, below=below)
    assert (as_announced(step, result.command, result).failure is None) is announced


@pytest.mark.parametrize(
    ("above", "below", "empty"),
    [
        pytest.param("Look:", "The output is expected to be empty.", True, id="expected"),
        pytest.param("Look:", "The output is empty.", True, id="below"),
        pytest.param("The label is gone:", "", True, id="above"),
        pytest.param("Look:", "This prints nothing. Go on.", True, id="nothing"),
        pytest.param("Look:", "输出为空。", True, id="Chinese"),
        pytest.param("Look:", "Вивід буде порожнім.", True, id="Ukrainian"),
        pytest.param("Look at the label:", "Then go on.", False, id="nothing of the kind"),
    ],
)
def test_a_value_that_is_said_to_be_none(above: str, below: str, *, empty: bool) -> None:
    step, failed_one = failed(above, "kubectl get pod a -o jsonpath='{.metadata.labels.hot}'", "", below=below)
    assert failed_one.output is not None
    result = replace(failed_one, output=replace(failed_one.output, status=0))
    assert (as_announced(step, result.command, result).failure is None) is empty


@pytest.mark.parametrize(
    ("above", "text", "said", "failure"),
    [
        pytest.param("The following command fails:", "cp a b", "", Failure.STATUS, id="fails"),
        pytest.param("This gives an error:", "cp a b", "", Failure.STATUS, id="an error"),
        pytest.param("该命令会失败\uff1a", "cp a b", "", Failure.STATUS, id="Chinese"),
        pytest.param("The following command fails:", "cp a b", "cp: cannot stat 'a'", None, id="it says so"),
        pytest.param("If this command fails, copy it:", "cp a b", "", None, id="only in a case"),
        pytest.param("This is not allowed:", "cp a b", "", None, id="by somebody"),
        pytest.param("The following command fails. Go on:", "cp a b", "", None, id="another one"),
        pytest.param("Copy it:", "cp a b", "", None, id="nothing is said"),
    ],
)
def test_failures_that_do_not_come(above: str, text: str, said: str, failure: Failure | None) -> None:
    step, result = failed(above, text, said)
    ended = Output(text=said, status=0, ended=Ended.EXITED, seconds=0.0)
    passed = replace(result, output=ended, failure=None)
    assert not_as_announced(step, passed.command, passed).failure is failure


@pytest.mark.parametrize(
    ("above", "text", "said", "failure"),
    [
        pytest.param("The server answers with 401:", "curl -s a", "401 Unauthorized", None, id="a status"),
        pytest.param("Without a token you are denied:", "curl -s a", "401 Unauthorized", None, id="a word"),
        pytest.param("没有令牌的请求会被拒绝\uff1a", "curl -s a", "401 Unauthorized", None, id="Chinese"),
        pytest.param("Запит без токена буде відхилено:", "curl -s a", "401 Unauthorized", None, id="Ukrainian"),
        pytest.param("Ask for the menu:", "curl -s a", "401 Unauthorized", Failure.STATUS, id="nothing is said"),
        pytest.param("The following command fails:", "a || echo failed", "failed", None, id="the page's own words"),
        pytest.param("If this fails, go on:", "a || echo failed", "failed", Failure.STATUS, id="only in a case"),
        pytest.param("The following command fails:", "bake", "bake: command not found", Failure.STATUS, id="a slip"),
    ],
)
def test_errors_with_a_status_of_0(above: str, text: str, said: str, failure: Failure | None) -> None:
    step, result = failed(above, text, said)
    result = replace(result, output=Output(text=said, status=0, ended=Ended.EXITED, seconds=0.0))
    assert as_announced(step, result.command, result).failure is failure


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
