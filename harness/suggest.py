"""The word that was meant."""

from collections.abc import Iterable


def nearest(name: str, names: Iterable[str]) -> str:
    """The name that a misspelt one most likely means, also one in other case; empty where none is close."""
    from difflib import get_close_matches  # noqa: PLC0415 - only mistakes need it

    known = list(names)
    alike = (one for one in known if one.casefold() == name.casefold())
    return next(alike, next(iter(get_close_matches(name[:80], known, 1)), ""))
