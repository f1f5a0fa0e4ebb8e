"""What embedded clusters say they can do."""

from harness.cluster.embedded.embedded_provider import CAPABILITIES as EMBEDDED


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
        "metrics": "NONE",
        "network-policy": "NONE",
        "images": "SIMULATED",
        "storage": "NONE",
        "multi-network": "SIMULATED",
    }
