"""The word that was meant."""

import re
from collections.abc import Iterable
from typing import Final

_DIGITS: Final = re.compile(r"\d+")


def nearest(name: str, names: Iterable[str]) -> str:
    """The name that a misspelt one most likely means, also one in other case; empty where none is close."""
    from difflib import get_close_matches  # noqa: PLC0415 - only mistakes need it

    known = list(names)
    alike = (one for one in known if one.casefold() == name.casefold())
    return next(alike, next(iter(get_close_matches(name[:80], known, 1)), ""))


def same_but_numbers(one: str, other: str) -> bool:
    """Whether two names differ in nothing but their numbers, as ``v1`` and ``v2`` do: these are two things."""
    return _DIGITS.sub("", one) == _DIGITS.sub("", other)
