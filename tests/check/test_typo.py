import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.check.typo import alike, distance, is_one_slip, typo_of


@pytest.mark.parametrize(
    ("name", "names", "meant"),
    [
        pytest.param("selctor", ["selector"], "selector", id="a letter left out"),
        pytest.param("Deploymnet", ["Deployment"], "Deployment", id="two letters swapped"),
        pytest.param("gatewayClassname", ["gatewayClassName"], "gatewayClassName", id="another case"),
        pytest.param("kind", ["kind"], "kind", id="the name itself"),
        pytest.param("hosts", ["host", "ports"], "host", id="the nearest of two"),
        pytest.param("bats", ["cats", "rats"], "cats", id="of two equally near ones the first"),
        pytest.param("foo", ["for"], "", id="in three letters a slip is another word"),
        pytest.param("port", ["host"], "", id="two slips in a short word"),
        pytest.param("replicas", [], "", id="nothing to choose from"),
    ],
)
def test_what_counts_as_mistyped(name: str, names: list[str], meant: str) -> None:
    assert typo_of(name, names) == meant


@given(st.text("ab", max_size=8), st.text("ab", max_size=8))
def test_what_is_one_slip_off_is_alike(one: str, other: str) -> None:
    assert not is_one_slip(one, other) or [*alike(one, [other])]


@given(st.text(max_size=8), st.text(max_size=8))
def test_distance_is_a_metric_of_edits(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= distance(one, other) <= max(len(one), len(other))
