"""Durations as people write them (``90s``, ``1h30m``) and as reports show them."""

import math
import re
from typing import Final

UNITS: Final = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0, "": 1.0}
SPELLINGS: Final = "seconds (90) or a duration (90s, 30m, 1h30m)"
FOREVER: Final = frozenset({"inf", "infinity"})


def parse_duration(text: str) -> float | None:
    """Seconds of ``90s``, ``1m30s``, ``5``, ``infinity``; ``None`` for anything else, negative times included."""
    if text.lower() in FOREVER:
        return math.inf
    parts = re.findall(r"(\d*\.?\d+|\d+\.)(ms|[smhd]?)", text)
    if not parts or "".join(number + unit for number, unit in parts) != text:
        return None
    return sum(float(number) * UNITS[unit] for number, unit in parts)


def duration_text(seconds: float) -> str:
    """``30 min``, ``1 h 30 min``, ``45 s``, ``0.5 s``, ``forever``: as short as it is readable."""
    if math.isinf(seconds):
        return "forever"
    if seconds < 10 and seconds != int(seconds):
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 120 and whole != 60:
        return f"{whole} s"
    hours, minutes, rest = whole // 3600, whole % 3600 // 60, whole % 60
    parts = ((hours, "h"), (minutes, "min"), (0 if hours else rest, "s"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number)
