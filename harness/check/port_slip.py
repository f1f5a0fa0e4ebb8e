"""Whether one port is a misspelling of another one: many programs have two ports side by side, 8080 and 8081."""

from collections.abc import Iterable
from typing import Final

from harness.check.typo import only_slip
from harness.programs.names import USUAL_PORTS

_BESIDE: Final = 2  # ports of one program are so far apart


def only_digit_off(port: str, ports: Iterable[str]) -> str:
    """The only port that differs in one digit, or in two that are swapped; empty where that is not clear."""
    return only_slip(port, (each for each in ports if len(each) == len(port)))


def port_meant(port: str, ports: Iterable[str]) -> str:
    """Likewise, but for a port that programs usually have, or one beside the other."""
    meant = "" if port in USUAL_PORTS else only_digit_off(port, ports)
    return meant if meant and abs(int(meant) - int(port)) > _BESIDE else ""
