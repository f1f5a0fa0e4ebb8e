"""Seconds in which a machine had a core to spare count in full, others a tenth."""

import pytest

from harness.cluster.machine_clock import Look, MachineClock
from harness.deadline import Deadline


def clock_of(*looks: tuple[float, float]) -> MachineClock:
    answers = (Look(*one) for one in looks)
    return MachineClock(look=lambda: next(answers))


@pytest.mark.parametrize(
    ("looks", "counted"),
    [
        pytest.param([(0, 0), (10, 20)], 10, id="both cores idle"),
        pytest.param([(0, 0), (10, 10)], 10, id="one core idle"),
        pytest.param([(0, 0), (10, 5)], 5, id="half a core idle"),
        pytest.param([(0, 0), (10, 0)], 1, id="none idle"),
        pytest.param([(0, 7), (10, 6)], 1, id="a count that goes back"),
        pytest.param([(0, 0), (0.1, 0.1)], 0, id="not worth a look"),
    ],
)
def test_counted_seconds(looks: list[tuple[float, float]], counted: float) -> None:
    assert clock_of(*looks)() == pytest.approx(counted)


def test_a_deadline_by_it_comes_later_on_a_busy_machine() -> None:
    clock = clock_of((0, 0), (0, 0), (60, 0), (120, 60))
    deadline = Deadline.after(60, clock=clock)
    assert [deadline.over, deadline.over] == [False, True]


def test_this_machine_has_one() -> None:
    clock = MachineClock()
    assert clock() >= 0
