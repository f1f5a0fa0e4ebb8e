"""Each page goes to one worker, neighbours to the same one, and no worker is idle while pages are left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.plan.stretches import Stretches, cut


def weights(text: str) -> dict[str, float]:
    """``a3 b1``: page a costs 3, page b 1."""
    return {word[0]: float(word[1:]) for word in text.split()}


@pytest.mark.parametrize(
    ("text", "count", "parts"),
    [
        pytest.param("a1 b1 c1 d1", 2, ["ab", "cd"], id="halves"),
        pytest.param("a1 b1 c1 d3", 2, ["abc", "d"], id="by weight"),
        pytest.param("a3 b1 c1 d1", 2, ["a", "bcd"], id="by weight, the first"),
        pytest.param("a1 b1 c1", 1, ["abc"], id="one worker"),
        pytest.param("a1", 2, ["", "a"], id="fewer pages than workers"),
        pytest.param("", 2, ["", ""], id="none"),
        pytest.param("a0 b0", 2, ["a", "b"], id="without a weight"),
    ],
)
def test_cutting(text: str, count: int, parts: list[str]) -> None:
    assert ["".join(part) for part in cut(list(weights(text).items()), count)] == parts


def test_a_worker_that_is_done_takes_the_later_half_of_what_is_left() -> None:
    stretches = Stretches(weights("a1 b1 c1 d1 e1 f1"), ["one", "two"])
    assert [stretches.take("one") for _ in range(3)] == ["a", "b", "c"]
    assert stretches.take("two") == "d"
    assert stretches.take("one") == "f"
    assert stretches.take("two") == "e"
    assert stretches.take("one") is None
    assert stretches.take("two") is None


def test_a_worker_that_comes_later_shares() -> None:
    stretches = Stretches(weights("a1 b1 c1 d1"), ["one"])
    assert stretches.take("one") == "a"
    assert stretches.take("new") == "c"
    assert stretches.take("one") == "b"


def chains_made(order: list[tuple[str, str]], chains: dict[str, str]) -> int:
    """How often a start state is made when each worker has a fleet of its own."""
    at: dict[str, str] = {}
    made = 0
    for worker, page in order:
        made += at.get(worker) != chains[page]
        at[worker] = chains[page]
    return made


@given(st.lists(st.integers(1, 6), min_size=1, max_size=8), st.integers(1, 4))
def test_start_states_are_made_seldom(sizes: list[int], count: int) -> None:
    """Once each, and once more for each worker that helps another."""
    chains = {f"{chain}-{page}": f"{chain}" for chain, size in enumerate(sizes) for page in range(size)}
    workers = [f"w{number}" for number in range(count)]
    stretches = Stretches(dict.fromkeys(chains, 1.0), workers)
    order = []
    while True:
        taken = [(worker, page) for worker in workers if (page := stretches.take(worker)) is not None]
        if not taken:
            break
        order += taken
    assert sorted(page for _, page in order) == sorted(chains)
    assert chains_made(order, chains) <= len(sizes) + 2 * count
