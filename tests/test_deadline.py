from itertools import islice

from harness.deadline import Backoff, Deadline


def test_a_deadline_counts_down_and_stays_at_nothing() -> None:
    now = [10.0]
    deadline = Deadline.after(5, clock=lambda: now[0])
    seen = []
    for now[0] in (10.0, 14.0, 15.0, 20.0):
        seen.append((deadline.left, deadline.over))
    assert seen == [(5.0, False), (1.0, False), (0.0, True), (0.0, True)]


def test_without_a_time_it_never_comes() -> None:
    assert not Deadline().over


def test_pauses_grow_to_the_longest() -> None:
    assert list(islice(Backoff(first=1, factor=2, most=5).pauses(), 5)) == [1, 2, 4, 5, 5]
