from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.errors import ShellError
from harness.snips import bash_syntax


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("a | b || c && d; e\nf", id="plain"),
        pytest.param("for i in 1 2; do for j in $i; do a $j; done; done", id="loops"),
        pytest.param("cat <<-'A'\n\tx\n\tA", id="an indented heredoc"),
        pytest.param("a &", id="in the background"),
        pytest.param("if a; then b; fi", id="if"),
        pytest.param("while read -r a; do b; done < c", id="while"),
        pytest.param("a() { b; }", id="a function"),
        pytest.param("a `b`", id="backquotes"),
        pytest.param('a "$(b "c")"', id="quotes in quotes"),
        pytest.param("[ a = b ] && c", id="a test"),
    ],
)
def test_what_bash_reads(command: str) -> None:
    assert bash_syntax.reads(command)


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("kubectl logs <name>", id="a placeholder"),
        pytest.param("a 'b", id="an open quote"),
        pytest.param("for a in b; do c", id="half a loop"),
        pytest.param("done", id="the other half"),
        pytest.param("a |", id="an operator at the end"),
        pytest.param("a | | b", id="two operators"),
        pytest.param("a (b)", id="parentheses"),
        pytest.param("a\n}\nb\n{\n:", id="out of the function and in again"),
        pytest.param("cat <<EOF\nb", id="an open heredoc"),
        pytest.param("cat <<'EOF'\nb\n EOF", id="a heredoc with an indented end"),
        pytest.param("a \\", id="continued in a line that is not there"),
        pytest.param("a $(b | )", id="half a substitution"),
        pytest.param("a ${b c", id="an open brace"),
    ],
)
def test_what_would_break_a_file_is_not_read(command: str) -> None:
    assert not bash_syntax.reads(command)


SIGNS = "abc 123 -n ' \" $ \\ | & ; < > ( ) { } [ ] # ! = * ` for in do done if then fi $x ${x} $( <<EOF EOF"
TOKENS = (*SIGNS.split(" "), "\nEOF\n", "\n", "\\\n", " ", "\t")


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(TOKENS), max_size=12).map("".join) | st.lists(st.sampled_from(TOKENS)).map(" ".join))
def test_bash_accepts_what_is_recognised(command: str) -> None:
    if bash_syntax.reads(command):
        assert bash_syntax.bash_accepts(command), command


def test_a_question_runs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "environment.sh"
    script.write_text(f"touch {tmp_path}/run\n")
    monkeypatch.setenv("BASH_ENV", str(script))
    assert bash_syntax.reads(f"if true; then touch {tmp_path}/run; fi; echo $(touch {tmp_path}/run)")
    assert not (tmp_path / "run").exists()


def test_without_bash_the_message_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ShellError) as error:
        bash_syntax.reads("if asked; then fail; fi")
    assert str(error.value) == (
        "bash is not on PATH\n"
        "  expected: bash, which says whether it can read the commands of a page\n"
        "  to fix:   install bash, or add its folder to PATH"
    )
