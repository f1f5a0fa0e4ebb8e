"""A text with holes: what Markdown is asked about is the page without what shortcodes keep for themselves."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple


class Hole(NamedTuple):
    """A range of the text that is left out, and what stands there instead."""

    start: int
    end: int
    filling: str = ""


class Outline:
    """``text`` is the given text with its holes filled; offsets in it lead back to the text.

    Holes come in order and do not overlap.
    """

    def __init__(self, text: str, start: int, holes: Iterable[Hole]) -> None:
        pieces: list[str] = []
        self._from, self._to = [0], [start]
        position, length = start, 0
        for hole in holes:
            piece = text[position : hole.start]
            pieces += (piece, hole.filling)
            length += len(piece) + len(hole.filling)
            position = hole.end
            self._from.append(length)
            self._to.append(position)
        pieces.append(text[position:])
        self.text = "".join(pieces)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self.text.split("\n")[:-1])]

    def line_start(self, line: int) -> int:
        """The offset, in the outline, of a line counted from 0; the end of the text for lines past it."""
        return self._line_starts[line] if line < len(self._line_starts) else len(self.text)

    def after_hole(self, offset: int) -> int:
        """The offset in the text that an offset in the outline stands for: after the hole that ends there, if any."""
        index = bisect_right(self._from, offset) - 1
        return self._to[index] + offset - self._from[index]

    def before_hole(self, offset: int) -> int:
        """Likewise, before the empty hole that is there, if any: for ends of ranges and starts of lines."""
        index = max(bisect_left(self._from, offset) - 1, 0)
        return self._to[index] + offset - self._from[index]
