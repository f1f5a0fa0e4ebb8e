"""Ctrl-C while something is given back."""

import signal
import threading
from collections.abc import Iterator

import pytest

from harness.run.interrupts import NUMBERS, interrupts_held

both = pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number.name)


@pytest.fixture(autouse=True)
def handled() -> Iterator[None]:
    """Both signals are handled, as in a run."""
    before = {number: signal.signal(number, signal.default_int_handler) for number in NUMBERS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def give_back(done: list[str] | tuple[()], *numbers: signal.Signals) -> None:
    with interrupts_held():
        for number in numbers:
            signal.raise_signal(number)
        done.append("given back")  # type: ignore[union-attr] # a tuple makes it fail


@both
def test_a_signal_takes_effect_at_the_end(number: signal.Signals) -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        give_back(done, number)
    assert done == ["given back"]
    assert signal.getsignal(number) is signal.default_int_handler


@both
def test_a_second_one_takes_effect_at_once(number: signal.Signals) -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        give_back(done, signal.SIGINT, number)
    assert done == []
    assert signal.getsignal(number) is signal.default_int_handler


@both
def test_one_that_is_ignored_stays_ignored(number: signal.Signals) -> None:
    signal.signal(number, signal.SIG_IGN)
    with interrupts_held():
        signal.raise_signal(number)
    assert signal.getsignal(number) is signal.SIG_IGN


def test_an_error_of_the_block_is_told_and_the_handlers_are_back() -> None:
    with pytest.raises(AttributeError):
        give_back((), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_in_another_thread_nothing_is_held() -> None:
    seen = []

    def look() -> None:
        with interrupts_held():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [signal.default_int_handler]
