from typing import Any, Final

import pytest

from harness.cluster.dead_ends import DeadEnd
from harness.session.clusters.command_targets import ALL, Object
from harness.session.clusters.waits import Wait, waits_of

SINCE = "2026-01-01T10:00:00Z"
NEW, OLD = "2026-01-01T10:00:01Z", "2026-01-01T09:00:00Z"


def on(namespace: str, *objects: Object, interrupts: bool = True, condition: str = "") -> list[Wait]:
    return [Wait(context="", namespace=namespace, objects=objects, interrupts=interrupts, condition=condition)]


def obj(kind: str, name: str = "", namespace: str = "default", selector: str = "") -> Object:
    return Object(kind=kind, name=name, namespace=namespace, selector=selector)


AGAIN: Final[dict[str, Any]] = {"interrupts": False}


@pytest.mark.parametrize(
    ("command", "waits"),
    [
        ("kubectl wait --for=condition=Ready pod/a", on("default", obj("pod", "a"), condition="Ready")),
        ("kubectl wait pods --all --for=condition=Ready -n x", on("x", obj("pods", "", "x"), condition="Ready")),
        (
            "kubectl wait --for condition=available deploy a -n x",
            on("x", obj("deploy", "a", "x"), condition="available"),
        ),
        (
            "kubectl wait --for=condition=ready pod -l app=a",
            on("default", obj("pod", selector="app=a"), condition="ready"),
        ),
        ("kubectl rollout status deployment/a", on("default", obj("deployment", "a"))),
        ("kubectl wait --for=condition=Ready -n x -f a.yaml", on("x", condition="Ready")),
        ('kubectl wait --for=condition=Ready "pod/$POD"', on("default", condition="Ready")),
        ("kubectl rollout status --filename=a.yaml", on("default")),
        ("kubectl wait --for=condition=Established -f crd.yaml", []),
        ("kubectl get -f a.yaml", []),
        ("kubectl wait --for=delete pod/a", []),
        ("kubectl wait --for=condition=PodScheduled pod/a", []),
        ("kubectl wait --for=condition=Ready=false pod/a", []),
        ("kubectl wait --for=jsonpath='{.status.containerStatuses[0].state.waiting.reason}'=ErrImagePull pod/a", []),
        ("kubectl wait --for=jsonpath='{.status.phase}'=Running pod/a", on("default", obj("pod", "a"))),
        ("kubectl get pod a", on("default", obj("pod", "a"), interrupts=False)),
        ("kubectl get pods -n x", on("x", obj("pods", "", "x"), interrupts=False)),
        ("kubectl exec deploy/a -- curl b", on("default", obj("deploy", "a"), interrupts=False)),
        ("until kubectl get pod a; do sleep 1; done", on("default", obj("pod", "a"))),
        ("kubectl get service a", []),
        ("kubectl apply -f a.yaml", []),
        ("helm install a b --wait -n x", on("x")),
        ("helm upgrade --install a b --atomic", on("default")),
        ("helm install a b", []),
        ("helm install a b --wait=false", []),
        ("istioctl install -y", on("istio-system")),
        ("istioctl install --dry-run", []),
        ("istioctl waypoint apply -n x --wait", on(ALL)),
        ("curl http://a", []),
        (
            "istioctl proxy-config secret a.x",
            on(
                ALL, obj("pod", "secret", ALL), obj("", "secret", ALL), obj("pod", "a", "x"), obj("", "a", "x"), **AGAIN
            ),
        ),
        (
            "istioctl pc routes deploy/a -n x",
            on(ALL, obj("pod", "routes", "x"), obj("", "routes", "x"), obj("deploy", "a", "x"), **AGAIN),
        ),
        ("istioctl dashboard a", on(ALL, obj("pod", "a", ALL), obj("", "a", ALL), **AGAIN)),
        ("istioctl version", []),
        ("istioctl proxy-status", []),
    ],
)
def test_what_commands_wait_for(command: str, waits: list[Wait]) -> None:
    assert list(waits_of(command, {}, ["cluster1"])) == waits


def test_contexts() -> None:
    command = 'kubectl --context="$A" wait --for=condition=Ready pod/a; kubectl --context=two rollout status ds/b'
    assert [one.context for one in waits_of(command, {"A": "one"}, ["one", "two"])] == ["one", "two"]


def pod(name: str = "a", *, namespace: str = "default", created: str = OLD, **more: Any) -> DeadEnd:
    return DeadEnd(kind="Pod", namespace=namespace, name=name, reason="x", created=created, **more)


OF_SET: dict[str, Any] = {"owner": ("ReplicaSet", "web-5d4f")}


@pytest.mark.parametrize(
    ("wait", "end", "concerned"),
    [
        pytest.param(on("default", obj("pod", "a")), pod(), True, id="a pod by name"),
        pytest.param(on("default", obj("pod", "b")), pod(), False, id="another pod"),
        pytest.param(
            on("default", obj("cake", "a")),
            DeadEnd(kind="cake", namespace="default", name="a", reason=""),
            True,
            id="a custom resource",
        ),
        pytest.param(on("x", obj("pod", "a", "x")), pod(), False, id="in another namespace"),
        pytest.param(on("default", obj("deploy", "web")), pod("web-5d4f-1", **OF_SET), True, id="of a Deployment"),
        pytest.param(on("default", obj("deploy", "we")), pod("web-5d4f-1", **OF_SET), False, id="of another one"),
        pytest.param(on("default", obj("job", "a")), pod("a-1", owner=("Job", "a")), True, id="of a Job"),
        pytest.param(on("default", obj("pod", selector="app=a")), pod(labels={"app": "a"}), True, id="selected"),
        pytest.param(on("default", obj("pod", selector="app!=a")), pod(labels={"app": "a"}), False, id="not selected"),
        pytest.param(on("default", obj("pods")), pod(), True, id="all of a namespace"),
        pytest.param(on("default", obj("pods"), interrupts=False), pod(), False, id="listed, of before the page"),
        pytest.param(on("default", obj("pods"), interrupts=False), pod(created=NEW), True, id="listed, new"),
        pytest.param(on("default"), pod(created=NEW), True, id="of an installation"),
        pytest.param(on("default"), pod(), False, id="older than the page"),
        pytest.param(on("x"), pod(created=NEW), False, id="installed elsewhere"),
        pytest.param(
            on("default", obj("gateway", "g")), pod(created=NEW, labels={"gateway-name": "g"}), True, id="by a label"
        ),
    ],
)
def test_what_is_concerned(wait: list[Wait], end: DeadEnd, concerned: bool) -> None:  # noqa: FBT001 - a column
    assert wait[0].concerns(end, since=SINCE) is concerned
