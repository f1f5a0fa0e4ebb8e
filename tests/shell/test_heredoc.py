import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.shell.heredoc import UNKNOWN, expanded, heredocs


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        pytest.param("cat <<EOF > x\na\nb\nEOF", [("a\nb", 1, True)], id="an unquoted delimiter"),
        pytest.param("cat <<'EOF'\n$x\nEOF", [("$x", 1, False)], id="single quotes"),
        pytest.param('cat <<"END OF IT"\n$x\nEND OF IT', [("$x", 1, False)], id="double quotes and blanks"),
        pytest.param("cat <<\\EOF\n$x\nEOF", [("$x", 1, False)], id="a backslash"),
        pytest.param("cat <<-EOF\n\ta\n\tEOF", [("a", 1, True)], id="tabs are taken off"),
        pytest.param("kubectl apply \\\n  -f - <<EOF\na\nEOF", [("a", 2, True)], id="a command over two lines"),
        pytest.param("cat <<A <<'B'\n1\nA\n2\nB", [("1", 1, True), ("2", 3, False)], id="two on one line"),
        pytest.param("for i in 1; do\n  cat <<EOF\na\nEOF\ndone", [("a", 2, True)], id="in a loop"),
        pytest.param("x=$(cat <<EOF\na\nEOF\n)", [("a", 1, True)], id="in a substitution"),
        pytest.param("cat <<EOF\na", [("a", 1, True)], id="never closed"),
        pytest.param("cat <<< text", [], id="a here-string is none"),
        pytest.param("echo '<<EOF'\nEOF", [], id="in quotes it is text"),
    ],
)
def test_here_documents_of_a_command(command: str, expected: list[tuple[str, int, bool]]) -> None:
    assert [(each.body, each.line, each.expands) for each in heredocs(command)] == expected


def test_the_head_is_the_command_that_reads_it() -> None:
    (heredoc,) = heredocs("cat <<EOF | kubectl apply -f - > log\na\nEOF")

    assert [call.words for call in heredoc.head.calls] == [("cat",), ("kubectl", "apply", "-f", "-")]
    assert heredoc.head.writes == ("log",)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param("a: ${B}", f"a: {UNKNOWN}", id="a variable in braces"),
        pytest.param("a: $B-c", f"a: {UNKNOWN}-c", id="a variable"),
        pytest.param("a: $(b $(c) d)e", f"a: {UNKNOWN}e", id="a nested substitution"),
        pytest.param("a: $(b\n)\nc", f"a: {UNKNOWN}\n\nc", id="lines stay where they are"),
        pytest.param("a: `b`", f"a: {UNKNOWN}", id="backticks"),
        pytest.param(r"a: \$b \` \\", r"a: $b ` \ "[:-1], id="escapes"),
        pytest.param("a \\\nb\nc", "a b\n\nc", id="a joined line leaves an empty one"),
        pytest.param("cost: 5$", "cost: 5$", id="a dollar sign alone"),
    ],
)
def test_what_bash_makes_of_a_body(body: str, text: str) -> None:
    assert expanded(body) == text


def test_envsubst_puts_values_into_a_quoted_one_too() -> None:
    (heredoc,) = heredocs("envsubst <<'EOF' | kubectl apply -f -\na: ${B}\nEOF")

    assert heredoc.text == f"a: {UNKNOWN}"


@given(st.text(alphabet="ab$(){}`\\\n <EOF'\"", max_size=60))
def test_any_text_keeps_its_lines(text: str) -> None:
    for heredoc in heredocs(f"cat <<EOF\n{text}\nEOF"):
        assert heredoc.text.count("\n") <= heredoc.body.count("\n") + heredoc.body.count("\\\n")
