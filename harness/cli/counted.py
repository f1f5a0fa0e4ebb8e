"""How far a command is that takes longer than a second."""

import sys
import time
from typing import Final

PATIENCE: Final = 1.0  # seconds without a word


class Counted:
    """Says on standard error how many ``things`` a command is through with, once a second, from the first second on."""

    def __init__(self, command: str, things: str) -> None:
        self._command, self._things, self._last = command, things, time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._last >= PATIENCE:
            self._last = now
            sys.stderr.write(f"harness {self._command}: {done} of {total} {self._things}\n")
