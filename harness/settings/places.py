"""The files and folders that settings name, whatever the setting."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any


def places_in(value: Any) -> Iterator[str]:
    """Every file and folder that settings name; of a pattern the folder above it."""
    if isinstance(value, Path):
        yield str(value).partition("*")[0].rpartition("/")[0] if "*" in str(value) else str(value)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from places_in(getattr(value, each.name))
    elif isinstance(value, Mapping):
        yield from places_in(value.values())
    elif isinstance(value, Iterable) and not isinstance(value, str | bytes):
        for each in value:
            yield from places_in(each)
