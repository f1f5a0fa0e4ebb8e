from collections.abc import Callable, Iterator
from itertools import chain, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.deadline import Backoff
from harness.run.converge import Convergence, Stopped, Waiting, converge
from harness.run.output import Ended, Output


class Time:
    """A clock that only sleeping, and trying, moves on."""

    def __init__(self, try_takes: float = 0.0) -> None:
        self.now = 100.0
        self.try_takes = try_takes
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 6))
        self.now += seconds

    def tries(self, *texts: str) -> Callable[[], Output]:
        """Each text in turn, the last one for ever."""
        coming: Iterator[str] = chain(texts[:-1], repeat(texts[-1]))

        def attempt() -> Output:
            self.now += self.try_takes
            return Output(text=next(coming), status=0, ended=Ended.EXITED, seconds=self.try_takes)

        return attempt


def same(output: Output) -> str:
    return output.text


def until_ready(text: str) -> bool:
    return text == "ready"


def run(time: Time, *texts: str, limit: float, try_takes: float = 0.0) -> Convergence[str]:
    return converge(
        time.tries(*texts), same, until_ready, limit=limit, score=len, clock=lambda: time.now, sleep=time.sleep
    )


def test_what_is_accepted_at_once_is_tried_once() -> None:
    time = Time(try_takes=0.25)
    result = run(time, "ready", limit=10)
    assert (result.accepted, result.attempts, result.seconds, result.stable_since, result.closest, time.slept) == (
        True,
        1,
        0.25,
        None,
        1,
        [],
    )


def test_pauses_grow_up_to_the_longest() -> None:
    time = Time()
    result = run(time, *["no"] * 7, "ready", limit=60)
    assert time.slept == [0.3, 0.45, 0.675, 1.0125, 1.51875, 2.0, 2.0]
    assert (result.stopped, result.attempts) == (Stopped.ACCEPTED, 8)


def test_the_last_try_is_made_when_the_time_is_up() -> None:
    time = Time()
    result = run(time, "no", limit=1)
    assert time.slept == [0.3, 0.45, 0.25]
    assert (result.stopped, result.attempts, result.seconds) == (Stopped.TIME_UP, 4, 1.0)


def test_no_time_means_a_single_try() -> None:
    time = Time()
    assert (run(time, "no", limit=0).attempts, time.slept) == (1, [])


def test_how_long_the_output_has_been_the_same() -> None:
    result = run(Time(), "a", "b", "c", limit=2)
    assert result.stable_since == pytest.approx(2 - 0.3 - 0.45)


def test_the_closest_try_is_the_earliest_of_the_best() -> None:
    result = run(Time(), "a", "near", "near", "b", limit=2)
    assert (result.closest, result.output.text) == (2, "b")


def test_the_accepted_try_is_the_closest_whatever_its_score() -> None:
    assert run(Time(), "much longer", "ready", limit=5).closest == 2


def test_without_a_score_the_last_try_is_the_closest() -> None:
    time = Time()
    result = converge(time.tries("a", "b"), same, until_ready, limit=1, clock=lambda: time.now, sleep=time.sleep)
    assert result.closest == result.attempts


def test_waiting_in_vain_is_not_waited_for_once_the_output_repeats() -> None:
    time = Time()
    asked: list[str] = []

    def never(output: Output, _: object) -> str:
        asked.append(output.text)
        return "unknown flag"

    result = converge(
        time.tries("a", "b", "b"), same, until_ready, limit=60, hopeless=never, clock=lambda: time.now, sleep=time.sleep
    )
    assert (asked, result.stopped, result.reason, result.attempts) == (["b"], Stopped.HOPELESS, "unknown flag", 3)


def test_no_further_try_where_one_changed_something() -> None:
    time = Time()
    result = converge(
        time.tries("early", "early", "half done", "ready"),
        same,
        until_ready,
        limit=60,
        repeatable=lambda output: output.text == "early",
        clock=lambda: time.now,
        sleep=time.sleep,
    )
    assert (result.attempts, result.accepted, result.output.text, result.reason) == (3, False, "half done", "")


def test_what_may_get_better_is_waited_for() -> None:
    time = Time()
    result = converge(
        time.tries("no"), same, until_ready, limit=5, hopeless=lambda *_: None, clock=lambda: time.now, sleep=time.sleep
    )
    assert (result.stopped, result.reason) == (Stopped.TIME_UP, "")


def test_a_live_display_hears_of_every_pause() -> None:
    time = Time()
    heard: list[Waiting] = []
    attempt = time.tries("a", "a", "ready")
    converge(attempt, same, until_ready, limit=5, on_wait=heard.append, clock=lambda: time.now, sleep=time.sleep)
    assert [(one.attempts, round(one.seconds, 6), round(one.left, 6), round(one.stable_for, 6)) for one in heard] == [
        (1, 0.0, 5.0, 0.0),
        (2, 0.3, 4.7, 0.3),
    ]


def test_pauses_of_ones_own() -> None:
    pauses = Backoff(first=1, factor=2, most=3).pauses()
    assert [next(pauses) for _ in range(4)] == [1, 2, 3, 3]


@given(
    texts=st.lists(st.sampled_from(["a", "bb", "ready"]), min_size=1, max_size=30),
    limit=st.floats(0, 30),
    try_takes=st.floats(0, 3),
)
def test_records_are_true(texts: list[str], limit: float, try_takes: float) -> None:
    time = Time(try_takes)
    seen: list[str] = []

    def judge(output: Output) -> str:
        seen.append(output.text)
        return output.text

    began = time.now
    result = converge(
        time.tries(*texts), judge, until_ready, limit=limit, score=len, clock=lambda: time.now, sleep=time.sleep
    )
    assert result.attempts == len(seen)
    assert result.accepted == (seen[-1] == "ready")
    assert "ready" not in seen[:-1]
    assert result.judgement == seen[-1] == result.output.text
    assert len(seen[result.closest - 1]) == max(map(len, seen))
    assert result.seconds == time.now - began
    assert result.accepted or result.seconds >= limit - 1e-6
    assert sum(time.slept) <= limit + 1e-3
    assert (result.stable_since is None) == (result.attempts == 1)
    assert result.stable_since is None or 0 <= result.stable_since <= result.seconds + 1e-9
