"""Answers by which simulated clusters say that they lack something: neither a fault of the page nor a pass.

The wording is that of kwok's kubelet endpoints, which have no story to tell unless a resource of theirs gives one.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from harness.capability import Capability
from harness.run.output import Output

ANSWERS: Final[Mapping[str, Capability]] = MappingProxyType(
    {
        r"no (exec|attaches) found for container\b": Capability.EXEC,
        r"(exec|attaches) target not found for container\b": Capability.EXEC,
        r"no logs found for container\b|log target not found for container\b": Capability.LOGS,
        r"no forward found\b|forward not found for port\b": Capability.PORT_FORWARD,
    }
)

_PATTERN = re.compile("|".join(f"(?P<answer{index}>{pattern})" for index, pattern in enumerate(ANSWERS)))


def not_provided(output: Output) -> Capability | None:
    """What these clusters lack for the command, ``None`` when the output does not say so.

    The exit status is not asked: in a pipeline it is another program's.
    """
    found = _PATTERN.search(output.text)
    if found is None or found.lastgroup is None:
        return None
    return tuple(ANSWERS.values())[int(found.lastgroup.removeprefix("answer"))]
