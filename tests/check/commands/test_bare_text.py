import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from harness.check.commands.bare_text import bare_text


@pytest.mark.parametrize(
    ("command", "bare"),
    [
        pytest.param("a 'b' c", "a xxx c", id="single quotes"),
        pytest.param('a "b" c', "a xxx c", id="double quotes"),
        pytest.param('a "$(b -c)d" e', "a x$(b -c)xx e", id="a substitution in double quotes"),
        pytest.param("a '$(b)'", "a xxxxxx", id="none in single ones"),
        pytest.param(r"a \' b", "a xx b", id="an escaped quote"),
        pytest.param("a # 'b", "a xxxx", id="a comment"),
        pytest.param("a <<EOF | b\nc d\nEOF", "a <<EOF | b\nxxx\nEOF", id="a here-document"),
    ],
)
def test_what_bash_reads_itself(command: str, bare: str) -> None:
    assert bare_text(command) == bare


@example(command="<<E")
@given(st.text(alphabet="ab '\"$()\\\n#<E"))
def test_lines_and_length_stay(command: str) -> None:
    assert [len(line) for line in bare_text(command).split("\n")] == [len(line) for line in command.split("\n")]
