"""A terminal that a job in the background prints to, so that its words are not taken for those of a later command."""

import os
import pty
import select
import termios
import threading
from contextlib import suppress
from typing import Final

from harness.run.shell_options import ShellOptions
from harness.run.terminal.screen import Screen

INTERVAL: Final = 0.1
AT_ONCE: Final = 1 << 16


class JobTerminal:
    """``path`` is what a command's output is sent to; a thread reads what comes, since nobody else does."""

    def __init__(self, options: ShellOptions) -> None:
        self._ours, self._theirs = pty.openpty()
        os.set_blocking(self._ours, False)
        termios.tcsetwinsize(self._ours, (options.rows, options.columns))
        self.path = os.ttyname(self._theirs)
        self._screen = Screen(limit=options.keep_characters, columns=options.columns)
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._over = threading.Event()
        self._seen = 0
        self._reader = threading.Thread(target=self._read, name=f"job on {self.path}", daemon=True)
        self._reader.start()

    @property
    def over(self) -> bool:
        """Whether nothing can be printed any more: no process has the terminal open."""
        return self._over.is_set()

    def begun(self) -> None:
        """The command has been run: from now on only its jobs hold the terminal."""
        os.close(self._theirs)
        self._theirs = -1

    def text(self) -> str:
        with self._lock:
            return self._screen.text()

    def news(self) -> str:
        """What was printed since this was asked last."""
        text = self.text()
        fresh, self._seen = text[self._seen :], len(text)
        return fresh

    def close(self) -> None:
        self._closing.set()
        self._reader.join()
        os.close(self._ours)
        if self._theirs >= 0:
            self.begun()

    def _read(self) -> None:
        poll = select.poll()
        poll.register(self._ours, select.POLLIN)
        while not self._closing.is_set():
            if not poll.poll(INTERVAL * 1000):
                continue
            data = b""
            with suppress(OSError):  # EIO: no process holds the terminal any more
                data = os.read(self._ours, AT_ONCE)
            if not data:
                self._over.set()
                return
            with self._lock:
                self._screen.feed(data)
