"""A table of settings that a later stage reads, which knows what it may hold."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from harness.source import Location


class RawTable(NamedTuple):
    """``values`` as they are in the file; ``place`` gives the line of a key of theirs."""

    values: Mapping[str, Any]
    place: Callable[[tuple[str | int, ...]], Location]
