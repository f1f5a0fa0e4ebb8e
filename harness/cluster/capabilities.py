"""What embedded clusters can do."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from harness.capability import Capability, Fidelity

_NOTHING = dict.fromkeys(Capability, Fidelity.NONE)

EMBEDDED: Final[Mapping[Capability, Fidelity]] = MappingProxyType(
    {
        **_NOTHING,
        Capability.API: Fidelity.REAL,
        Capability.CONTROLLERS: Fidelity.REAL,
        Capability.LB_ADDRESS: Fidelity.REAL,
        # Calls reach the processes that serve pods; those of other pods are refused, never made up.
        Capability.WEBHOOKS: Fidelity.REAL,
        Capability.PODS: Fidelity.SIMULATED,
        Capability.IMAGES: Fidelity.SIMULATED,
        Capability.MULTI_NETWORK: Fidelity.SIMULATED,
    }
)
"""Real control planes, pods that only say that they run."""
