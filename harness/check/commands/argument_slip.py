"""An argument that its command refuses, and the one that was meant."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """``old`` becomes ``new`` where ``new`` is not empty; the finding is at ``old``."""

    message: str
    expected: str
    old: str
    new: str = ""
