"""What is being waited for, on the terminal, behind whatever pytest has just printed."""

import sys
import time
from typing import Final

import pytest

from harness.report.progress import PlainLines

SAVE, RESTORE, CLEAR, DIM, PLAIN = "\x1b7", "\x1b8", "\x1b[K", "\x1b[2m", "\x1b[0m"
LEAST_ROOM: Final = 20  # columns; in less, half a sentence says nothing


class LiveLine:
    """Shows one dim sentence after the cursor and takes it away again.

    Where output is no terminal, a line on standard error says every half a minute what keeps telling how far it is,
    such as a build. No thread does that for the rest: shells are forked, of which Python 3.12 warns where threads are.
    """

    def __init__(self, config: pytest.Config) -> None:
        self._writer = config.get_terminal_writer()
        self._on = sys.__stdout__ is not None and sys.__stdout__.isatty() and not hasattr(config, "workerinput")
        self._shown = False
        in_log = sys.__stderr__ is not None and not sys.__stderr__.isatty()
        self._lines = PlainLines(_log, clock=time.monotonic, quiet=True) if in_log and not self._on else None

    def show(self, sentence: str) -> None:
        if self._lines is not None:
            self._lines.show(sentence)
        if not self._on:
            return
        room = self._writer.fullwidth - self._writer.width_of_current_line - 3
        if room < LEAST_ROOM:
            return
        text = sentence if len(sentence) <= room else sentence[: room - 3] + "..."
        self._write(f"{SAVE}{CLEAR}  {DIM}{text}{PLAIN}{RESTORE}")
        self._shown = True

    def clear(self) -> None:
        if self._lines is not None:
            self._lines.close()
        if self._shown:
            self._write(CLEAR)
            self._shown = False

    def _write(self, text: str) -> None:
        # Past the writer: it counts columns, and the cursor does not move.
        file = self._writer._file  # noqa: SLF001 - the one terminal that is not captured; no public name
        file.write(text)
        file.flush()


def _log(line: str) -> None:
    assert sys.__stderr__ is not None  # noqa: S101 - `LiveLine` looked
    sys.__stderr__.write(f"harness: {line}\n")
    sys.__stderr__.flush()
