"""Headers of HTTP answers: their order, and which may be missing."""

import pytest

from harness.match.lines.tolerant import tolerant
from harness.match.rules import ALL_RULES

HEAD = "HTTP/1.1 200 OK\nserver: envoy\ncontent-type: text/html\ncontent-length: 9593"


@pytest.mark.parametrize(
    "came",
    [
        pytest.param(HEAD, id="as expected"),
        pytest.param(
            "HTTP/1.1 200 OK\ncontent-length: 9593\nserver: envoy\ncontent-type: text/html", id="in another order"
        ),
        pytest.param(
            "HTTP/1.1 200 OK\ncontent-type: text/html\ntransfer-encoding: chunked\nserver: envoy",
            id="with an incidental header in place of another",
        ),
        pytest.param("< HTTP/1.1 200 OK\n< Content-Type: text/html\n< server: envoy\n", id="as curl -v shows it"),
        pytest.param("HTTP/1.1 200 OK\nServer: envoy\nCONTENT-TYPE: text/html\n", id="in other letters"),
    ],
)
def test_agree(came: str) -> None:
    assert tolerant(HEAD, came).agrees


@pytest.mark.parametrize(
    ("came", "told"),
    [
        pytest.param(
            "HTTP/1.1 503 Service Unavailable\ncontent-type: text/html\nserver: envoy",
            "line 1: expected `HTTP/1.1 200 OK`, got `HTTP/1.1 503 Service Unavailable`",
            id="another status",
        ),
        pytest.param(
            "HTTP/1.1 200 OK\ncontent-type: text/html\nserver: nginx",
            "line 2: expected `server: envoy`, got `server: nginx`",
            id="another value",
        ),
        pytest.param(
            "HTTP/1.1 200 OK\ncontent-type: text/html", "line 2 is missing: `server: envoy`", id="a header is missing"
        ),
        pytest.param(
            f"{HEAD}\nx-denied: yes",
            "the output has a line that the page does not show: `x-denied: yes`",
            id="a header that says something",
        ),
        pytest.param(
            "content-type: text/html\nHTTP/1.1 200 OK\nserver: envoy",
            "line 3: `content-type: text/html` does not come where the page shows it",
            id="a line outside",
        ),
    ],
)
def test_differ(came: str, told: str) -> None:
    assert tolerant(HEAD, came).telling == told


def test_what_was_set_aside_is_told() -> None:
    aside = [
        (one.expected, one.actual, one.rules)
        for one in tolerant(HEAD, "HTTP/1.1 200 OK\nvia: a\nserver: envoy\ncontent-type: text/html").differences
        if one.rules
    ]
    assert aside == [("content-length: 9593", None, ("head",)), (None, "via: a", ("head",))]


def test_each_of_several_answers_has_its_own_head() -> None:
    two = "HTTP/1.1 301 Moved\na: 1\nb: 2\nHTTP/1.1 200 OK\na: 3\nb: 4"
    assert tolerant(two, "HTTP/1.1 301 Moved\nb: 2\na: 1\nHTTP/1.1 200 OK\nb: 4\na: 3").agrees
    assert not tolerant(two, "HTTP/1.1 301 Moved\nb: 4\na: 3\nHTTP/1.1 200 OK\nb: 2\na: 1").agrees


def test_a_head_with_a_gap_is_compared_in_order() -> None:
    assert tolerant("HTTP/1.1 200 OK\nx: 1\ny: 2", "HTTP/1.1 200 OK\ny: 2\nx: 1").agrees
    assert not tolerant("HTTP/1.1 200 OK\nx: 1\ny: 2\n...", "HTTP/1.1 200 OK\ny: 2\nx: 1\nz").agrees


def test_without_the_rule_order_counts() -> None:
    assert not tolerant(
        "HTTP/1.1 200 OK\na: 1\nb: 2", "HTTP/1.1 200 OK\nb: 2\na: 1", rules=ALL_RULES.without({"head"})
    ).agrees


def test_of_two_answers_the_status_is_told_first() -> None:
    found = tolerant(
        "HTTP/1.1 503 Service Unavailable\nserver: y", "HTTP/1.1 200 OK\nvia: a\nx: b\nserver: x", rules=ALL_RULES
    )
    assert "503" in found.telling
    assert "200" in found.telling
