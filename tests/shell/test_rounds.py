"""How often a loop goes round."""

import pytest

from harness.shell.script_reader import read_script


@pytest.mark.parametrize(
    ("loop", "times"),
    [
        pytest.param("for i in 1 2 3", 3, id="words"),
        pytest.param('for i in "foo" bar', 2, id="quoted words"),
        pytest.param("for i in {1..10}", 10, id="a range"),
        pytest.param("for i in {3..7} a", 6, id="a range and a word"),
        pytest.param("for i in $(seq 1 10)", 10, id="seq with a first number"),
        pytest.param("for i in `seq 20`", 20, id="seq in backquotes"),
        pytest.param("for ((i=0; i<5; i++))", 5, id="counted"),
        pytest.param("for (( i = 1 ; i <= 5 ; i++ ))", 5, id="counted to the last"),
        pytest.param("for i in $(seq 5 1)", 1, id="an empty one"),
        pytest.param("for i in $LIST", 1, id="a variable decides"),
        pytest.param("for i in $(seq 1 $N)", 1, id="a variable in seq"),
        pytest.param("for i in *.yaml", 1, id="files decide"),
        pytest.param("while true", 1, id="until something ends it"),
    ],
)
def test_rounds(loop: str, times: int) -> None:
    assert [call.times for call in read_script(f"{loop}; do curl a; done; ls").calls if call.program == "curl"] == [
        times
    ]


def test_a_loop_in_a_loop_and_what_is_behind_it() -> None:
    script = read_script("for a in x y; do for b in 1 2 3; do curl $a | tail; done; date; done; ls")
    assert [(call.program, call.times) for call in script.calls] == [("curl", 6), ("tail", 6), ("date", 2), ("ls", 1)]
