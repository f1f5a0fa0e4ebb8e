"""Programs that a stand-in image lacks."""

from pathlib import Path

import pytest

from harness.match.verdict import CommandResult, Failure
from harness.plan.step import Command
from harness.run.output import Ended, Output
from harness.session.clusters.stand_ins import without_stand_ins
from harness.source import Location

RUNTIME = (
    "error: Internal error occurred: Internal error occurred: error executing command in container: failed to exec in"
    ' container: failed to start exec "a": OCI runtime exec failed: exec failed: unable to start container process:'
    ' exec: "openssl": executable file not found in $PATH'
)
IN_SHELL = "sh: 1: openssl: not found\ncommand terminated with exit code 127"
PODS = (
    "curl-7c4f-x1  curl=docker.io/curlimages/curl:8 istio-proxy=example.org/proxyv2:1",
    "web-5d8f-a2 sidecar web=docker.io/library/nginx sidecar=example.org/proxyv2:1",
)
AT = Location(path=Path("a.md"), line=1)
CURL, PROXY = "docker.io/curlimages/curl:8", "example.org/proxyv2:1"


class Shell:
    """Answers with the pod that the command means, and with all pods of its namespace."""

    def __init__(self, named: str) -> None:
        self.asked: list[str] = []
        self._named = named

    def run(self, command: str, /, *, timeout: float, **rest: object) -> Output:
        self.asked.append(command)
        return Output(text="\n".join((self._named, *PODS)), status=0, ended=Ended.EXITED, seconds=timeout * 0)

    def look(self, terminal: int, /, *, agrees: object, patience: float) -> Output:
        raise AssertionError("pods are asked without looking at a terminal")

    def job_end(self, job: str, /, *, patience: float) -> Output | None:
        return None

    def interrupt_last(self) -> None: ...

    def end_terminals(self) -> None: ...

    def close(self) -> None:
        """Nothing is open."""


def lacks(text: str, output: str, named: str, *stand_ins: str) -> tuple[str, Failure | None]:
    result = CommandResult(
        command=Command(at=AT, text=text, documented=text, expected=None),
        output=Output(text=output, status=1, ended=Ended.EXITED, seconds=0.0),
        failure=Failure.STATUS,
    )
    after = without_stand_ins(result, Shell(named), stand_ins)
    return after.lacks, after.failure


@pytest.mark.parametrize(
    ("text", "output", "named", "image"),
    [
        pytest.param("kubectl exec curl-7c4f-x1 -- openssl x509", RUNTIME, "curl-7c4f-x1", CURL, id="by its name"),
        pytest.param("kubectl exec $POD -c istio-proxy -- openssl x", RUNTIME, "curl-7c4f-x1", PROXY, id="a container"),
        pytest.param(
            'kubectl exec "$(kubectl get pod -o name)" -- openssl x', RUNTIME, "pod/curl-7c4f-x1", CURL, id="asked"
        ),
        pytest.param("kubectl exec deploy/web -- openssl x", RUNTIME, "deploy/web", PROXY, id="the usual container"),
        pytest.param("kubectl exec deploy/curl -- sh -c 'openssl x'", IN_SHELL, "deploy/curl", CURL, id="in a shell"),
        pytest.param("kubectl exec curl-7c4f-x1 -- openssl x | grep y", RUNTIME, "curl-7c4f-x1", CURL, id="in a pipe"),
    ],
)
def test_unsupported_where_the_image_stands_in(text: str, output: str, named: str, image: str) -> None:
    assert lacks(text, output, named, "none", "*/curl*", "*proxyv2*") == (f"no openssl in the image {image}", None)


@pytest.mark.parametrize(
    ("text", "output", "named", "stand_ins"),
    [
        pytest.param("kubectl exec curl-7c4f-x1 -- openssl x", RUNTIME, "curl-7c4f-x1", (), id="no stand-ins"),
        pytest.param("kubectl exec curl-7c4f-x1 -- openssl x", RUNTIME, "curl-7c4f-x1", ("*nginx*",), id="another one"),
        pytest.param("kubectl exec curl-7c4f-x1 -- opensl x", "exit", "curl-7c4f-x1", ("*",), id="fails otherwise"),
        pytest.param(
            "kubectl exec a -- ls; openssl x", "bash: openssl: command not found", "a", ("*",), id="not in a pod"
        ),
        pytest.param("kubectl exec gone -- openssl x", RUNTIME, "gone", ("*curl*",), id="a pod that is not there"),
    ],
)
def test_else_the_failure_stays(text: str, output: str, named: str, stand_ins: tuple[str, ...]) -> None:
    assert lacks(text, output, named, *stand_ins) == ("", Failure.STATUS)


def test_asked_is_the_cluster_and_namespace_of_the_command() -> None:
    shell = Shell("curl-7c4f-x1")
    text = 'kubectl --context "$CTX" -n "$NS" exec $POD -- openssl x'
    result = CommandResult(
        command=Command(at=AT, text=text, documented=text, expected=None),
        output=Output(text=RUNTIME, status=1, ended=Ended.EXITED, seconds=0.0),
        failure=Failure.STATUS,
    )
    assert without_stand_ins(result, shell, ["*"]).failure is None
    assert shell.asked[0].startswith('echo "$POD"; kubectl get pods --context "$CTX" -n "$NS" -o ')
