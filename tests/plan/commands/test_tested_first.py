import pytest

from harness.plan.commands.tested_first import begins_with_test, loop_ends_with_test


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[[ -f a ]] && rm a", True, id="two brackets"),
        pytest.param("[ -f a ] && [ -f b ] && cat a b > c", True, id="several tests, and a file"),
        pytest.param("test -d a && cd a", True, id="test"),
        pytest.param("(( n > 3 )) && echo many", True, id="numbers"),
        pytest.param("((n > 3)) && echo many", True, id="numbers without blanks"),
        pytest.param("test -d a", False, id="only a test, which has to hold"),
        pytest.param("test -d a; b && c", False, id="something else behind it"),
        pytest.param("a && test -d b", False, id="a command first"),
        pytest.param("[[ -f a && -f b ]]", False, id="the operator of a test"),
    ],
)
def test_what_runs_only_where_a_test_holds(text: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert begins_with_test(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('for i in 1 2; do [ "$i" = 1 ] && echo one; done', True, id="a test"),
        pytest.param("for f in a b; do grep -q x $f && echo $f; done", True, id="a search"),
        pytest.param("while read -r a; do\n  b $a\n  [[ $a == c ]] && d\ndone < f", True, id="the last of a body"),
        pytest.param("a\nfor i in 1 2; do (( i > 1 )) && echo $i; done", True, id="the last statement"),
        pytest.param("for i in 1 2; do [ $i = 1 ] && a; b; done", False, id="something behind it"),
        pytest.param("for i in 1 2; do a && b; done", False, id="a command first"),
        pytest.param("for i in 1 2; do [ $i = 1 ] || a; done", False, id="otherwise"),
        pytest.param("[ -f a ] && b", False, id="no loop"),
    ],
)
def test_loops_that_end_as_a_test_does(text: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert loop_ends_with_test(text) is expected
