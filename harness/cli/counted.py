"""How far a command is that takes longer than a second."""

import time
from contextlib import ExitStack
from types import TracebackType
from typing import Final, Self

from harness.report.progress import Progress

PATIENCE: Final = 1.0  # seconds without a word
FEW: Final = 10  # things: they are done before anybody wonders


class Counted:
    """Within ``with`` it shows on standard error how many of many ``things`` are done, from the first second on."""

    def __init__(self, command: str, things: str) -> None:
        self._command, self._things, self._began = command, things, time.monotonic()
        self._progress: Progress | None = None
        self._shown = ExitStack()

    def __call__(self, done: int, total: int) -> None:
        if total <= FEW or done == total:
            return
        if self._progress is None and time.monotonic() - self._began >= PATIENCE:
            self._progress = self._shown.enter_context(Progress())
        if self._progress is not None:
            self._progress(f"harness {self._command}, {done} of {total} {self._things}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._shown.close()
