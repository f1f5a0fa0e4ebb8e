from typing import Any

import pytest

from harness.cluster.readiness import COREDNS, KUBE_PROXY, hopeless_pods, is_ready, is_rolled_out


def deployment(*, generation: int = 1, **status: int) -> dict[str, Any]:
    return {"metadata": {"generation": generation}, "spec": {"replicas": 2}, "status": status}


@pytest.mark.parametrize(
    ("workload", "expected"),
    [
        pytest.param(None, False, id="not there yet"),
        pytest.param(deployment(), False, id="not seen by its controller"),
        pytest.param(
            deployment(observedGeneration=1, replicas=2, updatedReplicas=2, availableReplicas=2),
            True,
            id="all available",
        ),
        pytest.param(
            deployment(observedGeneration=1, updatedReplicas=2, availableReplicas=1), False, id="one is missing"
        ),
        pytest.param(
            deployment(generation=2, observedGeneration=1, updatedReplicas=2, availableReplicas=2),
            False,
            id="an older form",
        ),
        pytest.param(
            {
                "metadata": {"generation": 1},
                "spec": {},
                "status": {"observedGeneration": 1, "desiredNumberScheduled": 0},
            },
            False,
            id="a DaemonSet before it knows its nodes",
        ),
        pytest.param(
            {
                "metadata": {"generation": 1},
                "spec": {},
                "status": {
                    "observedGeneration": 1,
                    "desiredNumberScheduled": 1,
                    "updatedNumberScheduled": 1,
                    "numberAvailable": 1,
                },
            },
            True,
            id="a DaemonSet on all its nodes",
        ),
    ],
)
def test_rolled_out(workload: dict[str, Any] | None, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_rolled_out(workload) is expected


def test_ready() -> None:
    assert not is_ready({"metadata": {}})
    assert not is_ready({"status": {"conditions": [{"type": "Ready", "status": "Unknown"}]}})
    assert is_ready(
        {"status": {"conditions": [{"type": "Disk", "status": "False"}, {"type": "Ready", "status": "True"}]}}
    )


@pytest.mark.parametrize(
    ("reason", "message", "hopeless"),
    [
        pytest.param("ErrImagePull", 'failed to resolve "x/y:1": not found', True, id="an image that does not exist"),
        pytest.param("ImagePullBackOff", "Back-off: manifest unknown", True, id="nor this tag"),
        pytest.param("ErrImagePull", "dial tcp: i/o timeout", False, id="a registry that may answer later"),
        pytest.param("ErrImageNeverPull", "", True, id="not loaded, and never pulled"),
        pytest.param("ContainerCreating", "", False, id="on its way"),
    ],
)
def test_hopeless(reason: str, message: str, hopeless: bool) -> None:  # noqa: FBT001 - a column of the table
    waiting = {"image": "x/y:1", "state": {"waiting": {"reason": reason, "message": message}}}
    pod = {"metadata": {"namespace": "a", "name": "b"}, "status": {"containerStatuses": [waiting]}}
    assert list(hopeless_pods([pod])) == ([f"pod a/b: image x/y:1: {reason}"] if hopeless else [])


def test_names_and_paths() -> None:
    assert str(COREDNS) == "deployment kube-system/coredns"
    assert KUBE_PROXY.path == "/apis/apps/v1/namespaces/kube-system/daemonsets/kube-proxy"
