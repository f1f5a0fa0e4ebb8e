"""Ctrl-C while something is given back: it takes effect when that is done."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

NUMBERS: Final = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def interrupts_held() -> Iterator[None]:
    """SIGINT and SIGTERM that arrive inside the block take effect at its end; a second one takes effect at once.

    Signals that the program does not handle itself stay as they are. Outside the main thread, where Python delivers no
    signals, the block runs as it is.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: handler for number in NUMBERS if callable(handler := signal.getsignal(number))}
    held: list[int] = []

    def restore() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    def hold(number: int, _frame: FrameType | None) -> None:
        if held:
            restore()
            signal.raise_signal(number)
        held.append(number)

    for number in before:
        signal.signal(number, hold)
    try:
        yield
    finally:
        restore()
    if held:
        signal.raise_signal(held[0])
