from typing import Any

import pytest

from harness.cluster.dead_ends import (
    AT_ONCE,
    PULLING,
    REFUSED,
    REPORTED,
    RESTARTS,
    UNSCHEDULABLE,
    dead_controllers,
    dead_pods,
    misspelt_condition,
    quantity,
    refused_condition,
    refused_pods,
)

NODE = {
    "metadata": {"labels": {"os": "linux"}},
    "status": {"allocatable": {"cpu": "2", "memory": "4Gi", "example.com/oven": "2"}},
}
POOL = {"metadata": {"labels": {"karpenter.sh/nodepool": "a"}}, "status": NODE["status"]}
NO_ROOM = "0/1 nodes are available: 1 Insufficient cpu."
NO_NODE = "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector."


def waiting(reason: str, message: str = "", restarts: int = 0) -> dict[str, Any]:
    state = {"waiting": {"reason": reason, "message": message}}
    return {"containerStatuses": [{"name": "c", "image": "i:1", "state": state, "restartCount": restarts}]}


def unscheduled(message: str) -> dict[str, Any]:
    return {"conditions": [{"type": "PodScheduled", "status": "False", "reason": "Unschedulable", "message": message}]}


def pod(status: dict[str, Any], cpu: str = "1", **others: str) -> dict[str, Any]:
    spec = {"containers": [{"resources": {"requests": {"cpu": cpu, **others}}}]}
    return {"metadata": {"name": "a", "namespace": "n"}, "spec": spec, "status": status}


@pytest.mark.parametrize(
    ("item", "ends"),
    [
        pytest.param(pod(waiting("ContainerCreating")), [], id="on its way"),
        pytest.param(pod(waiting("ErrImagePull", "i:1: not found")), [(AT_ONCE, False)], id="no such image"),
        pytest.param(pod(waiting("ErrImagePull", "manifest unknown")), [(AT_ONCE, False)], id="no such manifest"),
        pytest.param(pod(waiting("InvalidImageName")), [(AT_ONCE, False)], id="no name of an image"),
        pytest.param(pod(waiting("ErrImageNeverPull")), [(AT_ONCE, False)], id="never pulled"),
        pytest.param(pod(waiting("ErrImagePull", "i/o timeout")), [(PULLING, True)], id="a hiccup"),
        pytest.param(pod(waiting("ImagePullBackOff", "Back-off pulling")), [(PULLING, True)], id="put off"),
        pytest.param(pod(waiting("CrashLoopBackOff", restarts=1)), [], id="crashed once"),
        pytest.param(pod(waiting("CrashLoopBackOff", restarts=RESTARTS)), [(AT_ONCE, False)], id="crashes"),
        pytest.param(pod(waiting("CreateContainerConfigError")), [], id="a ConfigMap may come"),
        pytest.param(pod(unscheduled(NO_ROOM)), [], id="room may become free"),
        pytest.param(pod(unscheduled(NO_ROOM), cpu="64"), [(UNSCHEDULABLE, True)], id="no node is so large"),
        pytest.param(pod(unscheduled(NO_NODE)), [(UNSCHEDULABLE, False)], id="no node has the labels"),
        pytest.param(
            pod(unscheduled("1 Insufficient example.com/gpu."), **{"example.com/gpu": "1"}),
            [(UNSCHEDULABLE, True)],
            id="no node has a device",
        ),
        pytest.param(
            pod(unscheduled("1 Insufficient example.com/oven."), **{"example.com/oven": "3"}),
            [(UNSCHEDULABLE, False)],
            id="more than a page gave to a node",
        ),
        pytest.param(pod(unscheduled("pod has unbound immediate PersistentVolumeClaims")), [], id="a volume"),
        pytest.param(
            pod(unscheduled("1 node(s) had untolerated taint {node.kubernetes.io/not-ready: }")), [], id="not ready yet"
        ),
    ],
)
def test_pods(item: dict[str, Any], ends: list[tuple[float, bool]]) -> None:
    assert [(end.patience, end.blameless) for end in dead_pods([item], [NODE])] == ends
    item["metadata"]["deletionTimestamp"] = "2026-01-01T00:00:00Z"
    assert list(dead_pods([item], [NODE])) == []


