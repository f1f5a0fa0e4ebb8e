from collections.abc import Callable

import pytest

from harness.check.commands import chart_name

Found = Callable[..., list[str]]
ADDED = "$ helm repo add bakery https://charts.bakery.dev\n$ helm install oven bakery/oven\n"


@pytest.mark.parametrize(
    ("command", "meant"),
    [
        pytest.param("$ helm install mill bakry/mill", "bakery/mill", id="the repository"),
        pytest.param("$ helm upgrade oven bakery/ovem", "bakery/oven", id="the chart"),
    ],
)
def test_one_slip_off(found: Found, command: str, meant: str) -> None:
    (finding,) = found(chart_name.check, ADDED + command)
    assert finding.startswith("page.md:7: ")
    assert "[unknown-chart]" in finding
    assert meant in finding


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("$ helm install mill bakery/mill", id="another chart"),
        pytest.param("$ helm install a ./bakry", id="a folder"),
        pytest.param("$ helm install a oci://bakry/oven", id="an address"),
        pytest.param("$ helm repo add bakers https://b.dev\n$ helm install a bakers/mill", id="another repository"),
    ],
)
def test_what_it_accepts(found: Found, command: str) -> None:
    assert found(chart_name.check, ADDED + command) == []
