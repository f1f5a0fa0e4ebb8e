"""What a field of a manifest may hold: the schemas of resources, boiled down to what a check of a page can use."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final


class Holds(StrEnum):
    """The sort of value; the words are those of ``kinds.json``."""

    ANYTHING = "any"
    TEXT = "string"
    TRUTH = "boolean"
    INTEGER = "integer"
    NUMBER = "number"
    SCALAR = "scalar"  # text or number, such as a port or a quantity
    ONE_OF = "enum"
    LIST = "list"
    MAP = "map"
    OBJECT = "object"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One shape; ``inside`` and ``fields`` are places of other shapes in the catalogue.

    ``values`` are what an enumeration allows, or what a text usually is; ``inside`` is what a list's entries and a
    map's values hold. An object that is not ``closed`` may have other fields too.
    """

    holds: Holds
    values: tuple[str, ...] = ()
    inside: int = 0
    fields: Mapping[str, int] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    closed: bool = False
    least: float | None = None
    most: float | None = None


ANYTHING: Final = Shape(holds=Holds.ANYTHING)


def shape(node: list[Any]) -> Shape:
    """A shape as it stands in ``kinds.json``: a list whose first entry says what it holds."""
    holds, *rest = node
    match Holds(holds):
        case (Holds.ONE_OF | Holds.TEXT) as each if rest:
            return Shape(holds=each, values=tuple(rest[0]))
        case Holds.LIST | Holds.MAP as each:
            return Shape(holds=each, inside=rest[0])
        case Holds.INTEGER:
            return Shape(holds=Holds.INTEGER, least=rest[0], most=rest[1])
        case Holds.OBJECT:
            fields, required, closed = rest
            return Shape(
                holds=Holds.OBJECT, fields=MappingProxyType(fields), required=tuple(required), closed=bool(closed)
            )
        case each:
            return Shape(holds=each)
