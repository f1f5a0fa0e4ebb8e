import socket

import pytest

from harness.run.output import GivenUp
from harness.session.page.loops import first_of, still_clusters, unheard_port, unmade_file


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


@pytest.mark.parametrize(
    ("text", "still", "given_up"),
    [
        pytest.param("until kubectl get ovens | grep hot; do sleep 1; done", 91.0, True, id="nothing moves"),
        pytest.param("until kubectl get ovens | grep hot; do sleep 1; done", 60.0, False, id="not for long enough"),
        pytest.param("kubectl get ovens", 91.0, None, id="no loop"),
    ],
)
def test_a_loop_that_reads_from_clusters(text: str, still: float, *, given_up: bool | None) -> None:
    give_up = still_clusters(text, lambda: still, patience=90.0)
    assert (give_up and give_up() is not None) == given_up


def test_the_first_of_several_reasons() -> None:
    why = GivenUp(reason="cold")
    found = first_of([None, lambda: None, lambda: why])
    assert found is not None
    assert (found(), first_of([None])) == (why, None)


@pytest.mark.parametrize(
    ("text", "waits"),
    [
        pytest.param("until [ -f a ]; do sleep 1; done", True, id="until it is there"),
        pytest.param("while ! test -e a/b; do\n  echo waiting\n  sleep 1\ndone", True, id="while it is not there"),
        pytest.param("while [[ ! -s a ]]; do sleep 1; done", True, id="two brackets"),
        pytest.param("while [ -e a.lock ]; do date; sleep 1; done", True, id="until it is gone"),
        pytest.param("until [ -f a ]; do touch a; done", False, id="the loop makes it"),
        pytest.param("until [ -f a ]; do echo > a; done", False, id="by a redirection"),
        pytest.param("until [ -f a ] || [ $i = 3 ]; do sleep 1; done", False, id="something else, too"),
        pytest.param("[ -f a ] && sleep 1", False, id="no loop"),
    ],
)
def test_a_loop_that_waits_for_a_file(text: str, *, waits: bool) -> None:
    now = [0.0]
    give_up = unmade_file(text, patience=20.0, clock=lambda: now[0])
    assert (give_up is not None) is waits
    if give_up is not None:
        assert give_up() is None
        now[0] = 21.0
        assert give_up() is not None
