"""What is taken for plain is read by bash, whatever it is made of; and what pages have is plain."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.shell.bash_n import read_by_bash
from harness.shell.plain_script import is_plain

PIECES = (
    *("a", "kubectl", "-n", " ", " ", "\n", ";", "|", "||", "&&", "&", ">", "<", ">>", "2>&1", "&>", "$A", "${B}"),
    *(
        "$(",
        "<(",
        ")",
        "(",
        '"',
        "'",
        "`",
        "\\\n",
        '\\"',
        "\\ ",
        "{",
        "}",
        "[",
        "]",
        "{1..3}",
        "%",
        "=",
        "#",
        "*",
        "!",
        " # ",
        "\n# ",
    ),
    *("for i in", "do", "done", "if", "then", "fi", "while", "time", "in", "case", "<<EOF\n", "\nEOF\n", "<x>", "..."),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join))
def test_bash_reads_whatever_is_plain(text: str) -> None:
    assert not is_plain(text) or read_by_bash(text).accepted


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('kubectl get pods -n shop --context="${CTX_CLUSTER1}"', id="words and variables"),
        pytest.param("helm install a b \\\n  --set 'x.y=z' \\\n  --wait", id="several lines"),
        pytest.param("export HOST=$(kubectl get svc a -o jsonpath='{.status.ip}')", id="a substitution"),
        pytest.param('kubectl exec "$(kubectl get pod -l app=a -o name)" -- curl -s a:80 | head -1', id="a pipeline"),
        pytest.param("kubectl apply -f <(mytool inject -f a.yaml) -n foo", id="a process substitution"),
        pytest.param("kubectl get crd a &> /dev/null || \\\n  kubectl apply -f b.yaml", id="one or the other"),
        pytest.param('cat <<EOF | kubectl apply -f -\na: $(b)\nc: "\nEOF', id="a here-document"),
        pytest.param('for i in $(seq 1 10); do curl -s "$URL"; sleep 1; done', id="a loop"),
        pytest.param("cd a\nls > b 2>&1", id="two lines"),
        pytest.param("# it's\n\nls # isn't read\n# either\ncd a # nor this", id="comments"),
    ],
)
def test_plain(text: str) -> None:
    assert is_plain(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("kubectl get pods <name>", id="a placeholder"),
        pytest.param('echo "a', id="an open quote"),
        pytest.param("echo $(date", id="an open parenthesis"),
        pytest.param("done", id="a reserved word"),
        pytest.param("if true; then ls; fi", id="a condition"),
        pytest.param("ls |", id="nothing behind a pipe"),
        pytest.param("ls ;; ls", id="two semicolons"),
        pytest.param("curl a?b=1&c=2", id="the background"),
        pytest.param("for i in 1 2; do ls done", id="a loop that is never closed"),
        pytest.param("", id="nothing"),
        pytest.param("ls a\\ #'", id="a blank that ends no word"),
        pytest.param("ls \\\n# more'", id="a comment in a line that goes on"),
    ],
)
def test_for_bash_to_decide(text: str) -> None:
    assert not is_plain(text)
