"""When to stop waiting, and how long to pause between two tries."""

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A moment of ``clock``; one at infinity never comes."""

    at: float = math.inf
    clock: Clock = time.monotonic

    @classmethod
    def after(cls, seconds: float, *, clock: Clock = time.monotonic) -> "Deadline":
        return cls(at=clock() + seconds, clock=clock)

    @property
    def left(self) -> float:
        """Seconds that remain, never less than 0."""
        return max(0.0, self.at - self.clock())

    @property
    def over(self) -> bool:
        return self.clock() >= self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Backoff:
    """Pauses between tries: ``first`` seconds, each next one ``factor`` times as long, ``most`` at most."""

    first: float = 0.3
    factor: float = 1.5
    most: float = 2.0

    def pauses(self) -> Iterator[float]:
        pause = self.first
        while True:
            yield min(pause, self.most)
            pause = min(pause * self.factor, self.most)
