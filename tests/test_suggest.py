import pytest

from harness.suggest import nearest


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
