"""Failures that the words around a command announce."""

from dataclasses import replace
from pathlib import Path

import pytest

from harness.match.match import Match
from harness.match.verdict import CommandResult, Failure
from harness.parse.page import Snippet
from harness.plan.step import Command, Role, Step
from harness.run.output import Ended, Output
from harness.session.page.announced import as_announced, not_as_announced
from harness.source import Location


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
        pytest.param("This does not work yet:", "", "x: no", True, id="does not work"),
        pytest.param("You should not be able to read it:", "", "x: no", True, id="not be able"),
        pytest.param("Check that you cannot read it:", "", "x: no", True, id="cannot, as is checked"),
        pytest.param("You cannot use blanks in names:", "", "x: no", False, id="cannot, in general"),
        pytest.param("It exits with a non-zero status:", "", "x: no", True, id="a status"),
        pytest.param("It exits with status 1:", "", "x: no", True, id="its status"),
        pytest.param("It exits with status 3:", "", "x: no", False, id="another status"),
        pytest.param("The command fails with exit code 3:", "", "x: no", False, id="another code"),
        pytest.param("You'll get `no such bread`:", "", "x: no such bread", True, id="its message"),
        pytest.param("You'll get `no more bread`:", "", "x: no such bread", False, id="another message"),
        pytest.param("It fails with `no more bread`:", "", "x: no such bread", False, id="fails with another message"),
        pytest.param("`cp -r a b` fails:", "", "x: no", True, id="a quoted command"),
        pytest.param("You get `connection refused`:", "", "curl: (7) Failed to connect to a", True, id="the same"),
        pytest.param("Without a key, this fails:", "", "x: no", True, id="without something"),
        pytest.param("The validation fails:", "", "x: no", True, id="a noun that fails"),
        pytest.param("Mend the building that fails:", "", "x: no", False, id="what fails at times"),
        pytest.param("The tool refuses such a file:", "", "x: no", True, id="a tool refuses"),
        pytest.param("This does not work with 2; use this:", "", "x: no", False, id="instead"),
        pytest.param("This check fails only rarely:", "", "x: no", False, id="rarely"),
        pytest.param("命令以退出码 1 结束\uff1a", "", "x: no", True, id="a code, in Chinese"),
        pytest.param("Код виходу 3:", "", "x: no", False, id="another code, in Ukrainian"),
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
        pytest.param("The copy is refused:", "cp a b", "", Failure.STATUS, id="refused"),
        pytest.param("This does not work yet, as it is new:", "cp a b", "", Failure.STATUS, id="not yet"),
        pytest.param("This does not work on other machines:", "cp a b", "", None, id="elsewhere"),
        pytest.param("Without a key, this fails:", "cp a b", "", None, id="without something"),
        pytest.param("It exits with status 3:", "cp a b", "", Failure.STATUS, id="a status"),
        pytest.param("It exits with status 0:", "cp a b", "", None, id="its status"),
        pytest.param("It exits with status 3:", "echo $?", "3", None, id="a status that is shown"),
        pytest.param("The server answers with status 3:", "cp a b", "", None, id="a status of another thing"),
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


def test_a_command_whose_output_agrees_ends_as_announced() -> None:
    step, result = failed("The command stops with an error:", "bake", "E42")
    command = replace(step.commands[0], expected="E42")
    shown = replace(step, commands=(command,))
    agreeing = replace(result, command=command, match=Match(agrees=True, matcher="tolerant"))
    differing = replace(result, command=command, match=Match(agrees=False, matcher="tolerant"))
    assert as_announced(shown, command, agreeing).failure is None
    assert as_announced(shown, command, differing).failure is Failure.STATUS


@pytest.mark.parametrize(
    ("above", "below", "failure"),
    [
        pytest.param("The two files are the same:", "", Failure.STATUS, id="the same"),
        pytest.param("Compare them:", "The files are identical.", Failure.STATUS, id="below"),
        pytest.param("There are no differences:", "", Failure.STATUS, id="none"),
        pytest.param("两个文件相同\uff1a", "", Failure.STATUS, id="Chinese"),
        pytest.param("Файли однакові:", "", Failure.STATUS, id="Ukrainian"),
        pytest.param("The two are not the same:", "", None, id="not the same"),
        pytest.param("Look at what differs:", "", None, id="nothing is said"),
    ],
)
def test_files_that_are_said_to_be_the_same(above: str, below: str, failure: Failure | None) -> None:
    step, result = failed(above, "diff a b", "1c1", below=below)
    command = replace(step.commands[0], ends_with=1)
    passed = replace(result, command=command, failure=None)
    assert not_as_announced(replace(step, commands=(command,)), command, passed).failure is failure


@pytest.mark.parametrize(
    ("body", "status", "failure"),
    [
        pytest.param("cp a b  # fails: no such file", 1, None, id="behind"),
        pytest.param("# This will fail, since there is no a\ncp a b", 1, None, id="above"),
        pytest.param("cp a b  # try again if it fails", 1, Failure.STATUS, id="only in a case"),
        pytest.param("# Collect what fails\ncp a b", 1, Failure.STATUS, id="what fails"),
        pytest.param("cp a '# fails'", 1, Failure.STATUS, id="no comment"),
        pytest.param("cp a b  # fails: no such file", 0, Failure.STATUS, id="behind, and it does not"),
        pytest.param("# This will fail\ncp a b", 0, Failure.STATUS, id="above, and it does not"),
        pytest.param("cp a b  # copies it", 0, None, id="another comment"),
    ],
)
def test_comments_that_announce_a_failure(body: str, status: int, failure: Failure | None) -> None:
    step, result = failed("Copy it:", "cp a b", "")
    text = body.rpartition("\n")[2]
    command = replace(step.commands[0], at=step.at.down(1 + body.count("\n")), text=text, documented=text)
    step = replace(step, snippet=replace(step.snippet, body=body), commands=(command,))
    output = Output(text="", status=status, ended=Ended.EXITED, seconds=0.0)
    ended = replace(result, command=command, output=output, failure=Failure.STATUS if status else None)
    assert not_as_announced(step, command, as_announced(step, command, ended)).failure is failure


def failed(above: str, text: str, said: str, *, below: str = "") -> tuple[Step, CommandResult]:
    at = Location(path=Path("page.md"), line=5)
    source = f"# Page\n\n{above}\n\n{{{{< text bash >}}}}\n$ {text}\n{{{{< /text >}}}}\n\n{below}\n"
    snippet = Snippet(id="label", at=at, syntax="bash", body=text, body_at=at.down(1), source=source)
    command = Command(at=at.down(1), text=text, documented=text, expected=None)
    step = Step(id="label", at=at, snippet=snippet, role=Role.PAGE, commands=(command,))
    output = Output(text=said, status=1, ended=Ended.EXITED, seconds=0.0)
    return step, CommandResult(command=command, output=output, failure=Failure.STATUS)
