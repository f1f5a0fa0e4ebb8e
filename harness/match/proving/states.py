"""Words by which programs say how something is, each with one that says the contrary."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

CONTRARY: Final[Mapping[str, str]] = MappingProxyType({
    # Kubernetes: phases, conditions, reasons
    "Running": "Pending", "Pending": "Running", "Completed": "Error", "Succeeded": "Failed", "Failed": "Succeeded",
    "Error": "Completed", "CrashLoopBackOff": "Running", "ImagePullBackOff": "Running", "ErrImagePull": "Running",
    "ContainerCreating": "Running", "Terminating": "Running", "Active": "Terminating", "Bound": "Lost",
    "Available": "Released", "Ready": "NotReady", "NotReady": "Ready", "Complete": "Failed", "Approved": "Denied",
    "True": "False", "False": "True", "Unknown": "True", "Accepted": "Rejected", "Programmed": "Invalid",
    "Evicted": "Running", "OOMKilled": "Running",
    # what became of a command
    "created": "unchanged", "configured": "unchanged", "unchanged": "configured", "deleted": "unchanged",
    "patched": "unchanged", "labeled": "unlabeled", "scaled": "unchanged", "annotated": "unchanged",
    "installed": "failed", "deployed": "failed", "uninstalled": "failed", "succeeded": "failed", "failed": "succeeded",
    "successfully": "not", "passed": "failed", "condition": "no-condition", "met": "missed",
    # health and policy
    "healthy": "unhealthy", "unhealthy": "healthy", "Healthy": "Unhealthy", "HEALTHY": "UNHEALTHY", "UP": "DOWN",
    "SYNCED": "STALE", "STALE": "SYNCED", "ACTIVE": "INACTIVE", "LIVE": "DEAD", "SERVING": "NOT_SERVING",
    "ALLOW": "DENY", "DENY": "ALLOW", "STRICT": "PERMISSIVE", "PERMISSIVE": "STRICT", "OK": "FAIL", "ok": "failed",
    "PASS": "FAIL", "FAIL": "PASS", "denied": "allowed", "allowed": "denied", "forbidden": "allowed",
    "refused": "accepted", "accepted": "refused", "enabled": "disabled", "disabled": "enabled", "true": "false",
    "false": "true", "yes": "no", "no": "yes",
})  # fmt: skip

_WORDS: Final = "|".join(sorted(map(re.escape, CONTRARY), key=len, reverse=True))
STATE: Final = re.compile(rf"(?<![\w./:@-])(?:{_WORDS})(?![\w/@-]|\.\w|:\S)")
"""A state as a word of its own, not a part of a name, a host or a path."""
