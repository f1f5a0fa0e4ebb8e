"""Symptoms that a page shows, and that are not there."""

from pathlib import Path

import pytest

from harness.match.match import Match
from harness.match.verdict import CommandResult, Failure
from harness.parse.page import Snippet
from harness.plan.step import Command, Role, Step
from harness.run.output import Ended, Output
from harness.session.page.optional import optional
from harness.source import Location

NO_FILE = "cat: a: No such file or directory"


@pytest.mark.parametrize(
    ("heading", "above", "expected", "absent"),
    [
        pytest.param("Bake", "If you see the following error:", NO_FILE, True, id="if you see"),
        pytest.param("Bake", "If the output is:", "cold", True, id="if the output is"),
        pytest.param("Bake", "But if `cat` prints:", "cold", True, id="if a program prints"),
        pytest.param("Bake", "> **Note:** If you get", "cold", True, id="in a quotation"),
        pytest.param("Bake", "如果你看到\uff1a", "cold", True, id="if you see, in Chinese"),
        pytest.param("Bake", "Якщо ви бачите таке:", "cold", True, id="if you see, in Ukrainian"),
        pytest.param("Bake", "If all is well, you see:", "cold", False, id="a condition of what is shown"),
        pytest.param("Bake", "If you forget the flag, you get an error:", NO_FILE, False, id="what the user does"),
        pytest.param("Bake", "You may see an error such as:", NO_FILE, True, id="may"),
        pytest.param("Bake", "You may see this:", "cold", False, id="may, and no fault"),
        pytest.param("Bake", "**Symptom**: no bread.", NO_FILE, True, id="a symptom"),
        pytest.param("Bake", "This fails with:", NO_FILE, False, id="fails"),
        pytest.param("Troubleshooting", "This fails with:", NO_FILE, True, id="below such a heading"),
        pytest.param("Known issues", "Look:", "NAME  READY\na     0/1", True, id="not well"),
        pytest.param("Why is it cold?", "You get an error such as:", "E42", True, id="said to be an error"),
        pytest.param("Troubleshooting", "Look at it:", "cold", False, id="no fault"),
        pytest.param("故障排查", "输出\uff1a", NO_FILE, True, id="a heading in Chinese"),
        pytest.param("Усунення несправностей", "Вивід:", NO_FILE, True, id="a heading in Ukrainian"),
    ],
)
def test_a_command_that_works(heading: str, above: str, expected: str, *, absent: bool) -> None:
    step, result = run(heading, above, "cat a", said="warm", status=0, expected=expected)
    assert (optional(step, result.command, result) is not None) is absent


@pytest.mark.parametrize(
    ("said", "status", "absent"),
    [
        pytest.param("warm", 0, True, id="works"),
        pytest.param("", 1, True, id="finds nothing"),
        pytest.param("cat: b: Permission denied", 1, False, id="another failure"),
        pytest.param("NAME  READY\na     0/1", 0, False, id="another fault"),
        pytest.param("bash: cta: command not found", 127, False, id="a slip"),
    ],
)
def test_what_comes_in_place_of_a_symptom(said: str, status: int, *, absent: bool) -> None:
    step, result = run("FAQ", "You get:", "cat a", said=said, status=status, expected=NO_FILE)
    assert (optional(step, result.command, result) is not None) is absent


@pytest.mark.parametrize(
    ("heading", "text", "needless"),
    [
        pytest.param("Troubleshooting", "rm q/.lock", True, id="a remedy"),
        pytest.param("Clean up the shop", "rm q/.lock", False, id="another heading"),
        pytest.param("Troubleshooting", "cat q/.lock", False, id="takes nothing away"),
        pytest.param("Troubleshooting", "rm q/lokc.txt", False, id="a slip"),
    ],
)
def test_what_a_remedy_takes_away(heading: str, text: str, *, needless: bool) -> None:
    said = f"rm: cannot remove '{text.rsplit(maxsplit=1)[-1]}': No such file or directory"
    step, result = run(heading, "Its name is `lock.txt`. Remove it:", text, said=said, status=1, expected=None)
    assert (optional(step, result.command, result) is not None) is needless


def run(
    heading: str, above: str, text: str, *, said: str, status: int, expected: str | None
) -> tuple[Step, CommandResult]:
    at = Location(path=Path("page.md"), line=5)
    body = f"$ {text}\n{expected or ''}"
    source = f"# {heading}\n\n{above}\n\n{{{{< text bash >}}}}\n{body}\n{{{{< /text >}}}}\n"
    snippet = Snippet(id="look", at=at, syntax="bash", body=body, body_at=at.down(1), source=source)
    command = Command(at=at.down(1), text=text, documented=text, expected=expected)
    step = Step(id="look", at=at, snippet=snippet, role=Role.PAGE, commands=(command,))
    match = None if expected is None else Match(agrees=False, matcher="tolerant")
    failure = Failure.STATUS if expected is None else Failure.OUTPUT
    output = Output(text=said, status=status, ended=Ended.EXITED, seconds=0.0)
    return step, CommandResult(command=command, output=output, match=match, failure=failure)
