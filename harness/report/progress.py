"""What is being waited for: a live line on a terminal, else a plain line now and then.

A sentence is what is being done and, behind its first ``, ``, how far that is:
``etcd: building it, 1:05 of about 6:30``.
"""

import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Final, Protocol, Self, TextIO

if TYPE_CHECKING:
    from rich.console import RenderableType

EVERY: Final = 30.0  # seconds between lines in a log
POLL: Final = 0.2  # seconds between looks at whether another line is due


class Display(Protocol):
    """``show`` may be called often; ``close`` takes away what is to go, and may be called twice."""

    def show(self, sentence: str) -> None: ...
    def close(self) -> None: ...


class PlainLines:
    """A line for whatever begins, unless ``quiet``, and one every ``every`` seconds while it lasts."""

    def __init__(
        self, write: Callable[[str], None], *, clock: Callable[[], float], every: float = EVERY, quiet: bool = False
    ) -> None:
        self._write, self._clock, self._every, self._quiet = write, clock, every, quiet
        self._sentence, self._began, self._told = "", 0.0, 0.0
        self._lock = threading.Lock()

    def show(self, sentence: str) -> None:
        with self._lock:
            begins = subject(sentence) != subject(self._sentence)
            self._sentence = sentence
            if begins:
                self._began = self._told = self._clock()
                if not self._quiet:
                    self._write(sentence)
        self.repeat()

    def repeat(self) -> None:
        """Say again what has been waited for since the last line, if that is long ago."""
        with self._lock:
            now = self._clock()
            if self._sentence and now - self._told >= self._every:
                self._told = now
                self._write(with_time(self._sentence, now - self._began))

    def close(self) -> None:
        """Nothing is waited for until the next sentence."""
        with self._lock:
            self._sentence = ""


class RepeatedLines:
    """Plain lines that come also while nobody calls `show`: a download may take minutes."""

    def __init__(self, lines: PlainLines) -> None:
        self._lines = lines
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def show(self, sentence: str) -> None:
        self._lines.show(sentence)
        if self._thread is None:
            self._thread = threading.Thread(target=self._repeat, daemon=True, name="progress")
            self._thread.start()

    def close(self) -> None:
        self._over.set()
        if self._thread is not None:
            self._thread.join()
        self._lines.close()

    def _repeat(self) -> None:
        while not self._over.wait(POLL):
            self._lines.repeat()


class LiveDisplay:
    """One line with a spinner that changes in place and goes away at the end; rich minds ``NO_COLOR``."""

    def __init__(self, file: TextIO, *, clock: Callable[[], float]) -> None:
        self._file, self._clock = file, clock
        self._sentence, self._began = "", 0.0
        self._shown: ExitStack | None = None

    def show(self, sentence: str) -> None:
        if subject(sentence) != subject(self._sentence):
            self._began = self._clock()
        self._sentence = sentence
        if self._shown is None:
            self._shown = self._start()

    def close(self) -> None:
        if self._shown is not None:
            self._shown.close()
            self._shown = None

    def _start(self) -> ExitStack:
        from rich.console import Console  # noqa: PLC0415 - rich is read where a terminal shows something
        from rich.live import Live  # noqa: PLC0415 - likewise
        from rich.spinner import Spinner  # noqa: PLC0415 - likewise
        from rich.text import Text  # noqa: PLC0415 - likewise

        spinner = Spinner("dots", style="cyan")

        def line() -> "RenderableType":
            what, _, far = with_time(self._sentence, self._clock() - self._began).partition(", ")
            spinner.update(text=Text.assemble(what, "  ", (far, "dim"), no_wrap=True, overflow="ellipsis"))
            return spinner

        live = Live(
            console=Console(file=self._file),
            get_renderable=line,
            refresh_per_second=8,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        shown = ExitStack()
        shown.enter_context(live)
        return shown


class Progress:
    """Call it with sentences, within ``with``; what it shows goes to standard error and is no part of the output."""

    def __init__(
        self, file: TextIO | None = None, *, every: float = EVERY, clock: Callable[[], float] = time.monotonic
    ) -> None:
        file = sys.stderr if file is None else file

        def write(line: str) -> None:
            file.write(f"{line}\n")
            file.flush()

        self._display: Display = (
            LiveDisplay(file, clock=clock)
            if is_lively(file)
            else RepeatedLines(PlainLines(write, clock=clock, every=every))
        )

    def __call__(self, sentence: str) -> None:
        self._display.show(sentence)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._display.close()


def is_lively(file: TextIO) -> bool:
    """Whether lines can change in place."""
    return file.isatty() and os.environ.get("TERM", "") not in {"", "dumb", "unknown"}


def subject(sentence: str) -> str:
    """What is being done, without how far it is."""
    return sentence.partition(", ")[0]


def with_time(sentence: str, seconds: float) -> str:
    """The sentence with how long it has taken, unless it says how far it is."""
    return sentence if ", " in sentence else f"{sentence}, {int(seconds) // 60}:{int(seconds) % 60:02d} so far"
