"""A command that goes on in a terminal of its own, and what it prints there, read as it comes."""

import threading
from collections.abc import Callable
from typing import Final

import psutil

from harness.run.ending import end_all
from harness.run.process_table import descendants
from harness.run.shell_options import ShellOptions
from harness.run.terminal.interpreter import Interpreter
from harness.run.terminal.prompt_watcher import Attendant

INTERVAL: Final = 0.1  # seconds that a look at the terminal lasts where nothing comes


class Terminal:
    """``number`` is what an output names it by; ``ports`` are those that its command listens on.

    A terminal holds a few thousand characters; where nobody reads them its command stands still. So a thread reads.
    """

    def __init__(
        self, number: int, interpreter: Interpreter, attendant: Attendant, *, ports: tuple[int, ...], started: float
    ) -> None:
        self.number, self.interpreter, self.attendant, self.ports = number, interpreter, attendant, ports
        self.started = started
        self._lock = threading.Lock()
        self._last: str | None = None  # what it had printed when it was interrupted
        self._closing = threading.Event()
        self._reader = threading.Thread(target=self._read, name=f"terminal {number}", daemon=True)
        self._reader.start()

    @property
    def running(self) -> bool:
        return self.attendant.conversation.ending is None

    @property
    def interrupted(self) -> bool:
        """Whether it did not end by itself."""
        return self._last is not None

    def text(self) -> str:
        with self._lock:
            return self.attendant.conversation.screen.text() if self._last is None else self._last

    def interrupt(self) -> None:
        """Press Ctrl-C, then make it end."""
        self._leave()
        if self.running and self.interpreter.process.alive:
            self._last = self.text()
            self.interpreter.stop(self.attendant.conversation)

    def close(self, options: ShellOptions, left: Callable[[], list[psutil.Process]]) -> None:
        """End the command and its terminal; ``left`` finds what it started, wherever that hangs in the tree."""
        self._leave()
        process = self.interpreter.process
        below = descendants(process.pid)
        end_all(lambda: [*below, *left()], ask_grace=options.terminate_grace, kill_grace=options.kill_grace)
        self.interpreter.close()

    def _leave(self) -> None:
        self._closing.set()
        self._reader.join()

    def _read(self) -> None:
        conversation = self.attendant.conversation
        while not self._closing.is_set() and conversation.ending is None:
            conversation.bash.wait(INTERVAL)
            with self._lock:
                conversation.read(0)