def test_an_image_that_a_registry_does_not_have_is_named() -> None:
    images = {
        reason: [end.image for end in dead_pods([pod(waiting(reason, message))], [NODE])]
        for reason, message in (("ErrImagePull", "i:1: not found"), ("ImagePullBackOff", "x"), ("InvalidImageName", ""))
    }
    assert images == {"ErrImagePull": ["i:1"], "ImagePullBackOff": [""], "InvalidImageName": [""]}


def test_nodes_that_may_become_more() -> None:
    assert list(dead_pods([pod(unscheduled(NO_ROOM), cpu="64")], [NODE, POOL])) == []


def conditioned(**condition: str) -> dict[str, Any]:
    return {"metadata": {"name": "a", "namespace": "n"}, "status": {"conditions": [condition]}}


QUOTA = 'pods "a" is forbidden: exceeded quota: q'


@pytest.mark.parametrize(
    ("kind", "item", "patience"),
    [
        ("Deployment", conditioned(type="Progressing", status="False", reason="ProgressDeadlineExceeded"), [AT_ONCE]),
        ("Deployment", conditioned(type="Progressing", status="True", reason="ReplicaSetUpdated"), []),
        ("Deployment", conditioned(type="Available", status="False", reason="MinimumReplicasUnavailable"), []),
        (
            "Deployment",
            conditioned(type="ReplicaFailure", status="True", reason="FailedCreate", message=QUOTA),
            [REFUSED],
        ),
        ("Job", conditioned(type="Failed", status="True", reason="BackoffLimitExceeded"), [AT_ONCE]),
        ("Job", conditioned(type="Complete", status="True"), []),
    ],
)
def test_controllers(kind: str, item: dict[str, Any], patience: list[float]) -> None:
    assert [end.patience for end in dead_controllers(kind, [item])] == patience


@pytest.mark.parametrize(
    ("condition", "final"),
    [
        pytest.param({"type": "Ready", "status": "False", "reason": "Failed"}, True, id="failed"),
        pytest.param({"type": "Ready", "status": "False", "reason": "InvalidParameters"}, True, id="invalid"),
        pytest.param({"type": "Ready", "status": "False", "reason": "SyncError"}, True, id="an error"),
        pytest.param({"type": "Ready", "status": "False", "reason": "Pending"}, False, id="pending"),
        pytest.param({"type": "Ready", "status": "True", "reason": "Failed"}, False, id="it holds"),
        pytest.param({"type": "Synced", "status": "False", "reason": "Failed"}, False, id="another condition"),
        pytest.param({"type": "Ready", "status": "False"}, False, id="without a reason"),
    ],
)
def test_custom_resources(*, condition: dict[str, str], final: bool) -> None:
    ends = list(refused_condition([conditioned(**condition)], "cake", "ready"))
    assert [(end.kind, end.patience) for end in ends] == ([("cake", REPORTED)] if final else [])


@pytest.mark.parametrize(
    ("awaited", "final"),
    [("Ready", False), ("ready", False), ("Redy", True), ("Synced", False), ("Available", False), ("", False)],
)
def test_a_condition_of_another_name(awaited: str, *, final: bool) -> None:
    ends = list(misspelt_condition([conditioned(type="Ready", status="False")], "Pod", awaited))
    assert [end.patience for end in ends] == ([REPORTED] if final else [])


@pytest.mark.parametrize(
    ("message", "names"),
    [(QUOTA, ["web"]), ('violates PodSecurity "restricted:latest"', ["web"]), ("serviceaccount not found", [])],
)
def test_events(message: str, names: list[str]) -> None:
    about = {"kind": "StatefulSet", "namespace": "n", "name": "web"}
    event = {"reason": "FailedCreate", "message": message, "involvedObject": about, "lastTimestamp": None}
    assert [end.name for end in refused_pods([event])] == names


@pytest.mark.parametrize(
    ("text", "number"), [("500m", 0.5), ("2", 2), ("1Gi", 1024**3), ("1k", 1000), ("1e3", 1000), ("", 0), ("x", 0)]
)
def test_quantities(text: str, number: float) -> None:
    assert quantity(text) == number
