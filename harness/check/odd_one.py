"""Of two names that are one slip apart: which of them the page has right."""

import re
from collections import Counter
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"[A-Za-z0-9]+")
_PARTS: Final = re.compile(r"[^A-Za-z0-9]+")


def is_odd_one(name: str, other: str, text: str) -> bool:
    """Whether ``name`` is the slip: the page has it, or the word of it that differs, less often than ``other``'s."""
    counts = [count(each, text) for each in (name, other)]
    if counts[0] != counts[1]:
        return counts[0] < counts[1]
    words = words_of(text)
    pairs = zip(_PARTS.split(name), _PARTS.split(other), strict=False)
    one, two = next(((one, two) for one, two in pairs if one != two), ("", ""))
    return words[one.lower()] < words[two.lower()]


def count(name: str, text: str) -> int:
    return len(re.findall(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text))


@lru_cache(maxsize=16)
def words_of(text: str) -> Counter[str]:
    return Counter(word.lower() for word in _WORD.findall(text))
