from collections.abc import Callable

import pytest

from harness.check import http_status

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("HTTP/1.1 403 OK", 1, id="the reason of another code"),
        pytest.param("< HTTP/1.1 430 Forbidden", 1, id="no code"),
        pytest.param("It answers `200 Not Found`.", 1, id="in the text"),
        pytest.param("HTTP/1.1 403 Forbidden", 0, id="its own reason"),
        pytest.param("HTTP/2 404", 0, id="no reason"),
        pytest.param("HTTP/1.1 302 Moved Temporarily", 0, id="a reason of servers"),
        pytest.param("Port 443 OK, 200 Created pods", 0, id="words"),
    ],
)
def test_reasons(found: Found, text: str, count: int) -> None:
    assert len(found(http_status.check, f"{{{{< text plain >}}}}\n{text}\n{{{{< /text >}}}}\n")) == count
