"""Blocks of PyMdown: tabs and notes between marks, whose contents are not indented.

    /// tab | Helm             /// note | Title
        new: true              text, fences, lists
    text, fences, lists        ///
    ///

Neighbouring tabs are one tabset, unless one says ``new: true``. More slashes nest.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from harness.parse.markdown.masked_text import Hole
from harness.parse.markdown.offsets import Lines
from harness.parse.shortcodes.tag import Role, Tag
from harness.sites.container_roles import INDENTED_TAB, INDENTED_TABS

_OPENS: Final = re.compile(
    r"[ ]{0,3}(?P<mark>/{3,})[ \t]*(?P<name>[a-z][\w-]*)[ \t]*(?:\|[ \t]*(?P<label>.*?))?[ \t]*$"
)
_CLOSES: Final = re.compile(r"[ ]{0,3}(?P<mark>/{3,})[ \t]*$")
_OPTION: Final = re.compile(r"[ ]{4,}(?P<name>[\w-]+):[ \t]*(?P<value>.*?)[ \t]*$")
_FENCE: Final = re.compile(r"[ \t]*(?P<mark>`{3,}|~{3,})")
_ANY: Final = re.compile(r"(?m)^[ ]{0,3}/{3,}[ \t]*[a-z]")


def has_slash_blocks(text: str, start: int) -> bool:
    return "///" in text and _ANY.search(text, start) is not None


@dataclass(slots=True)
class SlashBlocks:
    """Follows the lines of a text; ``tags`` and ``holes`` are as in ``Contained``."""

    lines: Lines
    tags: list[Tag] = field(default_factory=list)
    holes: list[Hole] = field(default_factory=list)
    _open: list[tuple[str, bool]] = field(default_factory=list)  # marks, and whether each is of a tab
    _tabsets: list[int] = field(default_factory=list)  # how many blocks are open around each tabset
    _fence: str = ""

    def read(self, start: int) -> None:
        text = self.lines.text.split("\n")
        index = self.lines.number(start)
        while index < len(text):
            index = self._line(text, index)
        self._end_tabsets(0, len(self.lines.text))

    def _line(self, text: Sequence[str], index: int) -> int:
        """The line after what is read of a line."""
        shown = text[index]
        if (fence := _FENCE.match(shown)) is not None and not self._fence:
            self._fence = fence["mark"]
        elif self._fence:
            closes = fence is not None and fence["mark"].startswith(self._fence) and not shown.strip(" \t`~")
            self._fence = "" if closes else self._fence
        elif (opening := _OPENS.match(shown)) is not None:
            return self._enter(text, index, opening)
        elif (closing := _CLOSES.match(shown)) is not None and self._open and closing["mark"] == self._open[-1][0]:
            self._leave(index)
        elif shown.strip():
            self._end_tabsets(len(self._open), self.lines.starts[index])
        return index + 1

    def _enter(self, text: Sequence[str], index: int, opening: re.Match[str]) -> int:
        options, after = _options(text, index + 1)
        place, tab = self.lines.starts[index], opening["name"] == "tab"
        if not tab or options.get("new", "").lower() == "true":
            self._end_tabsets(len(self._open), place)
        if tab and (not self._tabsets or self._tabsets[-1] < len(self._open)):
            self._tabsets.append(len(self._open))
            self.tags.append(Tag(place, place, Role.OPEN, INDENTED_TABS))
        if tab:
            end = self.lines.end(place)
            self.tags.append(Tag(place, end, Role.OPEN, INDENTED_TAB, named={"label": opening["label"] or ""}))
        self._open.append((opening["mark"], tab))
        self._hide(index, after)
        return after

    def _leave(self, index: int) -> None:
        place = self.lines.starts[index]
        _, tab = self._open.pop()
        self._end_tabsets(len(self._open) + 1, place)
        if tab:
            self.tags.append(Tag(place, place, Role.CLOSE, INDENTED_TAB))
        self._hide(index, index + 1)

    def _end_tabsets(self, depth: int, place: int) -> None:
        """Those that as many blocks are around, or more."""
        while self._tabsets and self._tabsets[-1] >= depth:
            self._tabsets.pop()
            self.tags.append(Tag(place, place, Role.CLOSE, INDENTED_TABS))

    def _hide(self, start: int, end: int) -> None:
        for index in range(start, end):
            self.holes.append(Hole(self.lines.starts[index], self.lines.end(self.lines.starts[index])))


def _options(text: Sequence[str], index: int) -> tuple[dict[str, str], int]:
    """The options below a mark, and the line after them."""
    options: dict[str, str] = {}
    while index < len(text) and (found := _OPTION.match(text[index])) is not None:
        options[found["name"]] = found["value"]
        index += 1
    return options, index
