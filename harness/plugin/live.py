"""What is being waited for, on the terminal, behind whatever pytest has just printed."""

import sys
from typing import Final

import pytest

SAVE, RESTORE, CLEAR, DIM, PLAIN = "\x1b7", "\x1b8", "\x1b[K", "\x1b[2m", "\x1b[0m"
LEAST_ROOM: Final = 20  # columns; in less, half a sentence says nothing


class LiveLine:
    """Shows one dim sentence after the cursor and takes it away again; silent where output is no terminal."""

    def __init__(self, config: pytest.Config) -> None:
        self._writer = config.get_terminal_writer()
        self._on = sys.__stdout__ is not None and sys.__stdout__.isatty() and not hasattr(config, "workerinput")
        self._shown = False

    def show(self, sentence: str) -> None:
        if not self._on:
            return
        room = self._writer.fullwidth - self._writer.width_of_current_line - 3
        if room < LEAST_ROOM:
            return
        text = sentence if len(sentence) <= room else sentence[: room - 3] + "..."
        self._write(f"{SAVE}{CLEAR}  {DIM}{text}{PLAIN}{RESTORE}")
        self._shown = True

    def clear(self) -> None:
        if self._shown:
            self._write(CLEAR)
            self._shown = False

    def _write(self, text: str) -> None:
        # Past the writer: it counts columns, and the cursor does not move.
        file = self._writer._file  # noqa: SLF001 - the one terminal that is not captured; no public name
        file.write(text)
        file.flush()
