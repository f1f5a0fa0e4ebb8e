"""Which commands may have defined kinds that are not there yet."""

from pathlib import Path

import pytest

from harness.capability import Capability
from harness.match.verdict import CommandResult
from harness.plan.commands.effect import effect_of
from harness.plan.step import Command
from harness.run.output import Ended, Output
from harness.session.page.outlook import may_define, may_go_on
from harness.shell.script_reader import read_script
from harness.source import Location


def result(text: str, said: str) -> CommandResult:
    command = Command(
        at=Location(path=Path("page.md"), line=1),
        text=text,
        documented=text,
        expected=None,
        effect=effect_of(read_script(text)),
        needs=frozenset({Capability.API}),
    )
    return CommandResult(command=command, output=Output(text=said, status=0, ended=Ended.EXITED, seconds=1.0))


@pytest.mark.parametrize(
    ("text", "said", "may"),
    [
        pytest.param("kubectl apply -f a.yaml", "service/a created", False, id="kubectl that says what it makes"),
        pytest.param(
            "kubectl apply -f a.yaml", "customresourcedefinition.x/a created", True, id="kubectl that defines"
        ),
        pytest.param("helm install a b/a", "", True, id="a program that does not wait"),
        pytest.param("helm install a b/a --wait", "", False, id="the same, waiting for its pods"),
        pytest.param("istioctl install -y", "", False, id="a program that always waits"),
        pytest.param("helm list", "", False, id="a program that reads"),
    ],
)
def test_what_may_define_kinds(text: str, said: str, *, may: bool) -> None:
    assert may_define(result(text, said)) is may


@pytest.mark.parametrize(
    ("text", "may"),
    [
        pytest.param("mkdir a; cat b > a/c", False, id="files"),
        pytest.param("docker run -d oven", True, id="a container"),
        pytest.param("(sleep 1; touch a) &", True, id="a job"),
        pytest.param("./begin.sh", True, id="a script"),
    ],
)
def test_what_may_go_on(text: str, *, may: bool) -> None:
    assert may_go_on(result(text, "")) is may
