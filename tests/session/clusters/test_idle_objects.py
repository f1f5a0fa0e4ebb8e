"""Custom objects on which nothing acts, and failures that only say so."""

from pathlib import Path
from typing import Any

import pytest

from harness.match.compare import compare
from harness.match.verdict import CommandResult, Failure
from harness.plan.step import Command
from harness.run.output import Ended, Output
from harness.session.clusters.idle_objects import is_idle, is_of_idle, names_to_make
from harness.source import Location

AT = Location(path=Path("page.md"), line=1)
POTS = "NAME    READY   AGE\ngreen   True    3s"
MADE_UP = "NAME         READY   AGE\nblue-k8xqm"
POT = "NAME         READY   AGE\nred-x7d2k"
SERVICES = """\
NAME           TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)   AGE
green-teapot   ClusterIP   10.0.0.1     <none>        80/TCP    3s"""
GONE = 'Error from server (NotFound): services "{}" not found'
LATE = "error: timed out waiting for the condition on teapots/{}"


def failed(text: str, said: str, expected: str | None, status: int) -> CommandResult:
    command = Command(at=AT, text=text, documented=text, expected=expected)
    output = Output(text=said, status=status, ended=Ended.EXITED, seconds=0.1)
    match = compare(command, said)
    return CommandResult(
        command=command, output=output, match=match, failure=Failure.STATUS if status else Failure.OUTPUT
    )


@pytest.mark.parametrize(
    ("text", "said", "expected", "status", "excused"),
    [
        pytest.param("kubectl get teapots", "NAME    READY   AGE\ngreen           3s", POTS, 0, True, id="no status"),
        pytest.param("kubectl get teapots", "NAME    READY   AGE\ngreen   False   3s", POTS, 0, False, id="another"),
        pytest.param("kubectl get teapots", "NAME    READY   AGE\nblack           3s", POTS, 0, False, id="not idle"),
        pytest.param(
            "kubectl get teapots",
            f"{MADE_UP}           3s",
            f"{POT}   True    3s".replace("red", "blue"),
            0,
            True,
            id="a name made up",
        ),
        pytest.param(
            "kubectl get teapots",
            f"{MADE_UP}           3s",
            f"{POT}    True    3s",
            0,
            False,
            id="another name made up",
        ),
        pytest.param("kubectl get svc green-teapot", GONE.format("green-teapot"), SERVICES, 1, True, id="made of it"),
        pytest.param("kubectl get svc", "No resources found in default namespace.", SERVICES, 0, True, id="none made"),
        pytest.param("kubectl get svc teapot", GONE.format("teapot"), None, 1, False, id="not of it"),
        pytest.param("kubectl get svc greenish", GONE.format("greenish"), None, 1, False, id="another name"),
        pytest.param("kubectl wait teapot/green", LATE.format("green"), None, 1, True, id="waited for"),
        pytest.param("kubectl wait teapot/black", LATE.format("black"), None, 1, False, id="another waited for"),
        pytest.param("kubectl get teapot green -o jsonpath={.status.url}", "", "http://green", 0, True, id="a field"),
        pytest.param("kubectl get teapot green -o jsonpath={.spec.url}", "", "http://green", 0, False, id="of spec"),
        pytest.param("kubectl apply -f x.yaml", "error: no matches for kind", None, 1, False, id="another failure"),
    ],
)
def test_what_is_no_fault_of_the_page(
    text: str, said: str, expected: str | None, status: int, *, excused: bool
) -> None:
    assert is_of_idle(failed(text, said, expected, status), {"green", "blue-k8xqm"}) is excused


@pytest.mark.parametrize(
    ("status", "idle"),
    [
        pytest.param({}, True, id="none"),
        pytest.param({"conditions": [{"type": "Ready", "status": "Unknown"}]}, True, id="set by the definition"),
        pytest.param({"conditions": [{"type": "Ready", "status": "False"}]}, False, id="written"),
        pytest.param({"phase": "Pending"}, False, id="a phase"),
    ],
)
def test_idle(status: dict[str, Any], *, idle: bool) -> None:
    assert is_idle(status) is idle


@pytest.mark.parametrize(
    ("spec", "names"),
    [
        pytest.param({"size": 2, "colour": "green"}, [], id="none"),
        pytest.param({"secretName": "pot-tls"}, ["pot-tls"], id="of a secret"),
        pytest.param({"target": {"name": "lid"}}, ["lid"], id="of a target"),
        pytest.param({"parts": [{"serviceName": "spout"}]}, ["spout"], id="in a list"),
        pytest.param({"writeConnectionSecretToRef": {"name": "key"}}, ["key"], id="of what it writes to"),
        pytest.param({"issuerRef": {"name": "maker"}}, [], id="what it refers to is there before"),
        pytest.param({"name": "green", "secretName": ""}, [], id="a name of its own"),
    ],
)
def test_what_an_object_says_is_to_be_made(spec: dict[str, Any], names: list[str]) -> None:
    assert list(names_to_make(spec)) == names
