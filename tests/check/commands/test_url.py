from collections.abc import Callable

import pytest

from harness.check.commands import url

Found = Callable[..., list[str]]
BLOB = "https://github.com/example/bakery/blob/main"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        pytest.param("curl -s http://example.com/a?b=1&c=2", "unquoted-ampersand", id="an ampersand"),
        pytest.param('P="$(curl http://example.com/a?b=1&c=2)"', "unquoted-ampersand", id="in a substitution"),
        pytest.param("kubectl exec a -- sh -c 'curl http://b?c=1&d=2'", "unquoted-ampersand", id="in a shell inside"),
        pytest.param('sh -c "curl http://b?c=1&d=2"', "unquoted-ampersand", id="in a text"),
        pytest.param("kubectl apply -f 'github.com/a/b/c?ref=v1'", "web-page-url", id="a kustomization"),
        pytest.param(f"kubectl apply -f {BLOB}/a.yaml", "web-page-url", id="a page applied"),
        pytest.param(
            "kubectl apply -f https://github.com/a/b/tree/main/c", "web-page-url", id="a folder's page applied"
        ),
        pytest.param(f"curl -sL {BLOB}/a.sh | bash", "web-page-url", id="a page run"),
        pytest.param("curl https://gitlab.com/a/b/-/blob/main/c.yaml", "web-page-url", id="of another site"),
    ],
)
def test_wrong(found: Found, command: str, code: str) -> None:
    (finding,) = found(url.check, f"$ {command}")

    assert finding.startswith("page.md:5: warning")
    assert f"[{code}]" in finding


def test_the_raw_address_is_named(found: Found) -> None:
    (finding,) = found(url.check, f"$ kubectl apply -f {BLOB}/a.yaml")

    assert "expected: https://raw.githubusercontent.com/example/bakery/main/a.yaml" in finding


@pytest.mark.parametrize(
    "command",
    [
        pytest.param('curl "http://example.com/a?b=1&c=2"', id="in quotes"),
        pytest.param("kubectl apply -k 'github.com/a/b/c?ref=v1' && kubectl apply -f a.yaml", id="a kustomization"),
        pytest.param("kubectl apply -k https://github.com/a/b/tree/main/c", id="a folder for kustomize"),
        pytest.param("sh -c \"curl 'http://b?c=1&d=2'\"", id="in quotes of a text"),
        pytest.param("sleep 5 & curl http://example.com/a?b=1", id="a job in the background"),
        pytest.param("curl http://example.com/a?b=1 && ls", id="a list"),
        pytest.param("kubectl apply -f https://github.com/a/b/raw/v1/c.yaml", id="a raw address"),
        pytest.param(f"curl -L {BLOB}/a.yaml?raw=true", id="asked for raw"),
        pytest.param(f"echo {BLOB}/a.yaml", id="only shown"),
    ],
)
def test_right(found: Found, command: str) -> None:
    assert found(url.check, f"$ {command}") == []
