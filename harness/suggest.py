"""The word that was meant."""

from collections.abc import Iterable


def nearest(name: str, names: Iterable[str]) -> str:
    """The name that a mistyped one most likely means, empty where none is close."""
    from difflib import get_close_matches  # noqa: PLC0415 - only mistakes need it

    return next(iter(get_close_matches(name[:80], list(names), 1)), "")
