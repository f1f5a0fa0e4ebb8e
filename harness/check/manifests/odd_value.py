"""Values that a schema lets pass and no server does: ports that are too large, times with a unit of words, methods."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from harness.check.catalogue.catalogue import Catalogue
from harness.check.typo import only_slip, typo_of

_PORTS: Final = frozenset({"port", "number", "containerPort", "targetPort", "nodePort", "hostPort"})
MOST_PORTS: Final = 65535
_PORT_NUMBERS: Final = range(1, MOST_PORTS + 1)  # 0 is the choice of who reads it
_NODE_PORTS: Final = range(30000, 32768)  # the default of an API server
_OF_PORTS: Final = frozenset({"port", "ports", "server", "servers", "listeners"})
_TIMES: Final = re.compile(
    r"timeout|interval|duration|period|backoff|ttl|.*(?:Timeout|Interval|Duration|Delay|Time|_timeout|_interval)"
)
_TIME: Final = re.compile(r"(\d+(?:\.\d+)?) ?(s|sec|secs|seconds?|m|mins?|minutes?|h|hours?|milliseconds?|ms)")
_UNITS: Final = {"mil": "ms", "ms": "ms", "s": "s", "m": "m", "h": "h"}
_LIKE_A_NUMBER: Final = re.compile(r"[A-Za-z]?\d+[A-Za-z]?(?<!\d)|[A-Za-z]\d+|\d+[OoIl]\d*")
_RIGHT: Final = re.compile(r"\d+(?:\.\d+)?(?:ms|s|m|h)")
_METHOD_FIELDS: Final = frozenset({"method", "methods", "notMethods", "allowMethods"})
_METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT")
_BLOCK: Final = re.compile(r"(\d+)\.(\d+)\.(\d+)\.(\d+)/(\d+)")
_MOST_OF_A_BYTE, _MOST_BITS = 255, 32
_OPERATORS: Final = ("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt")
_IDENTITY_FIELDS: Final = frozenset({"principals", "notPrincipals"})
_IDENTITY: Final = re.compile(r"([\w.-]+\.[\w.-]+)/(ns/)?([\w-]+)/(sa/)?([\w-]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class OddValue:
    """``meant`` is empty where nobody knows; ``sure`` where no schema of another kind is needed to tell."""

    message: str
    expected: str
    meant: str = ""
    sure: bool = True


def odd_value(value: str, path: Sequence[str]) -> OddValue | None:
    name, *above = (*reversed(path),) or ("",)
    is_port = name in _PORTS and (name != "number" or (bool(above) and above[0] in _OF_PORTS))
    ports = _NODE_PORTS if name == "nodePort" else _PORT_NUMBERS
    if is_port and value.isdigit() and int(value) != 0 and int(value) not in ports:
        return OddValue(message=f"no {name}", expected=f"{ports[0]} to {ports[-1]}")
    if _BLOCK.fullmatch(value) and not is_cidr(value):
        return OddValue(message="no range of addresses", expected="four numbers up to 255, and a length up to 32")
    if (
        (name in _METHOD_FIELDS or name.endswith("_methods"))
        and value not in _METHODS
        and (meant := only_slip(value, _METHODS))
    ):
        return OddValue(message="no method of HTTP", expected=f"a method such as {meant}", meant=meant)
    if name in _IDENTITY_FIELDS and (parts := _IDENTITY.fullmatch(value)) and not (parts[2] and parts[4]):
        meant = f"{parts[1]}/ns/{parts[3]}/sa/{parts[5]}"
        return OddValue(message="no identity of a workload", expected="DOMAIN/ns/NAMESPACE/sa/ACCOUNT", meant=meant)
    if name == "operator" and above[:1] == ["matchExpressions"]:
        return odd_operator(value)
    return odd_time(name, value)


def free_value(value: str, path: Sequence[str], catalogue: Catalogue, *, quoted: bool) -> OddValue | None:
    """The same for a field of which no schema tells more than those of other kinds do."""
    name = path[-1] if path else ""
    values = catalogue.enumerated.get(name, frozenset())
    if value not in values and (near := typo_of(value, values)):
        return OddValue(message="no value of it", expected=near, meant=near)
    if not quoted and (meant := truth_meant(value)):
        return OddValue(message="neither true nor false", expected=meant, meant=meant)
    if name in catalogue.counted and ((quoted and value.isdigit()) or (not quoted and _LIKE_A_NUMBER.fullmatch(value))):
        return OddValue(message="no whole number", expected="a whole number", sure=False)
    return odd_value(value, path)


def odd_operator(value: str) -> OddValue | None:
    same = next((each for each in _OPERATORS if each.casefold() == value.casefold()), "")
    meant = same or typo_of(value, _OPERATORS)
    odd = OddValue(message="no operator of a selector", expected=" or ".join(_OPERATORS), meant=meant)
    return None if value in _OPERATORS else odd


def odd_time(name: str, value: str) -> OddValue | None:
    found = _TIME.fullmatch(value) if _TIMES.fullmatch(name) and not _RIGHT.fullmatch(value) else None
    if found is None:
        return None
    unit = next(short for start, short in _UNITS.items() if found[2].startswith(start))
    return OddValue(message="no length of time", expected="a number with ms, s, m or h", meant=f"{found[1]}{unit}")


def truth_meant(value: str) -> str:
    """``true`` or ``false`` with two letters swapped, or one too few or too many; another letter may make a word."""
    meant = only_slip(value, ("true", "false")) if len(value) >= len("true") else ""
    return meant if len(value) != len(meant) or sorted(value) == sorted(meant) else ""


def is_cidr(value: str) -> bool:
    """Whether a range of addresses can be one; what has colons is not looked at."""
    found = _BLOCK.fullmatch(value)
    if found is None:
        return ":" in value
    *bytes_, bits = map(int, found.groups())
    return all(each <= _MOST_OF_A_BYTE for each in bytes_) and bits <= _MOST_BITS
