"""The rules of tolerance that a comparison follows."""

from typing import Final

from harness.match.match import Match
from harness.settings.tolerance import BUILT_IN_TOLERANCES, Tolerances, all_tolerances
from harness.settings.tolerance_settings import ToleranceSettings

ALL_RULES: Final = BUILT_IN_TOLERANCES
"""What matchers follow by default; what plug-ins and settings add is in ``switched_on``."""


def switched_on(settings: ToleranceSettings) -> Tolerances:
    """The rules that settings leave, with those that they add: all of them without those set to false."""
    off = [name for name, on in settings.switched.items() if not on]
    return (all_tolerances() | settings.added).without(off)


def held_in(match: Match) -> Tolerances:
    """The rules that held for a comparison of which a report tells."""
    return (all_tolerances() | match.custom).without(match.off)
