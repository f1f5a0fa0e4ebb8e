"""Where an offset lies: line and column of a text whose line ends were made alike."""

import re
from bisect import bisect_right
from copy import copy
from itertools import accumulate
from pathlib import Path
from typing import Final

from harness.edit.text_edits import BYTE_ORDER_MARK, LINE_END
from harness.parse.page import Node
from harness.source import Location

_BLANKS: Final = " \t\xa0"
_REST_BLANK: Final = re.compile(r"[ \t\xa0]*(?:\n|\Z)")
_DEEPEST: Final = 200


class Lines:
    """A page's text with line feeds for line ends and no byte order mark, and the way back to the text as it is.

    Parsing works on ``text``; ``nodes`` cuts the page as it is, so that nothing of it is lost.
    """

    def __init__(self, raw: str, path: Path, *, included_from: Location | None = None) -> None:
        self.path, self.included_from = path, included_from
        self._mark = BYTE_ORDER_MARK if raw.startswith(BYTE_ORDER_MARK) else ""
        self._raw = raw.removeprefix(BYTE_ORDER_MARK)
        self.text = LINE_END.sub("\n", self._raw) if "\r" in self._raw else self._raw
        self.starts = [0, *accumulate(len(line) + 1 for line in self.text.split("\n")[:-1])]
        self._raw_starts = (
            [0, *(match.end() for match in LINE_END.finditer(self._raw))] if "\r" in self._raw else self.starts
        )

    def moved(self, path: Path, included_from: Location) -> "Lines":
        """The same text as that of another file, included at a place."""
        other = copy(self)
        other.path, other.included_from = path, included_from
        return other

    def number(self, offset: int) -> int:
        """The line of an offset, from 0."""
        return bisect_right(self.starts, offset) - 1

    @property
    def last(self) -> int:
        """The number of the last line, from 1; a line end at the end starts no further line."""
        return len(self.starts) - (len(self.starts) > 1 and self.starts[-1] == len(self.text))

    def start(self, offset: int) -> int:
        """The offset at which the line of an offset starts."""
        return self.starts[self.number(offset)]

    def indent(self, offset: int) -> str | None:
        """The blanks before an offset on its line; ``None`` where something else stands there."""
        start = self.start(offset)
        if offset - start > _DEEPEST:
            return None  # no indent of a real page; keeps endless lines cheap
        before = self.text[start:offset]
        return None if before.strip(_BLANKS) else before

    def alone(self, start: int, end: int) -> bool:
        """Whether nothing but blanks stands before and after a range on its lines."""
        return _REST_BLANK.match(self.text, end) is not None and self.indent(start) is not None

    def end(self, offset: int) -> int:
        """The offset at which the line of an offset ends, its line end not counted."""
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end

    def location(self, offset: int) -> Location:
        line = bisect_right(self.starts, offset)
        return Location(
            path=self.path, line=line, column=offset - self.starts[line - 1] + 1, included_from=self.included_from
        )

    def at(self, line: int, column: int = 1) -> Location:
        """The place of a line counted from 0."""
        return Location(path=self.path, line=line + 1, column=column, included_from=self.included_from)

    def nodes(self, cuts: list[tuple[int, str]]) -> tuple[Node, ...]:
        """Nodes from (offset of start, kind) pairs in rising order; empty ones vanish."""
        nodes = [Node(kind="bom", at=self.at(0), text=self._mark)] if self._mark else []
        offsets = [*(start for start, _ in cuts), len(self.text)]
        raw_offsets = offsets if self._raw_starts is self.starts else [self._back(offset) for offset in offsets]
        for index, (start, kind) in enumerate(cuts):
            if offsets[index + 1] > start:
                text = self._raw[raw_offsets[index] : raw_offsets[index + 1]]
                nodes.append(Node(kind=kind, at=self.location(start), text=text))
        return tuple(nodes)

    def _back(self, offset: int) -> int:
        """The offset in the page as it is: lines agree in all but their ends."""
        if offset == len(self.text):
            return len(self._raw)
        line = self.number(offset)
        return self._raw_starts[line] + offset - self.starts[line]
