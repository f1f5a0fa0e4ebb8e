"""What a tab is called in selectors, made of the label that its users read: ``For Linux`` -> ``linux``."""

import re
from collections.abc import Collection
from typing import Final

_MARKUP: Final = re.compile(r":[a-z0-9_+-]+:(?:\{[^{}]*\})?|<[^<>]*>|[*`]+")  # icons, tags, emphasis
_LEAD: Final = re.compile(r"^(?:(?:for|on|using|use|with|via)\s+)+(?:the\s+)?(?=\S)")
_SAME: Final = {"mac-os-x": "macos", "mac-os": "macos", "os-x": "macos", "osx": "macos", "mac": "macos"}
"""One value for what sites spell in several ways, so that tabs with either are chosen together."""


def value_of_label(label: str, taken: Collection[str]) -> str:
    """A value that no other tab of the tabset has: without the words in front, if that is enough to tell them apart."""
    words = " ".join(_MARKUP.sub(" ", label.casefold()).split()) or " ".join(label.casefold().split())
    whole = "-".join(words.split())
    bare = "-".join(_LEAD.sub("", words, count=1).split())
    value = _SAME.get(bare, bare)
    return next((one for one in (value, whole) if one not in taken), f"{whole}-{len(taken) + 1}" if whole else "")
