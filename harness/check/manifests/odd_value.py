"""Values that a schema lets pass and no server does: ports that are too large, times with a unit of words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_PORTS: Final = frozenset({"port", "number", "containerPort", "targetPort", "nodePort", "hostPort"})
MOST_PORTS: Final = 65535
_OF_PORTS: Final = frozenset({"port", "ports", "server", "servers", "listeners"})
_TIMES: Final = re.compile(r"timeout|interval|duration|period|backoff|ttl|.*(?:Timeout|Interval|Duration|Delay|Time)")
_TIME: Final = re.compile(r"(\d+(?:\.\d+)?) ?(s|sec|secs|seconds?|m|mins?|minutes?|h|hours?|milliseconds?|ms)")
_UNITS: Final = {"mil": "ms", "ms": "ms", "s": "s", "m": "m", "h": "h"}
_RIGHT: Final = re.compile(r"\d+(?:\.\d+)?(?:ms|s|m|h)")


@dataclass(frozen=True, slots=True, kw_only=True)
class OddValue:
    """``meant`` is empty where nobody knows."""

    message: str
    expected: str
    meant: str = ""


def odd_value(value: str, path: Sequence[str]) -> OddValue | None:
    name, *above = (*reversed(path),) or ("",)
    is_port = name in _PORTS and (name != "number" or (bool(above) and above[0] in _OF_PORTS))
    if is_port and value.isdigit() and int(value) > MOST_PORTS:
        return OddValue(message="no port", expected=f"1 to {MOST_PORTS}")
    found = _TIME.fullmatch(value) if _TIMES.fullmatch(name) and not _RIGHT.fullmatch(value) else None
    if found is None:
        return None
    unit = next(short for start, short in _UNITS.items() if found[2].startswith(start))
    return OddValue(message="no length of time", expected="a number with ms, s, m or h", meant=f"{found[1]}{unit}")
