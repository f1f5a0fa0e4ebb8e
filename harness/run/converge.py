"""Tries a read-only command until what it prints is accepted, or waiting is in vain. No shell and no clock in here."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Generic, TypeVar

from harness.deadline import Backoff
from harness.run.output import Output

T = TypeVar("T")
USUAL: Final = Backoff()


class Stopped(StrEnum):
    """Why there was no further try."""

    ACCEPTED = "accepted"
    TIME_UP = "time is up"
    HOPELESS = "waiting cannot help"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What a live display may say between two tries; ``stable_for`` is since when the output has not changed."""

    attempts: int
    seconds: float
    left: float
    stable_for: float
    output: Output


@dataclass(frozen=True, slots=True, kw_only=True)
class Convergence(Generic[T]):
    """How it went. ``output`` and ``judgement`` are the last try's, ``closest`` is the number of the best one, from 1.

    ``stable_since`` is how many seconds before the end the output last changed, ``None`` after a single try. ``reason``
    says why waiting could not help, empty when that is not why it stopped or when another try was not allowed.
    """

    output: Output
    judgement: T
    stopped: Stopped
    attempts: int
    seconds: float
    stable_since: float | None
    closest: int
    reason: str = ""

    @property
    def accepted(self) -> bool:
        return self.stopped is Stopped.ACCEPTED


def converge(
    attempt: Callable[[], Output],
    judge: Callable[[Output], T],
    accept: Callable[[T], bool],
    *,
    limit: float,
    score: Callable[[T], float] | None = None,
    hopeless: Callable[[Output, T], str | None] | None = None,
    repeatable: Callable[[Output], bool] | None = None,
    on_wait: Callable[[Waiting], None] | None = None,
    gist: Callable[[Output, T], object] | None = None,
    interval: Backoff = USUAL,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Convergence[T]:
    """Try at least once, and for the last time when ``limit`` seconds have passed; 0 means a single try.

    ``score`` orders judgements by closeness, the earliest of the best counts; without it the last try is the closest.
    ``repeatable`` says whether a try left things as they were, so that another may follow; by default all do.
    ``hopeless`` is asked about an output that came twice in a row, and says why waiting cannot help. ``gist`` is what
    makes two outputs the same, by default their text and how they ended: ages in a table change with every try.
    """
    said_by = gist or _as_printed
    began = changed = clock()
    last: _Try[T] | None = None
    closest: _Try[T] | None = None
    for number, pause in enumerate(interval.pauses(), start=1):
        output = attempt()
        judgement = judge(output)
        closeness = number if score is None else score(judgement)
        this = _Try(number=number, output=output, judgement=judgement, closeness=closeness)
        now = clock()
        repeated = last is not None and said_by(last.output, last.judgement) == said_by(output, judgement)
        changed = changed if repeated else now
        left = began + limit - now
        reason = hopeless(output, judgement) if repeated and hopeless is not None else None
        final = reason is not None or not (repeatable is None or repeatable(output))
        stopped = _stopped(accepted=accept(judgement), left=left, hopeless=final)
        if closest is None or stopped is Stopped.ACCEPTED or closeness > closest.closeness:
            closest = this
        if stopped is not None:
            return Convergence(
                output=output,
                judgement=judgement,
                stopped=stopped,
                attempts=number,
                seconds=now - began,
                stable_since=None if last is None else now - changed,
                closest=closest.number,
                reason=reason or "" if stopped is Stopped.HOPELESS else "",
            )
        if on_wait is not None:
            on_wait(Waiting(attempts=number, seconds=now - began, left=left, stable_for=now - changed, output=output))
        last = this
        sleep(min(pause, left))
    raise AssertionError("pauses never end")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Try(Generic[T]):
    number: int
    output: Output
    judgement: T
    closeness: float


def _stopped(*, accepted: bool, left: float, hopeless: bool) -> Stopped | None:
    if accepted:
        return Stopped.ACCEPTED
    if left <= 0:
        return Stopped.TIME_UP
    return Stopped.HOPELESS if hopeless else None


def _as_printed(output: Output, _: object) -> object:
    return (output.text, output.status, output.ended)
