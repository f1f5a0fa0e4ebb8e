"""Which containers a local process stands for, and what it is started with."""

from typing import Any

import pytest

from harness.cluster.workloads import (
    ISTIOD,
    Served,
    command_line,
    container_environment,
    container_ports,
    filled,
    served,
)
from harness.errors import SettingsError
from harness.settings.sections import WorkloadSetting

ECHO = WorkloadSetting(image="*/echo:*", command=("echo-server", "{args}", "--port={port:80}"))


def pod(**changes: Any) -> dict[str, Any]:
    return {
        "metadata": {"name": "web-1", "namespace": "shop", "uid": "u1", "labels": {"app": "web", "a.b/c": "d"}},
        "spec": {"containers": [{"name": "main", "image": "example.com/echo:1"}], "serviceAccountName": "web"},
        "status": {"phase": "Running", "podIP": "10.10.0.5"},
        **changes,
    }


def one(container: dict[str, Any] | None = None, workload: WorkloadSetting = ECHO) -> Served:
    shown = {"name": "main", "image": "example.com/echo:1", **(container or {})}
    (found,) = served([pod(spec={"containers": [shown]})], [workload])
    return found


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        pytest.param({}, 1, id="running, image known"),
        pytest.param({"status": {"phase": "Pending"}}, 0, id="not running yet"),
        pytest.param({"status": {"phase": "Running"}}, 0, id="no address yet"),
        pytest.param(
            {"metadata": {"name": "w", "namespace": "s", "uid": "u", "deletionTimestamp": "now"}}, 0, id="going"
        ),
        pytest.param({"spec": {"containers": [{"name": "main", "image": "nginx"}]}}, 0, id="another image"),
        pytest.param(
            {"spec": {"containers": [{"name": n, "image": "x/echo:1"} for n in "ab"]}}, 2, id="two containers"
        ),
    ],
)
def test_which_containers_are_served(changes: dict[str, Any], count: int) -> None:
    assert len(list(served([pod(**changes)], [ECHO]))) == count


def test_the_first_workload_that_matches_is_taken() -> None:
    mine = WorkloadSetting(image="example.com/*", command=("mine",))
    (found,) = served([pod()], [mine, ECHO])
    assert found.workload is mine
    assert (found.key, found.pod_ip, found.account) == ("u1/main", "10.10.0.5", "web")


def test_istiod_of_any_registry_is_known() -> None:
    images = ["registry.istio.io/release/pilot:1.31.0", "localhost:5000/istio/pilot:1.27.0-distroless"]
    pods = [pod(spec={"containers": [{"name": "discovery", "image": image}]}) for image in images]
    assert [found.workload for found in served(pods, [ISTIOD])] == [ISTIOD, ISTIOD]
    assert container_ports(ISTIOD) == (8080, 9876, 15010, 15012, 15014, 15017)


def test_the_environment_is_what_a_kubelet_would_give() -> None:
    container = {
        "env": [
            {"name": "PLAIN", "value": "text"},
            {"name": "POD", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}},
            {"name": "IP", "valueFrom": {"fieldRef": {"fieldPath": "status.podIP"}}},
            {"name": "LABEL", "valueFrom": {"fieldRef": {"fieldPath": "metadata.labels['a.b/c']"}}},
            {"name": "NO_LABEL", "valueFrom": {"fieldRef": {"fieldPath": "metadata.labels['none']"}}},
            {"name": "MAP", "valueFrom": {"configMapKeyRef": {"name": "settings", "key": "colour"}}},
            {"name": "SECRET", "valueFrom": {"secretKeyRef": {"name": "keys", "key": "password"}}},
            {"name": "LIMIT", "valueFrom": {"resourceFieldRef": {"resource": "limits.cpu"}}},
            {"name": "URL", "value": "http://$(POD):$(PORT)"},
            {"name": "EMPTY"},
        ]
    }
    table = {("configmaps/settings", "colour"): "red", ("secrets/keys", "password"): "hush"}
    assert container_environment(one(container | {}), lambda path, key: table.get((path, key))) == {
        "PLAIN": "text",
        "POD": "web-1",
        "IP": "10.10.0.5",
        "LABEL": "d",
        "MAP": "red",
        "SECRET": "hush",
        "URL": "http://web-1:$(PORT)",
        "EMPTY": "",
    }


def test_the_command_has_the_containers_arguments_and_our_ports() -> None:
    container = {"args": ["serve", "--name=$(NAME)"]}
    words = command_line(one(container), {"port:80": "23456"}, {"NAME": "shop"})
    assert words == ["echo-server", "serve", "--name=shop", "--port=23456"]


def test_names_of_the_containers_environment() -> None:
    assert filled("{env:REVISION}-{env:NONE}", {}, {"REVISION": "canary"}) == "canary-"


def test_an_unknown_name() -> None:
    with pytest.raises(SettingsError) as caught:
        filled("--x={kubconfig}", {"kubeconfig": "/k", "pod": "web"}, {})
    assert str(caught.value) == (
        "workload: unknown name {kubconfig} in '--x={kubconfig}'\n  expected: one of kubeconfig, pod, args, env:NAME"
    )
