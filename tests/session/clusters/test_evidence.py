import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from harness.capability import Capability, Fidelity
from harness.cluster.fleet.topology import default_topology
from harness.cluster.provider import Cluster, Fleet
from harness.errors import ClusterError
from harness.match.verdict import CommandResult, Failure, Outcome, Verdict
from harness.parse.page import Snippet
from harness.plan.step import Command, Role, Step
from harness.session.clusters.command_targets import Object, Touched
from harness.session.clusters.evidence import FILE, IN_ALL, Evidence, collect_evidence, files_of, shortened
from harness.session.clusters.pods import Pod, read_pods, shown_pods
from harness.session.clusters.questions import Question, log_questions
from harness.source import Location

AT = Location(path=Path("page.md"), line=3)


def fleet(logs: Fidelity = Fidelity.REAL) -> Fleet:
    clusters = tuple(
        Cluster(name=name, context=name, server="https://x", network="n") for name in ("cluster1", "cluster2")
    )
    return Fleet(
        name="f",
        provider="kind",
        topology=default_topology(2),
        clusters=clusters,
        kubeconfig=Path("/none"),
        state=Path("/none"),
        capabilities={Capability.LOGS: logs},
    )


def verdict(command: str, *, failure: Failure | None = Failure.STATUS, outcome: Outcome = Outcome.FAILED) -> Verdict:
    one = Command(at=AT, text=command, documented=command, expected=None)
    snippet = Snippet(id="s", at=AT, syntax="bash", body=command, body_at=AT)
    step = Step(id="s", at=AT, snippet=snippet, role=Role.PAGE, commands=(one,))
    return Verdict(
        step=step, variant="", outcome=outcome, results=(CommandResult(command=one, output=None, failure=failure),)
    )


PODS = {
    "items": [
        {
            "metadata": {"name": "web-1", "namespace": "made"},
            "status": {
                "phase": "Pending",
                "containerStatuses": [
                    {
                        "name": "web",
                        "restartCount": 3,
                        "state": {"waiting": {"reason": "CrashLoopBackOff", "message": "back-off 10s"}},
                        "lastState": {"terminated": {"reason": "Error", "exitCode": 1}},
                    }
                ],
            },
        },
        {"metadata": {"name": "well", "namespace": "made"}, "status": {"phase": "Running"}},
    ]
}


@dataclass
class Answers:
    """Stands in for programs: answers by the words of a command; what it does not know fails."""

    known: Mapping[str, str] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    def __call__(
        self,
        command: Sequence[str | Path],
        /,
        *,
        timeout: float,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
    ) -> str:
        line = " ".join(map(str, command)).replace("--request-timeout=5s ", "")
        self.asked.append((line, env or {}))
        if line in self.known:
            return self.known[line]
        raise ClusterError(f"`{line}` exited with status 1")


def waiting(reason: str) -> dict[str, Any]:
    return {"name": "web", "image": "example.com/web:1", "state": {"waiting": {"reason": reason}}}


NO_POD = Pod(namespace="", name="", phase="", restarts=0, reasons=())
ON_TWO = "kubectl --context=cluster2"
KNOWN = {
    f"{ON_TWO} get events --namespace=made --sort-by=.metadata.creationTimestamp": "BackOff password=abc\n",
    f"{ON_TWO} get pods --namespace=made --output=json": json.dumps(PODS),
    f"{ON_TWO} describe deployment/web --namespace=made": "Replicas: 1\n",
    f"{ON_TWO} describe nodes": "Ready True\n",
    f"{ON_TWO} logs web-1 --namespace=made --tail=300 --all-containers --prefix": "listening\n",
}


