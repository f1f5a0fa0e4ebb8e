"""What each provider's clusters can do, and how a command's output shows that it asked for more."""

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

_REFUSALS: Final[Mapping[str, Capability]] = MappingProxyType(
    {
        "no exec found for container": Capability.EXEC,
        "no attaches found for container": Capability.EXEC,
        "no logs found for container": Capability.LOGS,
        "no forward found": Capability.PORT_FORWARD,
    }
)


def missing_capability(output: str, capabilities: Mapping[Capability, Fidelity]) -> Capability | None:
    """The capability whose absence this output shows: no fault of the page, but not provided here.

    ``None`` for any other output, and for capabilities that the clusters have: there the same words are a finding.
    """
    for words, capability in _REFUSALS.items():
        if words in output and capabilities.get(capability, Fidelity.NONE) is not Fidelity.REAL:
            return capability
    return None
