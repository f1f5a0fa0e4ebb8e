"""Frozen dataclasses as the values that JSON has, and back by the types of their fields."""

import types
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def plain(value: Any) -> Any:
    """Fields that have a default are left out where they are ``None`` or empty; enumerations are their values."""
    if is_dataclass(value) and not isinstance(value, type):
        named = ((field, plain(getattr(value, field.name))) for field in fields(value))
        return {field.name: part for field, part in named if part not in (None, [], {}) or not _has_default(field)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Path):
        return value.as_posix()
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(part) for key, part in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(part) for part in value]
    return value


def chosen(value: Any, names: str, **others: str) -> dict[str, Any]:
    """The fields of ``names``, with a blank between them, under their names, and ``others`` by the key they get."""
    keys = {**{name: name for name in names.split()}, **others}
    return {key: plain(getattr(value, name)) for key, name in keys.items()}


def built(kind: type[T], table: Mapping[str, Any]) -> T:
    """What ``plain`` gave the table for; ``KeyError``, ``TypeError`` or ``ValueError`` for another table."""
    hints = _hints(cast("Any", kind))
    return kind(**{name: _value(hints.get(name, Any), part) for name, part in table.items()})


def _value(hint: Any, value: Any) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if value is None or hint is Any:
        return value
    if origin in {Union, types.UnionType}:
        return _value(next(part for part in arguments if part is not type(None)), value)
    if origin is tuple:
        several = arguments[-1] is Ellipsis
        return tuple(_value(arguments[0 if several else number], part) for number, part in enumerate(value))
    if origin is not None and issubclass(origin, Mapping):
        return {_value(arguments[0], key): _value(arguments[1], part) for key, part in value.items()}
    if is_dataclass(hint):
        return built(cast("type[Any]", hint), value)
    return hint(value) if isinstance(hint, type) and issubclass(hint, Enum | Path) else value


@cache
def _hints(kind: type[Any]) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _has_default(field: "Field[Any]") -> bool:
    return field.default is not MISSING or field.default_factory is not MISSING
