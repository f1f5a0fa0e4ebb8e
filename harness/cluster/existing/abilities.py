"""What a user's cluster can do: tried in a namespace that is deleted afterwards, or looked at without a change."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from harness.capability import Capability, Fidelity
from harness.cluster.api.apply import apply
from harness.cluster.api.client import Api
from harness.cluster.api.kubectl_client import Kubectl
from harness.cluster.existing.namespaces import LABEL, NAMESPACES
from harness.cluster.probe import Probe, Reasons, address_of, fidelities

PATIENCE: Final = 120.0  # seconds for the probe's pods and address


def tried(
    api: Api, kubectl: Kubectl, *, fleet: str, image: str, stopped: Callable[[], bool]
) -> dict[Capability, Fidelity]:
    """What a cluster can do, by doing it in a namespace that is deleted afterwards."""
    name = f"docs-harness-{fleet}"
    namespace = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name, "labels": {LABEL: fleet}}}
    apply(api, [namespace])
    try:
        probe = Probe(api=api, kubectl=kubectl, namespace=name, image=image, patience=PATIENCE, stopped=stopped)
        with probe.pods():
            pods = probe.ask_pods()
            simulated = bool(pods[Capability.EXEC] and pods[Capability.LOGS])  # nobody is there to answer
            reasons: Reasons = {**pods, **probe.ask_service(traffic=not simulated)}
    finally:
        api.delete(f"{NAMESPACES}/{name}")
    return real_or_not(fidelities(reasons))


def real_or_not(found: Mapping[Capability, Fidelity]) -> dict[Capability, Fidelity]:
    """What follows from the probe: pods that one can neither enter nor read only say that they run."""
    real = Fidelity.REAL in {found[Capability.EXEC], found[Capability.LOGS]}
    pods = found[Capability.PODS] if real else min(found[Capability.PODS], Fidelity.SIMULATED)
    return {
        Capability.API: Fidelity.REAL,
        Capability.CONTROLLERS: Fidelity.REAL,
        **found,
        Capability.PODS: pods,
        Capability.IMAGES: min(found[Capability.IMAGES], pods),
        Capability.WEBHOOKS: Fidelity.REAL if real else Fidelity.NONE,
        Capability.STORAGE: Fidelity.REAL if real else Fidelity.NONE,
    }


def looked_at(api: Api) -> dict[Capability, Fidelity]:
    """What can be known without a change: what we may do, and whether some Service has got an address."""
    address = Fidelity.REAL if address_known(api.get("/api/v1/services")["items"]) else Fidelity.NONE
    found = dict.fromkeys(Capability, Fidelity.NONE)
    asked = {Capability.EXEC: "exec", Capability.LOGS: "log", Capability.PORT_FORWARD: "portforward"}
    for capability, subresource in asked.items():
        found[capability] = Fidelity.REAL if may(api, subresource) else Fidelity.NONE
    known = {Capability.API: Fidelity.REAL, Capability.STORAGE: Fidelity.REAL}
    return {**found, **known, Capability.LB_ADDRESS: address}


def address_known(services: Iterable[Mapping[str, Any]]) -> bool:
    return any(address_of(service) for service in services)


def may(api: Api, subresource: str) -> bool:
    """Whether we may use a subresource of pods; the question itself changes nothing."""
    verb = "get" if subresource == "log" else "create"
    attributes = {"verb": verb, "resource": "pods", "subresource": subresource, "namespace": "default"}
    review = {
        "apiVersion": "authorization.k8s.io/v1",
        "kind": "SelfSubjectAccessReview",
        "spec": {"resourceAttributes": attributes},
    }
    return bool(api.create("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", review)["status"]["allowed"])


def weakest(found: list[dict[Capability, Fidelity]], *, networks: int) -> dict[Capability, Fidelity]:
    """What all clusters can do. That they are on different networks is what the topology says of them."""
    together = {capability: min(one.get(capability, Fidelity.NONE) for one in found) for capability in Capability}
    return {**together, Capability.MULTI_NETWORK: Fidelity.REAL if networks > 1 else Fidelity.NONE}
