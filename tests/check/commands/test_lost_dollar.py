"""A ``$`` that is missing before a variable or a substitution."""

from collections.abc import Callable

import pytest

from harness.check.commands import lost_dollar

SET = "$ export SHOP_HOST=10.0.0.1 SHOP_PORT=80\n"


@pytest.mark.parametrize(
    ("command", "word"),
    [
        pytest.param('$ curl "http://SHOP_HOST:$SHOP_PORT/"', "$SHOP_HOST", id="in an address"),
        pytest.param('$ curl --resolve "a.example:SHOP_PORT:$SHOP_HOST" x', "$SHOP_PORT", id="between colons"),
        pytest.param('$ curl "http://{SHOP_HOST}/"', "${SHOP_HOST}", id="with its braces"),
        pytest.param("$ cat HOME/a.txt", "$HOME", id="of every shell"),
        pytest.param('$ echo "SHOP_HOST"', "$SHOP_HOST", id="alone in quotes"),
        pytest.param("$ export POD=(kubectl get pod -o name)", "$(kubectl", id="a substitution as a value"),
        pytest.param("$ nc -z {SHOP_HOST} 80", "${SHOP_HOST}", id="a word with its braces"),
        pytest.param('$ while read -r FILE; do cat "{FILE}"; done', "${FILE}", id="a variable that is read"),
        pytest.param("$ export ARCH=(go env GOARCH)", "$(go", id="a program that pages call seldom"),
        pytest.param('$ kubectl exec "(kubectl get pod -o name)" -- ls', "$(kubectl", id="a substitution in quotes"),
    ],
)
def test_a_lost_dollar(found: Callable[..., list[str]], command: str, word: str) -> None:
    (finding,) = found(lost_dollar.check, SET + command)
    assert finding.startswith("page.md:6:")
    assert f"'{word}" in finding


@pytest.mark.parametrize(
    "command",
    [
        pytest.param('$ curl "http://$SHOP_HOST:${SHOP_PORT}/"', id="with dollars"),
        pytest.param("$ export SHOP_HOST", id="exported by name"),
        pytest.param("$ unset SHOP_HOST SHOP_PORT", id="unset"),
        pytest.param('$ echo "set SHOP_HOST first"', id="a word of a sentence"),
        pytest.param("$ printenv SHOP_HOST", id="printed by name"),
        pytest.param("$ grep SHOP_HOST a.txt", id="looked for"),
        pytest.param("$ kubectl set env deploy/web SHOP_HOST=a", id="set in a container"),
        pytest.param("$ kubectl get pods -o jsonpath='{SHOP_HOST}'", id="in single quotes"),
        pytest.param("$ cat <<EOF\nSHOP_HOST:\nEOF", id="in a here-document"),
        pytest.param("$ echo a # http://SHOP_HOST/", id="in a comment"),
        pytest.param('$ curl "http://OTHER_HOST/"', id="no variable of the page"),
        pytest.param("$ names=(kubectl-a helm)", id="an array"),
        pytest.param("$ (kubectl get pods)", id="a subshell"),
        pytest.param('$ TOOLS=(go helm)\n$ echo "${TOOLS[@]}"', id="an array of programs"),
        pytest.param("$ echo {SHOP_HOST}", id="braces in what is printed"),
    ],
)
def test_no_lost_dollar(found: Callable[..., list[str]], command: str) -> None:
    assert found(lost_dollar.check, SET + command) == []


@pytest.mark.parametrize(
    ("command", "count"),
    [
        pytest.param('$ curl -v "http://{SHOP_HOST}/a"', 1, id="behind a short option"),
        pytest.param("$ kubectl get pods -n SHOP_HOST", 1, id="the value of an option"),
        pytest.param("$ kubectl get pods -n SHOP_HOST\n$ kubectl get svc -n SHOP_HOST", 0, id="a word of the page"),
        pytest.param("$ docker run -e SHOP_HOST oven", 0, id="a variable for a container"),
        pytest.param("$ [[ -v SHOP_HOST ]] && date", 0, id="a test"),
    ],
)
def test_values_of_options(found: Callable[..., list[str]], command: str, count: int) -> None:
    assert len(found(lost_dollar.check, SET + command)) == count
