"""What of MetalLB's manifest is used where its controller runs beside the cluster."""

from ipaddress import IPv4Address
from pathlib import Path

from harness.cluster.address_pool import AddressPool
from harness.cluster.metallb import controller_command, definitions, pool_objects

MANIFEST = """
kind: Namespace
metadata: {name: metallb-system}
---
kind: CustomResourceDefinition
metadata: {name: bgppeers.metallb.io}
spec: {group: metallb.io, conversion: {strategy: Webhook}}
---
kind: ClusterRole
metadata: {name: controller}
---
kind: Deployment
metadata: {name: controller}
---
kind: DaemonSet
metadata: {name: speaker}
---
kind: Service
metadata: {name: webhook}
---
kind: Secret
metadata: {name: certificate}
---
kind: ValidatingWebhookConfiguration
metadata: {name: webhook}
---
"""


def test_definitions_without_what_needs_a_real_pod() -> None:
    assert definitions(MANIFEST) == [
        {"kind": "Namespace", "metadata": {"name": "metallb-system"}},
        {
            "kind": "CustomResourceDefinition",
            "metadata": {"name": "bgppeers.metallb.io"},
            "spec": {"group": "metallb.io"},
        },
        {"kind": "ClusterRole", "metadata": {"name": "controller"}},
    ]


def test_the_pool_is_announced() -> None:
    pool, advertisement = pool_objects(AddressPool(first=IPv4Address("198.18.1.1"), last=IPv4Address("198.18.1.50")))
    assert pool["spec"] == {"addresses": ["198.18.1.1-198.18.1.50"]}
    assert advertisement["spec"] == {"ipAddressPools": [pool["metadata"]["name"]]}


def test_the_controller_is_told_where_its_cluster_is() -> None:
    command = controller_command(Path("/bin/controller"), kubeconfig=Path("/state/kubeconfig"), port=7472)
    assert [str(word) for word in command] == [
        "/bin/controller",
        "--kubeconfig=/state/kubeconfig",
        "--namespace=metallb-system",
        "--webhook-mode=disabled",
        "--port=7472",
        "--log-level=warn",
    ]
