"""Plain tables (from TOML or YAML) in, frozen dataclasses out; what does not fit is an error at its own line.

The classes are the schema: a field's name is its key, with ``_`` or ``-``; its type says what may stand there; a field
without default must be given. Fields are scalars, ``Path``, ``Literal``, ``Enum``, tuples, mappings, other dataclasses,
or one of these or ``None``.
"""

import os
import re
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from harness.errors import SettingsError
from harness.settings.constraint import Duration, Problem
from harness.settings.open_table import field_of_others, may_be_other
from harness.settings.raw_table import RawTable
from harness.settings.toml_place import KeyPath
from harness.source import Location
from harness.suggest import nearest

T = TypeVar("T")

# Of the environment, as in shells: a name, and what stands for it when it is not set or empty.
VARIABLE = re.compile(r"\$\{(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?::-(?P<default>[^}]*))?\}")
NAMES: Mapping[type, str] = {
    str: "text in quotes",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    Path: "a path in quotes",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Builder:
    """``place`` tells where a key stands, ``folder`` where its relative path starts; messages call a key ``what``."""

    place: Callable[[KeyPath], Location]
    folder: Callable[[KeyPath], Path]
    what: str = "setting"

    def build(self, kind: type[T], table: Any, keys: KeyPath = (), *, given: Mapping[str, Any] | None = None) -> T:
        """A ``kind`` from ``table``; ``given`` are fields that no key may set."""
        given = given or {}
        if not isinstance(table, Mapping):
            raise self._wrong_type(table, "a table", keys)
        known = {name: hint for name, hint in hints(kind).items() if name not in given}
        values: dict[str, Any] = dict(given)
        if others := field_of_others(kind):
            values[others] = {}
        for key, value in table.items():
            name = str(key).replace("-", "_")
            if others and (name not in known or name == others) and may_be_other(known[others], value):
                values[others][str(key)] = self.value(get_args(known[others])[-1], value, (*keys, key))
                continue
            if name not in known or name == others:
                raise self.unknown(str(key), [spelling(name) for name in known if name != others], keys)
            values[name] = self.value(known[name], value, (*keys, key))
        for field in fields(kind):  # type: ignore[arg-type] # T is a dataclass by contract
            required = field.default is MISSING and field.default_factory is MISSING
            if required and field.name not in values:
                name = dotted((*keys, spelling(field.name)))
                raise self._error(f"{self.what} '{name}' is missing", keys, remedy="add it")
            if field.name not in values and isinstance(field.default, Path):
                values[field.name] = self.folder((*keys, field.name)) / field.default
        return kind(**values)

    def unknown(self, key: str, known: list[str], keys: KeyPath, *, otherwise: str = "remove it") -> SettingsError:
        """The error for a key that nobody knows, with the nearest that is known."""
        near = nearest(spelling(key), known)
        remedy = f"did you mean '{near}'?" if near else otherwise
        name = dotted((*keys, key))
        return self._error(f"unknown {self.what} '{name}'", (*keys, key), f"one of {', '.join(sorted(known))}", remedy)

    def value(self, hint: Any, value: Any, keys: KeyPath) -> Any:  # noqa: PLR0911 - one line for each form of type
        """The ``value`` that stands at ``keys`` as a ``hint``."""
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is Annotated:
            return self._limited(hint, value, keys)
        if origin in (Union, types.UnionType):
            return self.value(_meant(arguments, value), value, keys)
        if origin is Literal:
            return self._choice(arguments, value, keys)
        if origin is tuple:
            return self._tuple(arguments[0], value, keys)
        if origin is not None and issubclass(origin, Mapping):
            return self._mapping(arguments[1], value, keys)
        if isinstance(hint, type) and issubclass(hint, Enum):
            return hint(self._choice(tuple(one.value for one in hint), value, keys))
        if hint is RawTable:
            return self._raw(value, keys)
        if is_dataclass(hint):
            return self.build(hint, value, keys)  # type: ignore[arg-type] # a class, not an instance
        return self._scalar(hint, value, keys)

    def _scalar(self, hint: Any, value: Any, keys: KeyPath) -> Any:
        if hint is object or hint is Any:
            return value
        if hint is Path and isinstance(value, str):
            return self.folder(keys) / Path(self._expanded(value, keys)).expanduser()
        if hint is float and isinstance(value, int) and not isinstance(value, bool):
            return float(value)
        if not isinstance(value, hint) or (isinstance(value, bool) and hint is not bool):
            raise self._wrong_type(value, NAMES[hint], keys)
        return value

    def _expanded(self, text: str, keys: KeyPath) -> str:
        try:
            return expand(text, os.environ)
        except KeyError as error:
            raise self._error(
                f"{self.what} '{dotted(keys)}' is {text!r}, and the environment has no {error.args[0]}",
                keys,
                remedy=f"set it, or give a default: ${{{error.args[0]}:-default}}",
            ) from error

    def _limited(self, hint: Any, value: Any, keys: KeyPath) -> Any:
        kind, *limits = get_args(hint)
        for limit in limits:
            value = limit.read(value) if isinstance(limit, Duration) else value
        value = self.value(kind, value, keys)
        for limit in limits:
            if (problem := limit.problem(value)) is not None:
                raise self.refused(problem, keys)
        return value

    def refused(self, problem: Problem, keys: KeyPath) -> SettingsError:
        """The error for a value that is beyond a limit."""
        message = f"{self.what} '{dotted(keys)}': {problem.message}"
        return self._error(message, keys, problem.expected, problem.remedy)

    def _choice(self, choices: tuple[Any, ...], value: Any, keys: KeyPath) -> Any:
        if value in choices:
            return value
        near = nearest(str(value), [str(choice) for choice in choices])
        raise self._error(
            f"{self.what} '{dotted(keys)}' is {value!r}",
            keys,
            f"one of {', '.join(repr(choice) for choice in choices)}",
            f"did you mean '{near}'?" if near else "",
        )

    def _tuple(self, item: Any, value: Any, keys: KeyPath) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise self._wrong_type(value, "a list", keys)
        return tuple(self.value(item, part, (*keys, number)) for number, part in enumerate(value))

    def _mapping(self, item: Any, value: Any, keys: KeyPath) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise self._wrong_type(value, "a table", keys)
        return {str(key): self.value(item, part, (*keys, key)) for key, part in value.items()}

    def _raw(self, value: Any, keys: KeyPath) -> RawTable:
        if not isinstance(value, Mapping):
            raise self._wrong_type(value, "a table", keys)
        return RawTable(values=value, place=lambda inner: self.place((*keys, *inner)))

    def _wrong_type(self, value: Any, expected: str, keys: KeyPath) -> SettingsError:
        return self._error(f"{self.what} '{dotted(keys)}' is {value!r}", keys, expected)

    def _error(self, message: str, keys: KeyPath, expected: str = "", remedy: str = "") -> SettingsError:
        return SettingsError(message, at=self.place(keys), expected=expected, remedy=remedy)


def _meant(arguments: tuple[Any, ...], value: Any) -> Any:
    """The type of a union that a value is to have: a table's if it is one, else the first that is not ``None``."""
    if isinstance(value, Mapping) and (tables := [part for part in arguments if is_dataclass(part)]):
        return tables[0]
    return next(part for part in arguments if part is not type(None))


def hints(kind: type[Any]) -> dict[str, Any]:
    """The types of a class's fields, with their limits."""
    return get_type_hints(kind, include_extras=True)


def spelling(name: str) -> str:
    """A field's name as documents spell the key."""
    return name.replace("_", "-")


def dotted(keys: KeyPath) -> str:
    """A key as one writes it: ``prompts[0].pattern``."""
    text = ""
    for key in keys:
        text += f"[{key}]" if isinstance(key, int) else f".{key}"
    return text.removeprefix(".")


def expand(text: str, environ: Mapping[str, str]) -> str:
    """``${NAME}`` and ``${NAME:-default}`` replaced; ``KeyError`` with the name of one that has neither."""

    def value(found: re.Match[str]) -> str:
        return environ.get(found["name"]) or (environ[found["name"]] if found["default"] is None else found["default"])

    return VARIABLE.sub(value, text)
