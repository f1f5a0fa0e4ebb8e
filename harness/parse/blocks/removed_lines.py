"""What marks in a block say about its lines: that they are removed, or that a note is about them.

``replicas: 1 # [!code --]`` of Shiki, ``del={2,5-6}`` in the info string of Expressive Code, and ``# (1)!`` of
Material, which a browser shows as a button.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

_REMOVED: Final = re.compile(r"(?:#|//|--|;|/\*|<!--)\s*\[!code --(?::\d+)?\]")
_NOTE: Final = re.compile(r"(?<=\\)[ \t]+#[ \t]*\(\d+\)!?[ \t]*$")
"""Behind a backslash; elsewhere it is a comment."""
_RANGE: Final = re.compile(r"(\d+)(?:-(\d+))?")
_LINES: Final = re.compile(r"\{?[\d\s,-]+\}?")


def without_marks(lines: Sequence[str], attributes: Mapping[str, str]) -> Sequence[str]:
    """The lines, with nothing in the place of those that are removed."""
    removed = _numbers(attributes.get("del", ""))
    if not removed and not any("[!code --" in line or line.rstrip().endswith((")", ")!")) for line in lines):
        return lines
    return [
        "" if number in removed or _REMOVED.search(line) is not None else _NOTE.sub("", line)
        for number, line in enumerate(lines, start=1)
    ]


def _numbers(named: str) -> frozenset[int]:
    """The lines that an attribute names; a text between quotes names none."""
    if _LINES.fullmatch(named) is None:
        return frozenset()
    ranges = ((int(first), int(last or first)) for first, last in _RANGE.findall(named))
    return frozenset(number for first, last in ranges for number in range(first, min(last, first + 1000) + 1))