@pytest.mark.parametrize(
    ("status", "troubles"),
    [
        pytest.param({"containerStatuses": [waiting("ContainerCreating")]}, (), id="on its way"),
        pytest.param(
            {"initContainerStatuses": [waiting("ImagePullBackOff")]},
            ("container web of image example.com/web:1: ImagePullBackOff",),
            id="an image",
        ),
        pytest.param(
            {"containerStatuses": [waiting("CreateContainerConfigError")]},
            ("container web: CreateContainerConfigError",),
            id="a Secret that is not there",
        ),
        pytest.param(
            {
                "conditions": [
                    {"type": "Ready", "status": "False", "message": "containers with unready status"},
                    {"type": "PodScheduled", "status": "False", "reason": "Unschedulable", "message": "no node"},
                ]
            },
            ("Unschedulable: no node",),
            id="no node",
        ),
    ],
)
def test_what_keeps_a_pod_from_starting(status: dict[str, Any], troubles: tuple[str, ...]) -> None:
    item = {"metadata": {"name": "web-1", "namespace": "made"}, "status": {"phase": "Pending", **status}}
    (pod,) = read_pods(json.dumps({"items": [item]})) or [NO_POD]
    assert pod.troubles == troubles
    item["metadata"]["deletionTimestamp"] = "2026-01-01T00:00:00Z"  # it ends anyway
    (pod,) = read_pods(json.dumps({"items": [item]})) or [NO_POD]
    assert pod.troubles == ()


def test_evidence_comes_from_where_the_command_failed(tmp_path: Path) -> None:
    run = Answers(KNOWN)
    found = collect_evidence(
        verdict('kubectl --context="$CTX" -n made rollout status deployment/web'),
        fleet(),
        tmp_path / "evidence",
        run=run,
        variables={"CTX": "cluster2"},
        hooks=["istioctl proxy-status"],
    )
    assert found.pods == ("cluster2: made/web-1: container web: CrashLoopBackOff, last with exit code 1",)
    assert [Path(path).name for path in found.files] == [
        "cluster2-events.txt",
        "cluster2-pods.txt",
        "cluster2-objects.txt",
        "cluster2-nodes.txt",
        "cluster2-logs.txt",
        "cluster2-hook-1.txt",
    ]
    previous = "logs web-1 --namespace=made --tail=300 --all-containers --prefix --previous"
    limit = "--request-timeout=5s"
    assert "\n".join(Path(path).read_text() for path in found.files) == "\n".join(
        [
            f"$ {ON_TWO} {limit} get events --namespace=made --sort-by=.metadata.creationTimestamp",
            "BackOff password=[redacted]\n",
            f"$ {ON_TWO} {limit} get pods --namespace=made --output=json",
            "made/web-1  Pending  restarts: 3",
            "  container web waits, CrashLoopBackOff: back-off 10s",
            "  container web ended before with exit code 1, Error",
            "made/well  Running  restarts: 0\n",
            f"$ {ON_TWO} {limit} describe deployment/web --namespace=made",
            "Replicas: 1\n",
            f"$ {ON_TWO} {limit} describe nodes",
            "Ready True\n",
            f"$ {ON_TWO} {limit} logs web-1 --namespace=made --tail=300 --all-containers --prefix",
            "listening\n",
            f"$ {ON_TWO} {limit} {previous}",
            f"not available: `{ON_TWO} {previous}` exited with status 1\n",
            "$ bash -c 'istioctl proxy-status'",
            "not available: `bash -c istioctl proxy-status` exited with status 1\n",
        ]
    )
    assert run.asked[-1][1] == {"CONTEXT": "cluster2", "NAMESPACE": "made"}


def test_logs_that_are_not_real_are_not_asked_for(tmp_path: Path) -> None:
    run = Answers(KNOWN)
    failed = verdict("kubectl --context=cluster2 -n made get deployment web")
    collect_evidence(failed, fleet(Fidelity.SIMULATED), tmp_path, run=run, variables={})
    assert [line for line, _ in run.asked if " logs " in line] == []


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(verdict("x", failure=None, outcome=Outcome.PASSED), id="passed"),
        pytest.param(verdict("x", outcome=Outcome.KNOCK_ON), id="follows from an earlier failure"),
    ],
)
def test_nothing_is_asked_where_there_is_nothing_to_find(one: Verdict, tmp_path: Path) -> None:
    run = Answers()
    assert collect_evidence(one, fleet(), tmp_path / "none", run=run, variables={}) == Evidence()
    assert run.asked == []
    assert not (tmp_path / "none").exists()


