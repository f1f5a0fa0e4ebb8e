from collections.abc import Callable

import pytest

from harness.check.commands import host_name

Found = Callable[..., list[str]]
TWICE = "$ curl http://orders.shop:8000/a\n$ curl http://orders.shop:8000/b\n"


@pytest.mark.parametrize(
    ("commands", "line", "meant"),
    [
        pytest.param(f"{TWICE}$ curl http://orders.shp:8000/c", 7, "orders.shop", id="its namespace"),
        pytest.param(f"{TWICE}$ curl http://ordres.shop:8000/c", 7, "orders.shop", id="its name"),
        pytest.param(f"{TWICE}$ curl -H 'Host: oders.shop' $URL", 7, "orders.shop", id="in a header"),
        pytest.param(
            f"{TWICE}$ curl http://orders.shop:8000/c\n$ curl http://orders.shop:8001/d",
            8,
            "orders.shop:8000",
            id="its port",
        ),
        pytest.param("$ curl http://loaclhost:8000/a", 5, "localhost", id="this machine"),
    ],
)
def test_what_is_there_once(found: Found, commands: str, line: int, meant: str) -> None:
    (finding,) = found(host_name.check, commands)
    assert finding.startswith(f"page.md:{line}: ")
    assert "[unknown-host]" in finding
    assert meant in finding


@pytest.mark.parametrize(
    "commands",
    [
        pytest.param(f"{TWICE}$ curl http://orders-v2.shop:8000/c", id="another name"),
        pytest.param(f"{TWICE}$ curl http://order.shop:8000/c", id="a plural"),
        pytest.param(f"{TWICE}$ kubectl get ns shp\n$ curl http://orders.shp:8000/c", id="the page has the word"),
        pytest.param(f"{TWICE}$ curl http://orders.shop:15000/c", id="another port"),
        pytest.param("$ curl http://a1.dev\n$ curl http://a1.dev\n$ curl http://a2.dev", id="numbers"),
        pytest.param(f"{TWICE}$ curl http://$HOST.shop:8000/c", id="a variable"),
    ],
)
def test_what_it_accepts(found: Found, commands: str) -> None:
    assert found(host_name.check, commands) == []


@pytest.mark.parametrize(
    ("host", "meant"), [("gihtub.com", ["github.com"]), ("github.com", []), ("oven.example", [])], ids=str
)
def test_hosts_of_the_web(found: Found, host: str, meant: list[str]) -> None:
    findings = found(host_name.check, f"$ git clone https://{host}/shop/oven")
    assert [each.rpartition("did you mean ")[2].strip("'?\n") for each in findings] == meant


@pytest.mark.parametrize(
    ("host", "count"),
    [
        pytest.param("www.oven.example.org", 1, id="a name more at the end"),
        pytest.param("x.www.oven.example", 1, id="a name more before www"),
        pytest.param("shop.oven.example", 0, id="a host beside it"),
        pytest.param("oven.example", 0, id="a host above it"),
    ],
)
def test_a_name_too_many(found: Found, host: str, count: int) -> None:
    usual = '$ curl -H "Host: www.oven.example" http://10.0.0.1\n' * 2
    assert len(found(host_name.check, f'{usual}$ curl -H "Host: {host}" http://10.0.0.1')) == count
