"""What a cluster can really do, found by doing it once: two small pods, a Service, a policy, all taken away again."""

import logging
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from harness.capability import Capability, Fidelity
from harness.cluster.api.apply import apply
from harness.cluster.api.client import Api
from harness.cluster.api.kubectl_client import Kubectl
from harness.cluster.readiness import hopeless_pods, is_ready
from harness.cluster.waiting import HopelessError, until
from harness.errors import ClusterError

LOG = logging.getLogger(__name__)

IMAGE: Final = "busybox:1.36"  # small, and on every mirror
PORT: Final = 8080
SAID: Final = "the probe is up"
BLOCKED: Final = 3.0  # seconds in which a policy must begin to hold
BY_PODS: Final = (
    Capability.PODS,
    Capability.IMAGES,
    Capability.EXEC,
    Capability.LOGS,
    Capability.PORT_FORWARD,
    Capability.DNS,
    Capability.NETWORK_POLICY,
)
FROM_INSIDE: Final = (Capability.DNS, Capability.NETWORK_POLICY)  # asked by commands in a pod
BY_SERVICE: Final = (Capability.LB_ADDRESS, Capability.LB_TRAFFIC)

Reasons = Mapping[Capability, str]
"""For each capability that was looked for: why it is not there, empty when it is."""


