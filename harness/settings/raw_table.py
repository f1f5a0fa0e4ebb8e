"""A table of settings that a later stage reads, which knows what it may hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from harness.source import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """``values`` as they are in the file; ``place`` gives the line of a key of theirs."""

    values: Mapping[str, Any]
    place: Callable[[tuple[str | int, ...]], Location] = field(compare=False, repr=False)
