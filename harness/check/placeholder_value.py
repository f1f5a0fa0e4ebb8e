"""What the reader of a page is to put another value in for: ``PROJECT_ID``, ``<name>``, ``[number of pods]``."""

import re
from typing import Final

_WHOLE: Final = re.compile(r"[A-Z][A-Z0-9_-]*")
_PART: Final = re.compile(
    r"(?<![A-Za-z0-9_-])[A-Z][A-Z0-9]{2,}(?:[_-][A-Z0-9]+)*(?![A-Za-z0-9_-])"
    r"|\.{3}|…|<[^<>]+>|\[[^\[\]]+\]|[Xx]{3}|(?<![A-Za-z])(?i:your)(?![a-z])"
)


def is_placeholder(value: str) -> bool:
    """Whether a value, or a word of it, is a name in capitals, in brackets, or says whose it is."""
    return _WHOLE.fullmatch(value) is not None or _PART.search(value) is not None
