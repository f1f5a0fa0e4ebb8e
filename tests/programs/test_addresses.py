import pytest

from harness.programs.addresses import HERE, PORT_HERE, PUBLIC_URL


@pytest.mark.parametrize(
    ("text", "port"),
    [
        pytest.param("curl localhost:8080/", "8080", id="a name"),
        pytest.param("http://127.0.0.1:80", "80", id="an address"),
        pytest.param("[::1]:9000", "9000", id="the newer kind of address"),
        pytest.param("0.0.0.0:5000", "5000", id="all addresses of it"),
        pytest.param("http://localhost/", "", id="no port"),
        pytest.param("localhost:8080808", "", id="too long for a port"),
    ],
)
def test_this_machine(text: str, port: str) -> None:
    assert HERE.search(text)
    assert PORT_HERE.findall(text) == ([port] if port else [])


@pytest.mark.parametrize(
    "text", ["10.0.0.0:80", "my-localhost.example.com", "localhost.localdomain", "127.0.0.11", "110.0.0.0"]
)
def test_other_machines(text: str) -> None:
    assert not HERE.search(text)


@pytest.mark.parametrize(
    ("text", "host"),
    [
        pytest.param("curl https://get.example.sh/install", "get.example.sh", id="an ending that is no usual word"),
        pytest.param("http://example.com:8080", "example.com", id="with a port"),
        pytest.param("see https://example.org.", "example.org", id="the end of a sentence"),
        pytest.param("http://shop.test/", "", id="an ending for tests"),
        pytest.param("http://web.default.svc:80", "", id="a service"),
        pytest.param("http://web.io.svc.cluster.local", "", id="the ending within a name"),
        pytest.param("http://web.shop", "", id="a service of a namespace"),
    ],
)
def test_hosts_of_the_internet(text: str, host: str) -> None:
    assert PUBLIC_URL.findall(text) == ([host] if host else [])
