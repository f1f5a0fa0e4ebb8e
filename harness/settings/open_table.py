"""Tables in which users choose some of the keys: one field of their class holds these."""

from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any, Final, get_args

OTHER_KEYS: Final = MappingProxyType({"other keys": True})
"""The metadata of a field, a mapping, that holds the keys which are no fields."""


def field_of_others(kind: type[Any]) -> str:
    """The field that holds the keys which are no fields; empty where no others may be."""
    return next((field.name for field in fields(kind) if OTHER_KEYS.items() <= field.metadata.items()), "")


def may_be_other(hint: Any, value: Any) -> bool:
    """Whether ``value`` may be of a key that is no field: tables of whatever kind are tables at least."""
    return get_args(hint)[-1] is not Any or isinstance(value, Mapping)