def fidelities(reasons: Reasons) -> dict[Capability, Fidelity]:
    return {capability: Fidelity.NONE if reason else Fidelity.REAL for capability, reason in reasons.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """Asks one cluster, in ``namespace``. ``patience`` is how long pods and addresses may take, in seconds."""

    api: Api
    kubectl: Kubectl
    namespace: str = "default"
    image: str = IMAGE
    patience: float = 60.0
    stopped: Callable[[], bool] = lambda: False

    @contextmanager
    def pods(self) -> Iterator[None]:
        """The probe's pods, for the time of the ``with``; what the other methods ask is asked of them."""
        try:
            apply(self.api, (pod(self.namespace, name, self.image) for name in PODS))
            yield
        finally:
            self._take_away()

    def ask_pods(self) -> Reasons:
        """What pods can do and what can be done with them."""
        try:
            self._wait()
        except ClusterError as error:
            return dict.fromkeys(BY_PODS, error.message)
        found = {Capability.EXEC: reason(lambda: self._exec("true"))}
        for capability, ask in self._questions().items():
            entered = found[Capability.EXEC] if capability in FROM_INSIDE else ""
            found[capability] = entered or reason(ask)
        for capability, why in found.items():
            if why:
                LOG.info("%s: no %s: %s", self.api.context, capability, why)
        return {Capability.PODS: "", Capability.IMAGES: "", **found}

    def ask_service(self, *, traffic: bool = True) -> Reasons:
        """Whether a LoadBalancer Service gets an address, and whether ``traffic`` to it reaches the pods from here."""
        apply(self.api, (service(self.namespace),))
        path = f"/api/v1/namespaces/{self.namespace}/services/{SERVER}"
        try:
            address = until(
                lambda: address_of(self.api.get(path)),
                timeout=self.patience,
                what=f"{self.api.context}: an address of a LoadBalancer Service",
                stopped=self.stopped,
            )
        except ClusterError as error:
            return dict.fromkeys(BY_SERVICE, error.message)
        if not traffic:
            return {Capability.LB_ADDRESS: ""}
        return {Capability.LB_ADDRESS: "", Capability.LB_TRAFFIC: reason(lambda: self._balanced(address))}

    def _questions(self) -> Mapping[Capability, Callable[[], None]]:
        return {
            Capability.LOGS: self._logs,
            Capability.PORT_FORWARD: self._forward,
            Capability.NETWORK_POLICY: self._policy,
            Capability.DNS: self._names,
        }

    def _wait(self) -> None:
        path = f"/api/v1/namespaces/{self.namespace}/pods"

        def ready() -> bool:
            items = self.api.get(path)["items"]
            if hopeless := list(hopeless_pods(items)):
                raise HopelessError("; ".join(hopeless))
            return sum(is_ready(item) for item in items) == len(PODS)

        until(ready, timeout=self.patience, what=f"{self.api.context}: pods of the probe", stopped=self.stopped)

    def _exec(self, *command: str) -> None:
        self.kubectl.run("--namespace", self.namespace, "exec", CLIENT, "--", *command, timeout=20)

    def _names(self) -> None:
        """Asked several times: name servers of a new cluster are among the last that come up."""

        def resolved() -> bool:
            self._exec("nslookup", "kubernetes.default.svc.cluster.local")
            return True

        until(resolved, timeout=self.patience / 4, what="an answer for kubernetes.default", stopped=self.stopped)

    def _logs(self) -> None:
        if SAID not in self.kubectl.run("--namespace", self.namespace, "logs", SERVER, timeout=20):
            raise ClusterError("the log of a pod does not hold what it printed")

    def _forward(self) -> None:
        with self.kubectl.port_forward(self.namespace, f"pod/{SERVER}", PORT) as port:
            fetch(f"http://127.0.0.1:{port}/")

    def _balanced(self, address: str) -> None:
        """Asked several times: an address is announced a moment after it is given."""
        url = f"http://{address}/"
        until(lambda: fetch(url), timeout=self.patience / 4, what=f"an answer from {url}", stopped=self.stopped)

    def _policy(self) -> None:
        """A policy must hold off what came through before it."""
        address = self.api.get(f"/api/v1/namespaces/{self.namespace}/pods/{SERVER}")["status"]["podIP"]
        ask = ("sh", "-c", f"echo | nc -w 1 {address} {PORT}")  # some builds of wget crash with a time limit
        self._exec(*ask)
        apply(self.api, (policy(self.namespace),))
        deadline = time.monotonic() + BLOCKED
        try:
            while time.monotonic() < deadline:
                if reason(lambda: self._exec(*ask)):
                    return
                time.sleep(0.3)
        finally:
            self.api.delete(f"/apis/networking.k8s.io/v1/namespaces/{self.namespace}/networkpolicies/{SERVER}")
        raise ClusterError("a NetworkPolicy that allows nothing changes nothing")

    def _take_away(self) -> None:
        core = f"/api/v1/namespaces/{self.namespace}"
        paths = (f"{core}/services/{SERVER}", *(f"{core}/pods/{name}" for name in PODS))
        for path in paths:
            self.api.delete(path, grace=0)
        until(lambda: not any(map(self.api.found, paths)), timeout=30, what=f"{self.api.context}: end of the probe")


SERVER: Final = "docs-harness-probe-server"
CLIENT: Final = "docs-harness-probe-client"
PODS: Final = (SERVER, CLIENT)


def fetch(url: str) -> bool:
    """True when the probe's pod answers; ``ClusterError`` otherwise."""
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - http, made by the caller
            text = answer.read().decode(errors="replace")
    except OSError as error:
        raise ClusterError(f"{url}: {error}") from error
    if SAID not in text:
        raise ClusterError(f"{url}: something else answers")
    return True


def reason(ask: Callable[[], object]) -> str:
    """Why something does not work, empty when it does."""
    try:
        ask()
    except ClusterError as error:
        return error.message
    return ""


def address_of(service: Mapping[str, Any]) -> str:
    """The LoadBalancer address of a Service, empty as long as it has none; clouds give host names."""
    for ingress in service.get("status", {}).get("loadBalancer", {}).get("ingress") or ():
        return str(ingress.get("ip") or ingress.get("hostname") or "")
    return ""


def pod(where: str, name: str, image: str) -> dict[str, Any]:
    """A pod that says something and serves it by HTTP, and runs under the strictest admission policies."""
    script = f"echo {SAID}; echo {SAID} >/tmp/index.html; exec httpd -f -p {PORT} -h /tmp"
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": name, "namespace": where, "labels": {"app": name}},
        "spec": {
            "terminationGracePeriodSeconds": 0,
            "securityContext": {"runAsUser": 1000, "runAsNonRoot": True, "seccompProfile": {"type": "RuntimeDefault"}},
            "containers": [
                {
                    "name": "probe",
                    "image": image,
                    "command": ["sh", "-c", script],
                    "readinessProbe": {"tcpSocket": {"port": PORT}, "periodSeconds": 1},
                    "securityContext": {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}},
                }
            ],
        },
    }


def service(where: str) -> dict[str, Any]:
    return {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {"name": SERVER, "namespace": where},
        "spec": {
            "type": "LoadBalancer",
            "selector": {"app": SERVER},
            "ports": [{"port": 80, "targetPort": PORT, "protocol": "TCP"}],
        },
    }


def policy(where: str) -> dict[str, Any]:
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": {"name": SERVER, "namespace": where},
        "spec": {"podSelector": {"matchLabels": {"app": SERVER}}, "policyTypes": ["Ingress"]},
    }
