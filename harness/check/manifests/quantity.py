"""Amounts of resources, such as ``500m`` and ``1Gi``: where they are, and how they are written.

Source: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
"""

import re
from typing import Final

from harness.check.catalogue.field_shape import Holds, Shape

QUANTITY: Final = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][-+]?\d+)?")


def is_quantity(path: tuple[str, ...], shape: Shape) -> bool:
    """Amounts of resources: `resources.limits.cpu`, `capacity.storage`, `hard` of a quota, `sizeLimit`."""
    of_container = len(path) > 1 and path[-2] in {"limits", "requests"} and "resources" in path
    alone = path[-2:] == ("capacity", "storage") or path[-1:] == ("sizeLimit",)
    return shape.holds is Holds.SCALAR and (of_container or alone)


def fits_quantity(value: str, path: tuple[str, ...]) -> bool:
    """Memory is not counted in thousandths, and processors not in kibibytes."""
    odd = {"memory": value.endswith("m"), "cpu": value.endswith("i")}
    return QUANTITY.fullmatch(value) is not None and not odd.get(path[-1], False)


def better_quantity(value: str, path: tuple[str, ...]) -> str:
    """The amount without the letter that its unit has too many, as in ``1GB``; empty where that is none."""
    better = value[:-1]
    if QUANTITY.fullmatch(value):
        return f"{better}Mi" if path[-1:] == ("memory",) else f"{better[:-1]}m"
    if value[-1:] not in "Bbq" or not value[-1:].isalpha() or not QUANTITY.fullmatch(better) or better[-1:].isdigit():
        return ""
    # Half a million processors are thousandths of one.
    return f"{better[:-1]}m" if path[-1:] == ("cpu",) and better[-1] == "M" else better
