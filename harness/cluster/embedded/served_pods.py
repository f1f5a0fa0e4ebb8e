"""Whether the processes that stand for pods of a cluster listen, and say that they are ready."""

import http.client
from collections.abc import Iterator, Mapping
from typing import Any, Final

from harness.cluster.api.client import Api
from harness.cluster.embedded.free_ports import answers

FORWARDS: Final = "/apis/kwok.x-k8s.io/v1alpha1/portforwards"
_ANSWER_SECONDS: Final = 2.0
_FINE: Final = range(200, 400)  # as for a kubelet

Pod = Mapping[str, Any]


def all_ready(api: Api) -> bool:
    """A process is ready when it listens at every port, and its pod's readiness probes over HTTP succeed."""
    forwards = {name_of(item): ports_of(item) for item in api.get(FORWARDS)["items"]}
    if not all(answers(local) for ports in forwards.values() for local in ports.values()):
        return False
    pods = {name_of(pod): pod for pod in api.get("/api/v1/pods")["items"]} if forwards else {}
    return all(is_fine(local, path) for name in forwards for local, path in probes(pods.get(name, {}), forwards[name]))


def name_of(item: Mapping[str, Any]) -> tuple[str, str]:
    return item["metadata"]["namespace"], item["metadata"]["name"]


def ports_of(forward: Mapping[str, Any]) -> dict[int, int]:
    """The pod's ports with those of this machine that stand for them."""
    entries = [one for one in forward["spec"]["forwards"] if "target" in one]
    return {port: one["target"]["port"] for one in entries for port in one["ports"]}


def probes(pod: Pod, ports: Mapping[int, int]) -> Iterator[tuple[int, str]]:
    """Port of this machine and path of each readiness probe over HTTP that a process answers."""
    for container in pod.get("spec", {}).get("containers", ()):
        probe = container.get("readinessProbe", {}).get("httpGet", {})
        names = {port.get("name"): port["containerPort"] for port in container.get("ports", ())}
        port = names.get(probe.get("port"), probe.get("port"))
        if probe.get("scheme", "HTTP") == "HTTP" and port in ports:
            yield ports[port], probe.get("path", "/")


def is_fine(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_ANSWER_SECONDS)
    try:
        connection.request("GET", path)
        return connection.getresponse().status in _FINE
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
