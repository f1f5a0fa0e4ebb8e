"""What one call contributes to its command's footprint."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from harness.match.thread import Sort, Thing

PACKAGES: Final = "package managers"
"""Whose state packages are that programs read in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Things that a call makes and needs."""

    makes: tuple[Thing, ...] = ()
    needs: tuple[Thing, ...] = ()


NOTHING = Part()


def joined(parts: Iterable[Part]) -> Part:
    parts = tuple(parts)
    return Part(
        makes=tuple(thing for part in parts for thing in part.makes),
        needs=tuple(thing for part in parts for thing in part.needs),
    )


def things(sort: Sort, names: Iterable[str]) -> tuple[Thing, ...]:
    return tuple(Thing(sort=sort, name=name) for name in names)
