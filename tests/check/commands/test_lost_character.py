from collections.abc import Callable

import pytest

from harness.check.commands import lost_character

Found = Callable[..., list[str]]
MARKED = "$ kubectl apply -f @samples/bread/oven.yaml@\n"


@pytest.mark.parametrize(
    ("commands", "code", "line"),
    [
        pytest.param('$ curl "https://www.$DOMAIN}/"', "lost-brace", 5, id="a brace"),
        pytest.param("$ cat <<EOF > a.yaml\nhost: www.$DOMAIN}\nEOF", "lost-brace", 6, id="in a here-document"),
        pytest.param("$ export PORT= $(cat port)", "blank-after-equals", 5, id="a blank"),
        pytest.param('$ curl "${DOMAIN"', "lost-brace", 5, id="a closing brace"),
        pytest.param("$ cat <<EOF > a.yaml\nhost: www.${DOMAIN\nEOF", "lost-brace", 6, id="in a here-document, too"),
        pytest.param("$ export PORT =$(cat port)", "blank-after-equals", 5, id="a blank before the sign"),
        pytest.param("$ export PORT $(cat port)", "blank-after-equals", 5, id="a blank in the place of the sign"),
        pytest.param("$ export $PORT=8080", "blank-after-equals", 5, id="a dollar before the name"),
        pytest.param("$ for i in {1...5}; do ls; done", "lost-brace", 5, id="three dots of a range"),
        pytest.param("$ curl htps://a.dev/", "broken-url", 5, id="a scheme"),
        pytest.param("$ curl http:/a.dev/", "broken-url", 5, id="one slash"),
        pytest.param('$ curl -k "https//$HOST:8000/"', "broken-url", 5, id="no colon"),
        pytest.param(f"{MARKED}$ kubectl delete -f @samples/bread/oven.yaml", "lost-mark", 6, id="the second mark"),
        pytest.param(f"{MARKED}$ kubectl delete -f samples/bread/oven.yaml@ -n a", "lost-mark", 6, id="the first mark"),
        pytest.param("$ kubectl apply -f://a.dev/b.yaml", "broken-url", 5, id="the scheme"),
        pytest.param("$ export HTTPS_PROXY= socks5://a:1", "blank-after-equals", 5, id="a blank before an address"),
        pytest.param("$ export HTTPS_PROXY socks5://a:1", "blank-after-equals", 5, id="no sign before an address"),
    ],
)
def test_what_is_lost(found: Found, commands: str, code: str, line: int) -> None:
    (finding,) = found(lost_character.check, commands)
    assert finding.startswith(f"page.md:{line}: ")
    assert f"[{code}]" in finding


@pytest.mark.parametrize(
    "commands",
    [
        pytest.param("$ awk '{print $NF}' a", id="braces of awk"),
        pytest.param('$ curl -d "{\\"a\\": $A}" http://a.dev', id="braces of JSON"),
        pytest.param("$ echo ${A:-$B}", id="a default"),
        pytest.param("$ cat <<'EOF' > a.js\n`${name `\nEOF", id="a quoted here-document"),
        pytest.param("$ export A= B=1", id="an empty value"),
        pytest.param("$ for i in {1..5} {a,b}; do ls; done", id="ranges"),
        pytest.param("$ helm pull oci://a.dev/b", id="another scheme"),
        pytest.param("$ curl http://a.dev//b", id="two slashes in a path"),
        pytest.param(f"{MARKED}$ curl -d @samples/bread/oven.json http://a.dev", id="a file that curl sends"),
        pytest.param("$ scp a/b.txt user@host:", id="an address"),
        pytest.param("$ npm install @scope/name.js", id="a site without marks"),
    ],
)
def test_what_it_accepts(found: Found, commands: str) -> None:
    assert found(lost_character.check, commands) == []
