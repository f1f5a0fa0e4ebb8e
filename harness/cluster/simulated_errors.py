"""Answers by which simulated clusters say that they lack something: neither a fault of the page nor a pass.

The wording is that of kwok's kubelet endpoints, which have no story to tell unless a resource of theirs gives one.
"""

import re
from collections.abc import Mapping
from typing import Final

from harness.capability import Capability, Fidelity

REFUSALS: Final = (
    (
        Capability.EXEC,
        re.compile(
            r"no (?:exec|attach|attaches) found for container\b|(?:exec|attaches) target not found for container\b"
            r"|error sending request: Post .*: dial unix egress\.sock: "
        ),
    ),
    (Capability.LOGS, re.compile(r"no logs found for container\b|log target not found for container\b")),
    (Capability.PODS, re.compile(r"Pod running on node without support for resize")),
    (Capability.METRICS, re.compile(r"^error: Metrics API not available", re.MULTILINE)),
    (Capability.PORT_FORWARD, re.compile(r"no forward found\b|forward not found for port\b")),
)


def refused(output: str, offered: Mapping[Capability, Fidelity]) -> frozenset[Capability]:
    """What a command asked of clusters that do not have it, as its output shows.

    What is ``offered`` as real cannot be refused: there the same words are a finding. The exit status is not asked, as
    in a pipeline it is another program's.
    """
    return frozenset(
        capability
        for capability, pattern in REFUSALS
        if pattern.search(output) and offered.get(capability, Fidelity.NONE) is not Fidelity.REAL
    )
