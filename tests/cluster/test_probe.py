from typing import Any

import pytest

from harness.capability import Capability, Fidelity
from harness.cluster.probe import address_of, fidelities, pod, reason
from harness.errors import ClusterError


@pytest.mark.parametrize(
    ("status", "address"),
    [
        pytest.param({}, "", id="none yet"),
        pytest.param({"loadBalancer": {}}, "", id="none yet, said in another way"),
        pytest.param({"loadBalancer": {"ingress": [{"ip": "10.0.0.1"}, {"ip": "10.0.0.2"}]}}, "10.0.0.1", id="address"),
        pytest.param({"loadBalancer": {"ingress": [{"hostname": "x.elb.example"}]}}, "x.elb.example", id="host name"),
    ],
)
def test_addresses(status: dict[str, Any], address: str) -> None:
    assert address_of({"status": status}) == address


def test_what_has_a_reason_against_it_is_not_there() -> None:
    assert fidelities({Capability.EXEC: "", Capability.LOGS: "no logs found"}) == {
        Capability.EXEC: Fidelity.REAL,
        Capability.LOGS: Fidelity.NONE,
    }


def test_reasons() -> None:
    def fails() -> None:
        raise ClusterError("no exec found", remedy="none")

    assert reason(fails) == "no exec found"
    assert reason(lambda: None) == ""


def test_the_probe_runs_where_only_restricted_pods_may() -> None:
    """As the strictest of the pod security standards asks: https://kubernetes.io/docs/concepts/security/pod-security-standards/."""
    spec = pod("default", "x", "busybox")["spec"]
    assert spec["securityContext"] == {
        "runAsUser": 1000,
        "runAsNonRoot": True,
        "seccompProfile": {"type": "RuntimeDefault"},
    }
    assert [container["securityContext"] for container in spec["containers"]] == [
        {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}}
    ]
