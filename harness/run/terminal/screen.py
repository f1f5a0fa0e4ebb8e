"""Bytes off a terminal in, the text a reader would see out.

Carriage return, backspace and the cursor and erase sequences of progress displays are applied; colours, titles and
other escape sequences are dropped; bytes that a terminal acts on without showing anything (bell, NUL, shifts) are
dropped too; any other control byte is made visible (``^A``). Lines stay reachable for the cursor while they are among
the last ``WINDOW``; a line longer than ``LONG_LINE`` loses that for its beginning.
"""

import codecs
import re
from collections import deque

WINDOW = 200
LONG_LINE = 1 << 16
_LONGEST_SEQUENCE = 4096
_DECODER = codecs.getincrementaldecoder("utf-8")

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[\]PX^_][^\x07\x1b\n]*\x1b?|[ -/]*)\Z")
_TOKEN = re.compile(
    r"\x1b\[(?P<arguments>[0-?]*)[ -/]*(?P<final>[@-~])"
    r"|(?P<string>\x1b[\]PX^_][^\x07\x1b\n]*(?:\x07|\x1b\\))"  # titles, links and the like
    r"|(?P<escape>\x1b[ -/]*[0-~]?)"
    r"|(?P<control>[\x00-\x08\x0b-\x1f\x7f-\x9f])"
    r"|(?P<text>[^\x00-\x08\x0b-\x1f\x7f-\x9f]+)"
)
_UNSEEN = frozenset("\x00\x07\x0e\x0f")  # NUL, bell, shift out and in


class Screen:
    """What a terminal of unlimited height holds after the bytes so far."""

    def __init__(self, *, limit: int, columns: int = 1000) -> None:
        self._decoder = _DECODER("replace")
        self._kept = KeptText(limit)
        self._columns = columns
        self._lines = [""]
        self._row = 0
        self._column = 0
        self._overwritten = False
        self.newlines = 0  # seen so far
        self._held = ""  # an escape sequence whose end has not come yet

    @property
    def last_line(self) -> str:
        """The line the cursor is on, empty right after a newline."""
        return self._lines[self._row]

    def tail(self, lines: int) -> str:
        """The last lines, the cursor's line being the last of them."""
        return "\n".join(self._lines[max(0, self._row + 1 - lines) : self._row + 1])

    def text(self) -> str:
        cut_short = "\ufffd" if self._decoder.getstate()[0] else ""
        return self._kept.text() + "\n".join(self._lines) + cut_short

    def feed(self, data: bytes) -> None:
        text = self._held + self._decoder.decode(data)
        self._held = ""
        if "\x1b" in text:
            unfinished = _UNFINISHED.search(text, max(0, len(text) - _LONGEST_SEQUENCE))
            if unfinished is not None:
                self._held = unfinished.group()
                text = text[: unfinished.start()]
        first, *others = text.replace("\r\n", "\n").split("\n")
        self._write(first)
        for line in others:
            self._new_line()
            self._write(line)

    def _write(self, line: str) -> None:
        if not line:
            return
        if _CONTROL.search(line) is None:
            self._put(line)
            return
        for token in _TOKEN.finditer(line):
            text, control, final = token.group("text", "control", "final")
            if text is not None:
                self._put(text)
            elif control is not None:
                self._obey(control)
            elif final is not None:
                self._move(final, token["arguments"])

    def _put(self, text: str) -> None:
        line, column = self._lines[self._row], self._column
        if column == len(line):
            line += text
        elif column > len(line):
            line = line.ljust(column) + text
        else:
            line = line[:column] + text + line[column + len(text) :]
            self._overwritten = True
        self._column = column + len(text)
        if len(line) > LONG_LINE and self._row == len(self._lines) - 1 and self._column == len(line):
            self._let_go(self._row)
            for start in range(0, len(line), LONG_LINE):
                self._kept.add(line[start : start + LONG_LINE])
            line, self._row, self._column = "", 0, 0
        self._lines[self._row] = line

    def _obey(self, control: str) -> None:
        if control == "\r":
            self._column = 0
        elif control == "\b":
            self._column = max(0, self._column - 1)
        elif control not in _UNSEEN:
            self._put(visible(control))

    def _new_line(self) -> None:
        if self._overwritten:  # blanks that wiped out an earlier text are no part of what a reader sees
            self._lines[self._row] = self._lines[self._row].rstrip(" ")
            self._overwritten = False
        self.newlines += 1
        self._row += 1
        self._column = 0
        if self._row == len(self._lines):
            self._lines.append("")
            if self._row >= 2 * WINDOW:
                self._let_go(WINDOW)

    def _let_go(self, count: int) -> None:
        """The first lines are out of the cursor's reach from now on."""
        for line in self._lines[:count]:
            self._kept.add(line + "\n")
        del self._lines[:count]
        self._row -= count

    def _move(self, final: str, arguments: str) -> None:
        first = arguments.split(";", maxsplit=1)[0]
        count = min(int(first), self._columns) if first.isdecimal() else 0
        steps = max(1, count)
        match final:
            case "A" | "F":
                self._row = max(0, self._row - steps)
            case "B" | "E":
                self._row = min(len(self._lines) - 1, self._row + steps)
            case "C":
                self._column = min(self._columns, self._column + steps)
            case "D":
                self._column = max(0, self._column - steps)
            case "G":
                self._column = steps - 1
            case "K":
                self._erase_in_line(count)
            case "J" if count == 0:
                self._erase_in_line(0)
                del self._lines[self._row + 1 :]
            case _:  # colours, modes, and what clears the whole screen: the text stays
                return
        if final in "EF":
            self._column = 0

    def _erase_in_line(self, part: int) -> None:
        line, column = self._lines[self._row], self._column
        if part == 0:
            line = line[:column]
        elif part == 1:
            line = " " * min(column + 1, len(line)) + line[column + 1 :]
        else:
            line = ""
        self._lines[self._row] = line
        self._overwritten = True


def visible(control: str) -> str:
    r"""A control character as text: ``^A``, ``^?``, and ``\x85`` for those of Latin-1."""
    code = ord(control)
    return f"\\x{code:02x}" if code >= 0x80 else f"^{chr(code ^ 0x40)}"


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
