import time
from collections.abc import Iterator

import pytest

from harness.cluster.waiting import HopelessError, side_by_side, until
from harness.errors import ClusterError


def test_failures_are_repeated_until_something_comes() -> None:
    answers = iter([ClusterError("not yet"), None, "here"])

    def attempt() -> str | None:
        answer = next(answers)
        if isinstance(answer, ClusterError):
            raise answer
        return answer

    assert until(attempt, timeout=5, what="an answer", interval=0) == "here"


def test_the_last_failure_is_told() -> None:
    def attempt() -> None:
        raise ClusterError("connection refused")

    with pytest.raises(ClusterError) as caught:
        until(attempt, timeout=0, what="cluster1: MetalLB")
    assert str(caught.value) == "cluster1: MetalLB: not within 0 s\nconnection refused"


def test_progress_begins_the_time_anew() -> None:
    seen = iter([1, 2, 3, 3])
    attempts: list[int] = []
    with pytest.raises(ClusterError):
        until(lambda: attempts.append(1), timeout=0, what="nodes", interval=0, progress=lambda: next(seen))
    assert len(attempts) == 3


def test_a_hopeless_failure_ends_waiting() -> None:
    attempts: list[float] = []

    def attempt() -> None:
        attempts.append(time.monotonic())
        raise HopelessError("no such image")

    with pytest.raises(HopelessError, match="no such image"):
        until(attempt, timeout=60, what="pods")
    assert len(attempts) == 1


def test_being_stopped_ends_waiting() -> None:
    with pytest.raises(ClusterError, match="stopped while waiting for pods"):
        until(lambda: None, timeout=60, what="pods", stopped=lambda: True)


def test_side_by_side_keeps_the_order() -> None:
    def work(number: int) -> int:
        time.sleep(0.05 / number)
        return number * number

    assert side_by_side(work, [1, 2, 3], stop=lambda: None) == [1, 4, 9]


def test_the_first_failure_stops_the_others() -> None:
    stopped: list[bool] = []

    def work(number: int) -> None:
        if number == 1:
            raise ClusterError("one is broken")
        until(lambda: None, timeout=30, what="the others", stopped=lambda: bool(stopped), interval=0.01)

    started = time.monotonic()
    with pytest.raises(ClusterError, match="one is broken"):
        side_by_side(work, [1, 2], stop=lambda: stopped.append(True))
    assert time.monotonic() - started < 10


def test_ctrl_c_while_work_is_given_out_stops_what_has_begun() -> None:
    stopped: list[bool] = []

    def items() -> Iterator[int]:
        yield 1
        raise KeyboardInterrupt

    def work(_: int) -> None:
        until(lambda: None, timeout=30, what="the end", stopped=lambda: bool(stopped), interval=0.01)

    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        side_by_side(work, items(), stop=lambda: stopped.append(True))
    assert time.monotonic() - started < 10
