from collections.abc import Callable

import pytest

from harness.check.commands import asked_host

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("command", "meant"),
    [
        pytest.param("curl --resolve a.dev:443:10.0.0.1 https://b.dev/x", "b.dev", id="another host"),
        pytest.param("curl --resolve a.dev:80:10.0.0.1 https://a.dev/x", "a.dev:443:", id="another port"),
        pytest.param(
            "curl --resolve a.dev:8443:10.0.0.1 https://a.dev:8444/x", "a.dev:8444:", id="of two that are written"
        ),
        pytest.param("curl -HHost:b.dev --resolve a.dev:443:$IP https://a.dev/x", "-HHost:a.dev", id="the header"),
        pytest.param("kubectl exec a -- curl http://oven:8O80/x", "oven:8080", id="a letter in a port"),
        pytest.param("curl http://oven.shop:80800/x", "1 to 65535", id="a port too large"),
    ],
)
def test_two_hosts(found: Found, command: str, meant: str) -> None:
    (finding,) = found(asked_host.check, f"$ {command}")
    assert "[unknown-host]" in finding
    assert meant in finding


@pytest.mark.parametrize(
    "command",
    [
        "curl --resolve a.dev:443:10.0.0.1 https://a.dev/x",
        "curl --resolve a.dev:$PORT:$IP -HHost:a.dev https://a.dev:$PORT/x",
        "curl -H 'Host: b.dev' http://a.dev",
        "curl http://$HOST:$PORT/x oven:8080",
        "curl --resolve a.dev:443:10.0.0.1 https://a.dev https://b.dev",
        "curl -u admin:123456 http://a.dev",
        "curl -H x-version:v2 -F part:a1 http://a.dev",
    ],
)
def test_right(found: Found, command: str) -> None:
    assert found(asked_host.check, f"$ {command}") == []
