"""Commands that put their output in an order, or ask for a value: that is what the page shows them for.

Elsewhere the order of rows may differ: names of pods end in what nobody knows, and some programs print in any order.
"""

import re
from typing import Final

from harness.settings import tolerance

SORTS: Final = re.compile(r"\s--sort(?:-by)?(?:[= ]|$)|\|\s*(?:LC_ALL=\S+ )?sort\b(?!\s+(?:-R|--random))")
LISTS_SORTED: Final = re.compile(r"\bls\s+(?:-\S+\s+)*-(?:-sort=|\w*[rtSX])")
BY_USAGE: Final = re.compile(r"\btop\b|\bstats\b")
"""Commands that sort by what nobody can foresee."""

GIVEN_MOMENT: Final = re.compile(
    r"\bdate\b(?=[^|;&\n]*\s(?:-d|--date)[= ]*[\"']?(?:@\d|\d{4}-|\d{1,2} \w))(?=[^|;&\n]*\s(?:-u|--utc)\b)"
)
"""Commands that tell of a moment that they name, in a zone that they name: the same wherever they run."""

ASKS_FOR_VALUES: Final = re.compile(
    r"\bkubectl\b(?!.*\bno(?:des?)?\b).*(?:\s-o|--output)[= ]?['\"]?(?:jsonpath|go-template)"
)
"""Commands that ask for fields of objects: these are no ages, and sizes only where they are of nodes."""

OF_AMOUNTS: Final = frozenset({tolerance.AGE, tolerance.SIZE})
OF_MOMENTS: Final = frozenset({tolerance.DATE, tolerance.RFC3339, tolerance.TIME})
OF_ROWS: Final = frozenset({tolerance.LINE_ORDER, tolerance.ROW_ORDER})
OF_NAMES: Final = frozenset({tolerance.LISTING})
NONE: Final = frozenset[tolerance.Tolerance]()


def rules_by_command(command: str) -> frozenset[tolerance.Tolerance]:
    """The rules of tolerance that do not hold for what a command prints, since it sorts or names the moment itself."""
    if GIVEN_MOMENT.search(command):
        return OF_MOMENTS
    if ASKS_FOR_VALUES.search(command):
        return OF_AMOUNTS
    if LISTS_SORTED.search(command):
        return OF_NAMES
    return OF_ROWS if SORTS.search(command) and not BY_USAGE.search(command) else NONE
