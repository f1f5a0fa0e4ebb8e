from typing import Any

import pytest

from harness.capability import Capability
from harness.cluster.containers.container_cluster import believed, internal_address
from harness.cluster.probe import BY_PODS, BY_SERVICE
from harness.errors import ClusterError

SHOWN = dict.fromkeys((*BY_PODS, *BY_SERVICE), "")


def test_what_the_probe_shows_is_believed() -> None:
    shown = {**SHOWN, Capability.NETWORK_POLICY: "it changes nothing", Capability.LB_TRAFFIC: "no answer"}
    assert believed(shown) == shown


def test_without_its_image_the_probe_shows_little() -> None:
    """Real pods run all the same: those of the control plane."""
    shown = {**SHOWN, **dict.fromkeys(BY_PODS, "image busybox: ErrImagePull"), Capability.LB_TRAFFIC: "no answer"}
    assert believed(shown) == {
        Capability.IMAGES: "image busybox: ErrImagePull",
        Capability.NETWORK_POLICY: "image busybox: ErrImagePull",
        Capability.LB_ADDRESS: "",
    }


def node(*addresses: tuple[str, str]) -> dict[str, Any]:
    listed = [{"type": kind, "address": address} for kind, address in addresses]
    return {"metadata": {"name": "n"}, "status": {"addresses": listed}}


def test_the_address_of_a_node() -> None:
    assert (
        internal_address(node(("Hostname", "n"), ("InternalIP", "fc00::2"), ("InternalIP", "172.18.0.2")))
        == "172.18.0.2"
    )


def test_a_node_without_one() -> None:
    with pytest.raises(ClusterError) as caught:
        internal_address(node(("InternalIP", "fc00::2")))
    assert str(caught.value) == "node n has no IPv4 address"
