import pytest

from harness.suggest import nearest, same_but_numbers


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        pytest.param("tabz", "tabs", id="a slip"),
        pytest.param("tabs", "TABS", id="upper case"),
        pytest.param("zebra", "", id="nothing is close"),
    ],
)
def test_the_name_that_was_meant(name: str, meant: str) -> None:
    names = ["tabs", "block"] if meant.islower() else ["TABS", "BLOCK"]
    assert nearest(name, names) == meant


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("v1", "v2", True, id="a version"),
        pytest.param("cluster1-east", "cluster22-east", True, id="numbers of any length"),
        pytest.param("team-a", "team-b", False, id="letters"),
        pytest.param("v1", "v1", True, id="one name"),
    ],
)
def test_names_that_differ_in_numbers_alone(one: str, other: str, *, same: bool) -> None:
    assert same_but_numbers(one, other) is same
