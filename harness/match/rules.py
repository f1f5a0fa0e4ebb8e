"""The rules of tolerance that a comparison follows."""

from collections.abc import Mapping
from typing import Final

from harness.settings.tolerance import TOLERANCES

RULES: Final = TOLERANCES
ALL_RULES: Final = frozenset(RULES)


def switched_on(tolerances: Mapping[str, bool]) -> frozenset[str]:
    """The rules that settings leave: all of them without those set to false."""
    return ALL_RULES - {name for name, on in tolerances.items() if not on}
