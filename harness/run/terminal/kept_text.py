"""Text that is kept up to a size: its beginning and its end, and a word about what is missing between them."""

from collections import deque


class KeptText:
    """Lines in order; beyond ``limit`` characters the middle is left out. Adding costs the same at any size."""

    def __init__(self, limit: int) -> None:
        self._half = limit // 2
        self._head: list[str] = []
        self._head_size = 0
        self._tail: deque[str] = deque()
        self._tail_size = 0
        self._lost_characters = 0
        self._lost_lines = 0

    def add(self, piece: str) -> None:
        """``piece`` is a line with its newline, or a part of a very long line."""
        if not self._tail and self._head_size + len(piece) <= self._half:
            self._head.append(piece)
            self._head_size += len(piece)
            return
        self._tail.append(piece)
        self._tail_size += len(piece)
        while self._tail_size > self._half and len(self._tail) > 1:
            lost = self._tail.popleft()
            self._tail_size -= len(lost)
            self._lost_characters += len(lost)
            self._lost_lines += lost.count("\n")

    def text(self) -> str:
        head, tail = "".join(self._head), "".join(self._tail)
        if not self._lost_characters:
            return head + tail
        separator = "" if not head or head.endswith("\n") else "\n"
        return f"{head}{separator}{left_out(self._lost_characters, self._lost_lines)}\n{tail}"


def left_out(characters: int, lines: int) -> str:
    """The line in place of missing text."""
    return f"[harness: {characters:,} characters in {lines:,} lines are left out here]"
