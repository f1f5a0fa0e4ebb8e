"""A command among the arguments of another one."""

from collections.abc import Callable

import pytest

from harness.check.commands import lost_pipe


@pytest.mark.parametrize(
    ("command", "word"),
    [
        pytest.param("$ git config --list  grep user", "grep", id="of a program whose arguments nobody knows"),
        pytest.param("$ kubectl exec web -- printenv  grep OVEN", "grep", id="inside of a pod"),
        pytest.param("$ kubectl exec web -- sh -c 'printenv  grep OVEN'", "grep", id="in a script inside of a pod"),
        pytest.param("$ kubectl get pods -o json jq '.items'", "jq", id="jq"),
        pytest.param("$ curl -s http://a.example/stats grep total", "grep", id="grep behind an address"),
        pytest.param("$ kubectl exec a -- curl a.example/stats grep total", "grep", id="inside of a pod"),
        pytest.param("$ kubectl exec a -- sh -c 'curl a.example/b grep -o c'", "grep", id="in the script of a pod"),
        pytest.param("$ kubectl get pods -o yaml grep name: -A5", "grep", id="grep behind a known program"),
        pytest.param("$ cat <<EOF kubectl apply -f -\na: 1\nEOF", "kubectl", id="kubectl behind a here-document"),
    ],
)
def test_a_lost_pipe(found: Callable[..., list[str]], command: str, word: str) -> None:
    (finding,) = found(lost_pipe.check, command)
    assert f"'{word}'" in finding


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("$ docker run --rm a  grep b c", id="what a program runs"),
        pytest.param("$ git config --list grep user", id="one blank"),
        pytest.param("$ kubectl get pods -o json | jq '.items'", id="with its pipe"),
        pytest.param("$ kubectl exec web -- kubectl get pods", id="behind dashes"),
        pytest.param("$ kubectl exec a -- sh -c 'curl a.example/b | grep c'", id="with its pipe in a script"),
        pytest.param("$ kubectl logs deploy/web -c grep", id="the value of an option"),
        pytest.param("$ brew install jq helm", id="programs to be installed"),
        pytest.param("$ sudo kubectl get pods", id="a program that runs others"),
        pytest.param("$ kubectl create configmap jq", id="a name"),
        pytest.param("$ timeout 2h tail -f app.log", id="a program with a time limit"),
        pytest.param("$ nice -n 5 grep -r x .", id="a program with a priority"),
        pytest.param("$ which kubectl helm jq", id="programs that are looked for"),
    ],
)
def test_no_lost_pipe(found: Callable[..., list[str]], command: str) -> None:
    assert found(lost_pipe.check, command) == []
