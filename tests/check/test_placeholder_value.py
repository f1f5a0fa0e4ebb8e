import pytest

from harness.check.placeholder_value import is_placeholder
from harness.check.port_slip import only_digit_off, port_meant


@pytest.mark.parametrize(
    "value", ["PORT", "N", "gcr.io/PROJECT_ID/oven", "<name>", "[number of pods]", "a-...", "your-name"]
)
def test_it_is_for_the_reader(value: str) -> None:
    assert is_placeholder(value)


@pytest.mark.parametrize("value", ["oven", "Oven_x", "64MB", "v1.2", "yours", "oven.Y"])
def test_it_is_a_value(value: str) -> None:
    assert not is_placeholder(value)


@pytest.mark.parametrize(
    ("port", "meant", "digit"),
    [
        pytest.param("8180", "8080", "8080", id="a digit"),
        pytest.param("8081", "", "8080", id="the one beside it"),
        pytest.param("8480", "8080", "8080", id="another digit"),
        pytest.param("9080", "", "8080", id="a usual one"),
        pytest.param("808", "", "", id="fewer digits"),
    ],
)
def test_ports(port: str, meant: str, digit: str) -> None:
    assert port_meant(port, ["8080"]) == meant
    assert only_digit_off(port, ["8080"]) == digit
