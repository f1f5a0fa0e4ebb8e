"""Commands that name a pod of their author's cluster."""

from pathlib import Path

import pytest

from harness.capability import Capability
from harness.plan.step import Command
from harness.run.output import Ended, Output
from harness.session.clusters.pod_names import LIST, Pod, jobs_of_here, names_of_here, with_names_of_here
from harness.source import Location

PAGE, OTHER, HERE, ELSEWHERE, BACK = (
    "curl-dd98b5f48-djwdw",
    "curl-dd98b5f48-x2k4p",
    "curl-5bbdbd6588-z9vbs",
    "curl-5bbdbd6588-q7w2r",
    "back-5bbdbd6588-z9vbs",
)
PODS = (
    Pod(namespace="shop", name=BACK),
    Pod(namespace="shop", name=HERE),
    Pod(namespace="test", name=ELSEWHERE),
)


@pytest.mark.parametrize(
    ("text", "called"),
    [
        pytest.param(f"kubectl -n shop exec {PAGE} -- ls", {PAGE: HERE}, id="by flag"),
        pytest.param(f"kubectl exec --namespace=test pod/{PAGE} -- ls", {PAGE: ELSEWHERE}, id="by long flag, as a pod"),
        pytest.param(f"istioctl proxy-config secret {PAGE}.test", {PAGE: ELSEWHERE}, id="by the name's end"),
        pytest.param(f"kubectl logs {PAGE}", {PAGE: HERE}, id="in any namespace"),
        pytest.param(f"kubectl logs {PAGE}; kubectl logs {OTHER}", {PAGE: HERE, OTHER: ELSEWHERE}, id="two of them"),
        pytest.param(f"kubectl logs {HERE}", {}, id="one that is there"),
        pytest.param(f"kubectl -n none logs {PAGE}", {}, id="none in the namespace"),
        pytest.param("kubectl logs front-dd98b5f48-djwdw", {}, id="none of the deployment"),
        pytest.param(f"kubectl logs $X-{PAGE}", {}, id="a part of a name"),
    ],
)
def test_names_of_here(text: str, called: dict[str, str]) -> None:
    assert names_of_here(text, PODS) == called


class Shell:
    """Answers with the pods, or not at all, and remembers what it was asked."""

    def __init__(self, status: int = 0) -> None:
        self.asked: list[str] = []
        self._status = status

    def run(self, command: str, /, *, timeout: float, **rest: object) -> Output:
        self.asked.append(command)
        text = "".join(f"{pod.namespace}   {pod.name}\n" for pod in PODS)
        return Output(text=text, status=self._status, ended=Ended.EXITED, seconds=timeout * 0)

    def look(self, terminal: int, /, *, agrees: object, patience: float) -> Output:
        raise AssertionError("names of pods are asked without looking at a terminal")

    def job_end(self, job: str, /, *, patience: float) -> Output | None:
        return None

    def interrupt_last(self) -> None: ...

    def end_terminals(self) -> None: ...

    def close(self) -> None:
        """Nothing is open."""


def command(text: str) -> Command:
    at = Location(path=Path("a.md"), line=1)
    return Command(at=at, text=text, documented=text, expected=None, needs=frozenset({Capability.API}))


def test_the_command_is_run_with_the_names_of_here_and_says_so() -> None:
    shell = Shell()
    run = with_names_of_here(command(f'kubectl --context="${{CTX_A}}" -n shop logs {PAGE}'), shell)
    assert (run.text, run.documented) == (
        f'kubectl --context="${{CTX_A}}" -n shop logs {HERE}',
        f'kubectl --context="${{CTX_A}}" -n shop logs {PAGE}',
    )
    assert run.notes == (f"the page's pod {PAGE} is {HERE} here",)
    assert shell.asked == [f'{LIST.format("pods")} --context="${{CTX_A}}"']


@pytest.mark.parametrize(
    ("text", "status", "asked"),
    [
        pytest.param("kubectl get pods", 0, 0, id="no pod is named"),
        pytest.param(f"kubectl logs {PAGE}", 1, 1, id="the cluster does not answer"),
    ],
)
def test_otherwise_it_stays_as_it_is(text: str, status: int, asked: int) -> None:
    shell = Shell(status)
    assert with_names_of_here(command(text), shell) == command(text)
    assert len(shell.asked) == asked


JOBS = (Pod(namespace="default", name="hello-29402311"), Pod(namespace="default", name="other-29402311"))


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("kubectl get pods -l job-name=hello-4111706356", {"hello-4111706356": "hello-29402311"}),
        ("kubectl logs job/hello-29402311", {}),
        ("kubectl get job front-4111706356", {}),
        ("kubectl get pod hello-20240115", {}),
    ],
)
def test_jobs_of_here(text: str, called: dict[str, str]) -> None:
    assert jobs_of_here(text, JOBS) == called
