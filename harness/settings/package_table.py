"""Tables of the settings that packages read: ``[cluster.NAME]`` of a provider. The class of a package is the schema."""

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, Union, get_args, get_origin

from harness.errors import SettingsError
from harness.extensions.manager import contributions, origin_of
from harness.settings.build import Builder, hints, spelling
from harness.settings.constraint import Problem

if TYPE_CHECKING:
    from harness.settings.sections import ClusterSettings

SCALARS: Final = (str, bool, int, float, Path, object, Any)


def with_provider_tables(cluster: "ClusterSettings", builder: Builder, keys: tuple[str, ...]) -> "ClusterSettings":
    """``cluster`` with each table of a package's provider as a value of the class that its entry names.

    ``keys`` are where the table is. Packages are looked for only if there is such a table. ``SettingsError`` for a
    table of no provider, a provider without settings, and what the class does not take.
    """
    if not cluster.of_providers:
        return cluster
    entries = contributions("harness_providers")
    read = {}
    for name, table in cluster.of_providers.items():
        if name not in entries:
            own = (spelling(each.name) for each in fields(cluster) if each.name != "of_providers")
            known = [*own, *(one for one, entry in entries.items() if entry.settings)]
            raise builder.unknown(name, known, keys, otherwise="remove it, or install the package of the provider")
        if entries[name].settings is None:
            problem = Problem(f"the provider {name!r} has no settings", remedy="remove the table")
            raise builder.refused(problem, (*keys, name))
        read[name] = _built(builder, entries[name].settings, table, (*keys, name))
    return replace(cluster, of_providers=read)


def _built(builder: Builder, kind: type[Any], table: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    try:
        return builder.build(kind, table, keys)
    except SettingsError:
        raise
    except ValueError as error:  # of the class's own __post_init__
        whose = origin_of("harness_providers", keys[-1])
        raise builder.refused(Problem(f"{error}", f"what {whose} takes"), keys) from error


def schema_problem(kind: Any) -> Problem | None:
    """Why a class cannot be the schema of a table that may be left out."""
    if not (isinstance(kind, type) and is_dataclass(kind)):
        return Problem(f"settings is {kind!r}", "a frozen dataclass, whose fields are the keys of the table")
    for each in fields(kind):
        if each.default is MISSING and each.default_factory is MISSING:
            return Problem(f"the field {each.name!r} of {kind.__name__} has no default", "a default for each field")
    for name, hint in hints(kind).items():
        if not _is_readable(hint):
            return Problem(
                f"the field {name!r} of {kind.__name__} is {hint!r}",
                "str, bool, int, float, Path, Literal, tuple[X, ...], Mapping[str, X], or a dataclass of these",
            )
    try:
        kind()
    except ValueError as error:
        return Problem(f"{kind.__name__}() raises ValueError: {error}", "defaults that it takes itself")
    return None


def _is_readable(hint: Any) -> bool:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _is_readable(arguments[0])
    if origin is Literal or hint is type(None) or hint in SCALARS:
        return True
    if origin is tuple:
        return arguments[1:] == (...,) and _is_readable(arguments[0])
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return arguments[0] is str and _is_readable(arguments[1])
    if is_dataclass(hint):
        return all(map(_is_readable, hints(hint).values()))  # type: ignore[arg-type] # a class, not an instance
    return origin in (Union, types.UnionType) and all(map(_is_readable, arguments))
