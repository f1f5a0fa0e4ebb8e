"""What embedded clusters say they can do, and how output shows that a page wanted more."""

import pytest

from harness.capability import Capability, Fidelity
from harness.cluster.capabilities import EMBEDDED, missing_capability


def test_every_capability_is_declared() -> None:
    assert {capability.value: fidelity.name for capability, fidelity in EMBEDDED.items()} == {
        "api": "REAL",
        "controllers": "REAL",
        "lb-address": "REAL",
        "lb-traffic": "NONE",
        "pods": "SIMULATED",
        "exec": "NONE",
        "logs": "NONE",
        "port-forward": "NONE",
        "dns": "NONE",
        "webhooks": "REAL",
        "network-policy": "NONE",
        "images": "SIMULATED",
        "multi-network": "SIMULATED",
    }


@pytest.mark.parametrize(
    ("output", "capability"),
    [
        pytest.param(
            'error: Internal error occurred: error executing command in container: no exec found for container "nginx"',
            Capability.EXEC,
            id="exec",
        ),
        pytest.param('Error from server (BadRequest): no logs found for container "nginx"', Capability.LOGS, id="logs"),
        pytest.param('no attaches found for container "nginx" in pod "web"', Capability.EXEC, id="attach"),
        pytest.param('no forward found for port 80 in pod "web"', Capability.PORT_FORWARD, id="port-forward"),
        pytest.param('pods "web" not found', None, id="a finding"),
    ],
)
def test_refusals_of_simulated_pods(output: str, capability: Capability | None) -> None:
    assert missing_capability(output, EMBEDDED) is capability
    assert missing_capability(output, dict.fromkeys(Capability, Fidelity.REAL)) is None
