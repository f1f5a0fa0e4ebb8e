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
        pytest.param('$ if [-n "$PORT" ]; then ls; fi', "lost-brace", 5, id="a bracket that opens a test"),
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
        pytest.param("$ export STATE ready", "blank-after-equals", 5, id="no sign before a word"),
        pytest.param("$ export STATE= ready", "blank-after-equals", 5, id="a blank before a word"),
        pytest.param('$ export DOMAIN:"a.dev"', "blank-after-equals", 5, id="a colon"),
        pytest.param('$ if [ -f "a"]; then ls; fi', "lost-brace", 5, id="a test"),
        pytest.param('$ [ -z "$A"] || exit 1', "lost-brace", 5, id="a test alone"),
        pytest.param('$ echo "$ cat a )"', "lost-brace", 5, id="a parenthesis in quotes"),
        pytest.param("$ curl http:://a.dev", "broken-url", 5, id="two colons"),
        pytest.param('$ curl http:/"$(cat a)"', "broken-url", 5, id="one slash before quotes"),
        pytest.param(
            "{{< text yaml >}}\na.yaml: |\n  b:\n    c: http:://d.dev\n{{< /text >}}",
            "broken-url",
            4,
            id="in a file of one",
        ),
        pytest.param('{{< text yaml >}}\nurl: "htttp://a.dev"\n{{< /text >}}', "broken-url", 2, id="in a manifest"),
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
        pytest.param("$ export A B C", id="several names"),
        pytest.param("$ a=1\n$ export A a", id="a variable in small letters"),
        pytest.param("$ curl --unix-socket /run/a.sock http:/info", id="a socket is the host"),
        pytest.param('$ [ "$A" = "[b]" ] && ls', id="a bracket in quotes"),
        pytest.param('$ if [[ "$A" == [bc]* ]]; then ls; fi', id="a pattern"),
        pytest.param('$ echo "$ 5 (about)"', id="an amount"),
        pytest.param(
            "{{< text yaml >}}\ndb: jdbc:postgresql://a:1/b\n{{< /text >}}", id="another scheme in a manifest"
        ),
        pytest.param("$ npm install @scope/name.js", id="a site without marks"),
    ],
)
def test_what_it_accepts(found: Found, commands: str) -> None:
    assert found(lost_character.check, commands) == []
