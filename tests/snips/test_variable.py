import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.snips.definition import variable


def value_in_bash(definition: str) -> str:
    script = f'set -eu\n{definition}printf %s "$text"'
    return subprocess.run(["bash"], input=script.encode(), capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize(
    ("text", "end"),
    [
        pytest.param("one\ntwo", "END", id="usual"),
        pytest.param("one\nEND\ntwo", "END_2", id="the delimiter is a line of the text"),
        pytest.param("END\nEND_2\nEND_3", "END_4", id="the next ones are, too"),
        pytest.param(" END\nEND ", "END", id="with blanks it is another line"),
    ],
)
def test_the_delimiter_is_no_line_of_the_text(text: str, end: str) -> None:
    assert variable("text", text) == f"IFS=$'\\n' read -r -d '' text <<'{end}' || :\n{text}\n{end}\n"


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("aE \t\n\r\\'\"$`!END_2\u00a0\u2028é{<"), max_size=40))
def test_bash_gets_exactly_the_text(text: str) -> None:
    assert value_in_bash(variable("text", text)) == text.strip("\n")
