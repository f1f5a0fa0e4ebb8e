"""Variables that a command was to set, and that are empty, or that an empty answer was put into."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from harness.run.shell import Shell
from harness.session.clusters.shell_values import value_of

NO_VALUE: Final = frozenset({"", "null", "<none>", "<no value>", "<nil>"})
"""What programs give where they find nothing: jq prints ``null``, templates of kubectl and docker ``<no value>``."""

WHOLE: Final = re.compile("(.*)", re.DOTALL)


def without_value(names: Sequence[str], shell: Shell, shapes: Mapping[str, re.Pattern[str]]) -> dict[str, str]:
    """The variables among ``names`` that have none of the values that were looked for, with what they have.

    ``shapes`` tell by variable which places of its value were to be filled, the whole value without one.
    """
    values = {name: value_of(name, shell).strip() for name in names}
    return {name: value for name, value in values.items() if _lacks(value, shapes.get(name, WHOLE))}


def _lacks(value: str, shape: re.Pattern[str]) -> bool:
    found = shape.fullmatch(value)
    return value in NO_VALUE or (found is not None and any(each.strip() in NO_VALUE for each in found.groups()))


def told_empty(values: Mapping[str, str]) -> str:
    told = " and ".join(f"{name} is {f'`{value}`' if value else 'empty'}" for name, value in values.items())
    return f"{told}: the command that gives the value found nothing"
