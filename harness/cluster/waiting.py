"""Waiting for clusters: polls with a limit, and work on several clusters side by side."""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TypeVar

from harness.cluster.machine_clock import MachineClock
from harness.deadline import Deadline
from harness.errors import ClusterError

T = TypeVar("T")
R = TypeVar("R")


class HopelessError(ClusterError):
    """What is waited for will not come, however long one waits."""


def until(
    attempt: Callable[[], T | None],
    *,
    timeout: float,
    what: str,
    interval: float = 0.2,
    stopped: Callable[[], bool] = lambda: False,
    progress: Callable[[], object] = lambda: None,
) -> T:
    """The first result of ``attempt`` that is true; an attempt may fail with ``ClusterError`` and is repeated then.

    ``ClusterError`` with the last failure after ``timeout`` seconds, as soon as ``stopped`` says so, or when an attempt
    fails with ``HopelessError``. Seconds are ``MachineClock``'s, counted anew
    whenever what ``progress`` returns has changed.
    """
    clock = MachineClock()
    deadline, seen = Deadline.after(timeout, clock=clock), progress()
    while True:
        last: ClusterError | None = None
        try:
            if result := attempt():
                return result
        except HopelessError:
            raise
        except ClusterError as error:
            last = error
        if stopped():
            raise ClusterError(f"stopped while waiting for {what}") from last
        if deadline.over:
            if (now := progress()) == seen:
                reason = "" if last is None else f"\n{last}"
                raise ClusterError(f"{what}: not within {timeout:.0f} s{reason}") from last
            deadline, seen = Deadline.after(timeout, clock=clock), now
        time.sleep(interval)


def side_by_side(work: Callable[[T], R], items: Iterable[T], *, stop: Callable[[], None]) -> list[R]:
    """``work`` on all items at once, results in their order. The first failure, or Ctrl-C, stops the others."""
    with ThreadPoolExecutor() as pool:
        try:
            futures = [pool.submit(work, item) for item in items]
            for future in as_completed(futures):
                future.result()
        except BaseException:
            stop()
            raise
    return [future.result() for future in futures]
