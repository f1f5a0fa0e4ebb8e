"""Words of a program's profile that cannot be what they are given for: its names, ports and flags."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from harness.settings.constraint import Problem

FLAG_KEYS: Final = (
    *("flags", "valued_flags", "verb_flags", "context_flags", "namespace_flags", "time_flags", "file_flags"),
    "output_flags",
)
"""The keys of a profile whose values are flags."""
_NAME: Final = re.compile(r"[^\s/]+")
_LAST_PORT: Final = 65_535


def odd_word(names: Iterable[str], ports: Iterable[int], flags: Mapping[str, Collection[str]]) -> Problem | None:
    """The first one; ``flags`` are by their keys."""
    if odd := next((name for name in names if not _NAME.fullmatch(name)), None):
        return Problem(f"{odd!r} is no name of a program", "a name without blanks and slashes")
    if (port := next((one for one in ports if not 0 < one <= _LAST_PORT), None)) is not None:
        return Problem(f"{port} is no port", f"a number from 1 to {_LAST_PORT}")
    plain = ((key, one) for key, given in flags.items() for one in sorted(given) if not one.startswith("-"))
    key, word = next(plain, ("", ""))
    return Problem(f"{word!r} of {key} is no flag", "flags, which begin with '-'") if key else None
