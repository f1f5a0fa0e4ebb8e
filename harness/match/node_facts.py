"""What an output about nodes says of its author's machines, line by line: how large they are, and what runs on them."""

import re
from typing import Final

from harness.settings import tolerance

ABOUT_NODES: Final = re.compile(r"\bkubectl\b[^|;&]*\s(?:nodes?|no)(?:[/\s]|$)|/api/v1/nodes/")
_SIZES: Final = ("cpu", "ephemeral-storage", "hugepages-1Gi", "hugepages-2Mi", "memory", "pods")
_SOFTWARE: Final = (
    "Architecture", "Boot ID", "Container Runtime Version", "InternalIP", "Kernel Version", "Kube-Proxy Version",
    "Kubelet Version", "Machine ID", "OS Image", "PodCIDR", "PodCIDRs", "ProviderID", "System UUID",
)  # fmt: skip
_PATTERNS: Final = (
    *(rf"(?<![\w.-]){size}\"?:[ \t]*\"?\d[\w.]*" for size in _SIZES),
    *(rf"(?<![\w-]){field}:(?:[ \t].*)?$" for field in _SOFTWARE),
)
_LINES: Final = tuple(
    tolerance.Tolerance(name=tolerance.MACHINE.name, accepts=tolerance.MACHINE.accepts, pattern=pattern)
    for pattern in _PATTERNS
)


def rules_about_nodes(text: str, rules: tolerance.Tolerances) -> tolerance.Tolerances:
    """The rules that hold for the output of a command: with some of nodes where it is about them."""
    return rules | _LINES if tolerance.MACHINE in rules and ABOUT_NODES.search(text) else rules
