"""Time that a machine had to give: what a cluster is late for while others have every core is not its fault."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import psutil

LEAST: Final = 0.1  # of a second counts in a second without a spare core: nothing is waited for without an end
EVERY: Final = 0.5  # seconds between two looks; the kernel counts in hundredths


class Look(NamedTuple):
    """``at`` in seconds, and the core-seconds in which nothing ran since the machine started."""

    at: float
    idle: float


def look() -> Look:
    return Look(time.monotonic(), psutil.cpu_times().idle)


@dataclass(kw_only=True)
class MachineClock:
    """Seconds as ``time.monotonic`` counts them, but less while no core was free; for a ``Deadline``."""

    look: Callable[[], Look] = look
    _last: Look = field(init=False)
    _counted: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        self._last = self.look()

    def __call__(self) -> float:
        now = self.look()
        passed = now.at - self._last.at
        if passed >= EVERY:
            self._counted += passed * max(LEAST, min(1.0, (now.idle - self._last.idle) / passed))
            self._last = now
        return self._counted