def test_what_is_not_asked_in_time_is_told(tmp_path: Path) -> None:
    run = Answers(KNOWN)
    times = iter([0.0])
    found = collect_evidence(
        verdict("kubectl get pods"), fleet(), tmp_path, run=run, variables={}, clock=lambda: next(times, 31.0)
    )
    assert run.asked == []
    assert {Path(path).read_text().split("\n", 1)[1] for path in found.files} == {"not collected: 30 s were over\n"}


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    found = collect_evidence(verdict("kubectl get pods"), fleet(), tmp_path / "file", run=Answers(), variables={})
    (told,) = found.files
    assert told == f"not written: {tmp_path / 'file' / 'current-events.txt'}: File exists"


def test_files_are_not_too_long() -> None:
    def asked(topic: str) -> list[tuple[Question, str]]:
        return [(Question(topic=topic, command=("x", str(number))), "a" * 100_000) for number in range(5)]

    files = files_of([pair for number in range(15) for pair in asked(f"topic-{number}")])
    assert max(map(len, files.values())) <= FILE
    assert sum(map(len, files.values())) <= IN_ALL + 15 * 40


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        pytest.param("short", 5, "short", id="as long as it may be"),
        pytest.param(
            "a" * 50 + "b" * 50, 60, "a" * 12 + "\n[76 characters left out]\n" + "b" * 12, id="both ends stay"
        ),
    ],
)
def test_shortened(text: str, limit: int, expected: str) -> None:
    assert shortened(text, limit) == expected


WELL = Pod(namespace="made", name="web-1", phase="Running", restarts=0, reasons=())
PLACE = Touched(context="", namespaces=("made",), objects=(Object(kind="deployment", name="web", namespace="made"),))


@pytest.mark.parametrize(
    ("pods", "command", "names"),
    [
        pytest.param([WELL], "x", ["web-1"], id="of what the command names"),
        pytest.param([replace(WELL, name="other")], "x", [], id="a pod that is well"),
        pytest.param([replace(WELL, name="other", reasons=("ended",))], "x", ["other"], id="a pod that is not"),
        pytest.param([replace(WELL, name="other")], "curl other", ["other"], id="a pod that the text names"),
        pytest.param(
            [replace(WELL, name="other", reasons=("ended",)), WELL], "x", ["web-1", "other"], id="those named first"
        ),
        pytest.param(
            [replace(WELL, name=f"web-{one}") for one in range(9)], "x", [f"web-{one}" for one in range(6)], id="a few"
        ),
        pytest.param([replace(WELL, restarts=1)], "x", ["web-1", "web-1"], id="and of the run before"),
    ],
)
def test_whose_logs(pods: list[Pod], command: str, names: list[str]) -> None:
    assert [question.command[3] for question in log_questions(PLACE, pods, command)] == names


@pytest.mark.parametrize(
    ("status", "reasons"),
    [
        pytest.param({"phase": "Running"}, (), id="well"),
        pytest.param({"phase": "Succeeded", "conditions": [{"status": "False", "message": "x"}]}, (), id="done"),
        pytest.param({"reason": "Evicted", "message": "no memory"}, ("Evicted: no memory",), id="its own"),
        pytest.param(
            {"conditions": [{"type": "PodScheduled", "status": "False", "message": "0/1 nodes"}]},
            ("PodScheduled is False: 0/1 nodes",),
            id="a condition",
        ),
        pytest.param(
            {"initContainerStatuses": [{"name": "i", "state": {"terminated": {"exitCode": 2, "message": "no\n"}}}]},
            ("container i ended with exit code 2, no reason: no",),
            id="a container that failed",
        ),
        pytest.param(
            {"containerStatuses": [{"name": "c", "state": {"terminated": {"exitCode": 0}}}]}, (), id="one that is done"
        ),
    ],
)
def test_why_a_pod_is_as_it_is(status: dict[str, Any], reasons: tuple[str, ...]) -> None:
    pods = read_pods(json.dumps({"items": [{"metadata": {"name": "p"}, "status": status}]}))
    assert pods is not None
    assert [pod.reasons for pod in pods] == [reasons]


def test_no_pods() -> None:
    assert shown_pods([]) == "no pods"
    assert read_pods("error: x") is None
