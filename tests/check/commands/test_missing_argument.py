from collections.abc import Callable

import pytest

from harness.check.commands import missing_argument

Found = Callable[..., list[str]]
MISSING, FLAG = "[missing-argument]", "[unknown-flag]"


@pytest.mark.parametrize(
    ("commands", "code", "line"),
    [
        pytest.param("$ kubectl get pods -n -o wide", MISSING, 5, id="another flag follows"),
        pytest.param("$ kubectl get pods -n", MISSING, 5, id="the command ends"),
        pytest.param("$ kubectl apply -f <<EOF\na: 1\nEOF", MISSING, 5, id="a here-document without -"),
        pytest.param("$ kubectl apply - <<EOF\na: 1\nEOF", MISSING, 5, id="a - without -f"),
        pytest.param("$ kubectl apply oven.yaml", MISSING, 5, id="a file without -f"),
        pytest.param("$ kubectl create https://a.dev/b.yaml", MISSING, 5, id="an address without -f"),
        pytest.param("$ kubectl get pods --namespace =a", MISSING, 5, id="a blank before the sign"),
        pytest.param('$ kubectl "$POD" -c a -- ls', "[unknown-subcommand]", 5, id="no subcommand before a pod"),
        pytest.param("$ kubectl apply <(cat a.yaml) -n a", MISSING, 5, id="a substitution without -f"),
        pytest.param("$ kubectl create secret tls a --key= \\\n  --cert=b", MISSING, 5, id="nothing behind ="),
        pytest.param("$ curl -s -o -w '%{http_code}' http://a.dev", MISSING, 5, id="of curl"),
        pytest.param("$ helm install a b/c -- wait", FLAG, 5, id="a blank in a flag"),
        pytest.param("$ curl -- silent http://a.dev", FLAG, 5, id="a blank in a flag of curl"),
        pytest.param("$ curl -resolve a:1:b http://a.dev", FLAG, 5, id="one dash"),
        pytest.param("$ kubectl -f - <<EOF\na: 1\nEOF", "[unknown-subcommand]", 5, id="no subcommand"),
    ],
)
def test_what_is_missing(found: Found, commands: str, code: str, line: int) -> None:
    finding = found(missing_argument.check, commands)[0]
    assert finding.startswith(f"page.md:{line}: ")
    assert code in finding


@pytest.mark.parametrize(
    "commands",
    [
        pytest.param("$ kubectl apply -f - <<EOF\na: 1\nEOF", id="a here-document"),
        pytest.param("$ kubectl apply -f <(echo a)", id="a substitution"),
        pytest.param("$ kubectl apply -k oven", id="a folder"),
        pytest.param("$ kubectl apply $FLAGS", id="a variable may have the file"),
        pytest.param("$ kubectl apply -f <event-type.yaml>", id="for the reader to fill in"),
        pytest.param("$ kubectl apply edit-last-applied pod a", id="another subcommand"),
        pytest.param("$ echo a.yaml | xargs kubectl delete -f", id="xargs brings the value"),
        pytest.param("$ kubectl exec a -- curl -s http://a.dev", id="another program's flags"),
        pytest.param("$ curl -s -o /dev/null -w '%{http_code}' http://a.dev", id="curl"),
        pytest.param("$ helm install a b/c --set x=", id="an empty value"),
        pytest.param("$ kubectl get pods -n $(cat a) -o wide", id="the value is a substitution"),
    ],
)
def test_what_it_accepts(found: Found, commands: str) -> None:
    assert found(missing_argument.check, commands) == []
