"""Blocks for readers on another system: the sentence in front of them says so ("For macOS users, verify ...")."""

import re
import sys
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from harness.parse.page import Page, Snippet

_SYSTEMS: Final = {"darwin": ("macos", "mac os"), "linux": ("linux",), "win32": ("windows",)}  # as sys.platform has it
_MARK: Final = re.compile(r"\s*(?:[*+-]|\d+[.)])?\s*")
_CONDITION: Final = re.compile(
    r"(?:(?:for|if|on|when|для|якщо|на)\b|对于|如果|在).{0,40}?(?P<system>macos|mac os x|mac os|windows|linux)\b",
    re.IGNORECASE,
)
_LINES: Final = 8  # of a paragraph


def names_systems(page: Page) -> bool:
    """Whether a page speaks of systems at all; most do not."""
    text = page.text.lower()
    return any(name in text for names in _SYSTEMS.values() for name in names)


def for_another_system(page: Page, snippet: Snippet, *, here: str = sys.platform) -> str | None:
    """Why a block is not for this system: its paragraph begins with a condition that names others and not this one.

    A boilerplate's blocks are for everybody.
    """
    if snippet.at.path != page.path:
        return None
    clause = re.split(r"[,:;.\uff0c\uff1a]", paragraph_above(_lines(page.text), snippet.at.line), maxsplit=1)[0]
    found = _CONDITION.match(clause)
    if found is None or any(name in clause.lower() for name in _SYSTEMS.get(here, ())):
        return None
    return f"for readers on {found['system']}, as the text above it says"


@lru_cache(maxsize=4)
def _lines(text: str) -> Sequence[str]:
    """Those of a page, which each of its blocks looks at."""
    return text.splitlines()


def paragraph_above(lines: Sequence[str], line: int) -> str:
    """The text right above a line, without the mark of a list."""
    above = line - 2
    while above >= 0 and not lines[above].strip():
        above -= 1
    first = above
    while first > 0 and above - first < _LINES and lines[first - 1].strip() and not _starts_item(lines[first]):
        first -= 1
    return _MARK.sub("", " ".join(lines[max(first, 0) : above + 1]), count=1)


def _starts_item(line: str) -> bool:
    return re.match(r"\s*(?:[*+-]|\d+[.)])\s", line) is not None
