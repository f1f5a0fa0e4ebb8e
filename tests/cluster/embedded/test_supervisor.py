"""The processes that stand for pods, with an API that answers from a table."""

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import pytest

from harness.cluster.api.client import Api, ApiError, ApiKind
from harness.cluster.embedded.supervisor import Supervisor
from harness.cluster.waiting import until
from harness.settings.sections import WorkloadSetting

KUBECONFIG = """
contexts: [{name: one, context: {cluster: one, user: one}}]
clusters: [{name: one, cluster: {server: "https://127.0.0.1:1"}}]
users: [{name: one, user: {}}]
current-context: one
"""
FORWARD = ApiKind(
    group="kwok.x-k8s.io",
    plural="portforwards",
    version="v1alpha1",
    kind="PortForward",
    namespaced=True,
    verbs=frozenset({"list", "delete"}),
)
WORKLOAD = WorkloadSetting(
    image="*/controller:*", command=("python", "-c", "import time; time.sleep(60) # {port:8080}")
)


class Answers:
    """``address`` is that of the only pod; ``forwards`` are what was applied."""

    context = "one"

    def __init__(self) -> None:
        self.address, self.forwards = "10.0.0.1", 0
        self.silent, self.news, self.lists = False, True, 0

    def get(self, path: str) -> Any:
        self.lists += 1
        if self.silent:
            raise ApiError("no answer", status=0)
        metadata = {"name": "controller", "namespace": "system", "uid": "1"}
        container = {"name": "controller", "image": "example.com/controller:1"}
        status = {"phase": "Running", "podIP": self.address}
        return {"items": [{"metadata": metadata, "spec": {"containers": [container]}, "status": status}]}

    def create(self, path: str, body: Mapping[str, Any]) -> Any:
        return {"status": {"token": "secret"}}

    def request(self, *_: Any, **__: Any) -> Any:
        self.forwards += 1
        return {}

    def kinds(self) -> tuple[ApiKind, ...]:
        return (FORWARD,)


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def supervisor(answers: Answers, tmp_path: Path) -> Iterator[Supervisor]:
    (tmp_path / "kubeconfig").write_text(KUBECONFIG)
    one = Supervisor(
        name="one",
        api=cast("Api", answers),
        kubeconfig=tmp_path / "kubeconfig",
        folder=tmp_path / "workloads",
        state=tmp_path,
        workloads=[WORKLOAD],
        program=lambda _: Path(sys.executable),
        news=lambda: answers.news,
    )
    yield one
    one.stop()


def test_a_pod_that_gets_another_address_is_found_there(supervisor: Supervisor, answers: Answers) -> None:
    assert supervisor.step()
    port = supervisor.local_port("10.0.0.1", 8080)
    answers.address = "10.0.0.2"
    assert supervisor.step()
    assert port is not None
    assert (supervisor.local_port("10.0.0.2", 8080), supervisor.local_port("10.0.0.1", 8080)) == (port, None)


def test_where_processes_listen_is_said_again_only_when_asked_for(supervisor: Supervisor, answers: Answers) -> None:
    supervisor.step()
    supervisor.step()
    assert answers.forwards == 1
    assert supervisor.step(anew=True)
    assert answers.forwards == 2


def test_nothing_is_done_without_a_list_of_pods(supervisor: Supervisor, answers: Answers) -> None:
    supervisor.step()
    port = supervisor.local_port("10.0.0.1", 8080)
    answers.silent = True
    assert not supervisor.step(anew=True)
    assert supervisor.local_port("10.0.0.1", 8080) == port


def test_pods_are_listed_when_there_are_news(supervisor: Supervisor, answers: Answers) -> None:
    supervisor.step()
    answers.news = False
    assert supervisor.step()
    assert answers.lists == 1
    answers.news = True
    assert supervisor.step()
    assert answers.lists == 2


def test_pods_that_could_not_be_listed_are_listed_without_news(supervisor: Supervisor, answers: Answers) -> None:
    answers.silent = True
    assert not supervisor.step()
    answers.silent = answers.news = False
    assert supervisor.step()
    assert supervisor.local_port("10.0.0.1", 8080) is not None


def test_a_process_that_ended_starts_again_without_news(supervisor: Supervisor, answers: Answers) -> None:
    supervisor.workloads = [WorkloadSetting(image="*/controller:*", command=("python", "-c", "# {port:8080}"))]
    supervisor.step()
    answers.news = False
    wait_until(lambda: supervisor.step() and answers.forwards > 1)
    assert answers.lists == 1


def wait_until(done: Callable[[], bool]) -> None:
    until(done, timeout=30, what="the process's second start", interval=0.05)
