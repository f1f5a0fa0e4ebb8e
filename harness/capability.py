"""What a page may need of a cluster, and how true a cluster's version of it is."""

from enum import IntEnum, StrEnum
from typing import Final


class Fidelity(IntEnum):
    """How true: a simulated answer looks right and proves nothing."""

    NONE = 0
    SIMULATED = 1
    REAL = 2


class Capability(StrEnum):
    """One thing a command can need."""

    API = "api"
    CONTROLLERS = "controllers"
    LB_ADDRESS = "lb-address"
    LB_TRAFFIC = "lb-traffic"
    PODS = "pods"
    EXEC = "exec"
    LOGS = "logs"
    PORT_FORWARD = "port-forward"
    DNS = "dns"
    WEBHOOKS = "webhooks"
    NETWORK_POLICY = "network-policy"
    IMAGES = "images"
    METRICS = "metrics"
    STORAGE = "storage"
    MULTI_NETWORK = "multi-network"


INTO_PODS: Final = frozenset({Capability.EXEC, Capability.LOGS, Capability.PORT_FORWARD})
"""What takes a way into a pod."""
FROM_PODS: Final = INTO_PODS | {Capability.LB_TRAFFIC}
"""What pods answer."""
