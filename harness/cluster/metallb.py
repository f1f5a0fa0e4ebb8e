"""MetalLB where pods are simulated: its controller runs beside the cluster, its addresses lead nowhere."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from harness.cluster.address_pool import AddressPool

NAMESPACE: Final = "metallb-system"
MODULE: Final = "go.universe.tf/metallb"
MANIFEST: Final = "config/manifests/metallb-native.yaml"  # inside the Go module
# Pods would only pretend, and the webhooks of one that pretends refuse everything.
_LEFT_OUT: Final = {"Deployment", "DaemonSet", "Service", "Secret", "ValidatingWebhookConfiguration"}


def definitions(manifest: str) -> list[dict[str, Any]]:
    """What the controller needs of MetalLB's own manifest: namespace, definitions, roles."""
    loaded: Iterable[dict[str, Any]] = yaml.load_all(manifest, Loader=yaml.CSafeLoader)
    kept = [document for document in loaded if document and document["kind"] not in _LEFT_OUT]
    for document in kept:
        if document["kind"] == "CustomResourceDefinition":
            document["spec"].pop("conversion", None)  # by the webhook that is left out
    return kept


def pool_objects(addresses: AddressPool) -> list[dict[str, Any]]:
    """What makes MetalLB give out ``addresses``."""
    metadata = {"name": "pool", "namespace": NAMESPACE}
    return [
        {
            "apiVersion": "metallb.io/v1beta1",
            "kind": "IPAddressPool",
            "metadata": metadata,
            "spec": {"addresses": [str(addresses)]},
        },
        {
            "apiVersion": "metallb.io/v1beta1",
            "kind": "L2Advertisement",
            "metadata": metadata,
            "spec": {"ipAddressPools": ["pool"]},
        },
    ]


def controller_command(program: Path, *, kubeconfig: Path, port: int) -> list[str | Path]:
    return [
        program,
        f"--kubeconfig={kubeconfig}",
        f"--namespace={NAMESPACE}",
        "--webhook-mode=disabled",
        f"--port={port}",
        "--log-level=warn",
    ]


# Empty on purpose: outside a pod it would look for its own Deployment to own the secret.
CONTROLLER_ENVIRONMENT: Final[Mapping[str, str]] = {"METALLB_ML_SECRET_NAME": ""}
