import socket

import pytest

from harness.session.page.unheard_port import unheard_port


@pytest.fixture
def port() -> int:
    """One on which nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.mark.parametrize(
    ("text", "given_up"),
    [
        pytest.param("until curl -sf http://127.0.0.1:PORT/ready; do sleep 1; done", True, id="curl"),
        pytest.param("while ! nc -z localhost PORT; do sleep 1; done", True, id="nc"),
        pytest.param("until (echo > /dev/tcp/localhost/PORT) 2> /dev/null; do sleep 1; done", True, id="bash"),
        pytest.param("curl -s http://localhost:PORT/", None, id="no loop"),
        pytest.param("until curl -s http://shop.example.com:PORT/; do sleep 1; done", None, id="another machine"),
        pytest.param("until curl -s http://localhost:$P/; do sleep 1; done", None, id="a port that is not known"),
    ],
)
def test_a_loop_that_waits_for_a_port(port: int, text: str, *, given_up: bool | None) -> None:
    now = [0.0]
    give_up = unheard_port(text.replace("PORT", str(port)), patience=90.0, clock=lambda: now[0])
    if give_up is None:
        assert given_up is None
        return
    assert give_up() is None
    now[0] = 91.0
    said = give_up()
    assert said is not None
    assert str(port) in said.reason
    with socket.create_server(("127.0.0.1", port)):
        assert give_up() is None
