import pytest

from harness.plan.commands.tested_first import begins_with_test


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("[[ -f a ]] && rm a", True, id="two brackets"),
        pytest.param("[ -f a ] && [ -f b ] && cat a b > c", True, id="several tests, and a file"),
        pytest.param("test -d a && cd a", True, id="test"),
        pytest.param("(( n > 3 )) && echo many", True, id="numbers"),
        pytest.param("test -d a", False, id="only a test, which has to hold"),
        pytest.param("test -d a; b && c", False, id="something else behind it"),
        pytest.param("a && test -d b", False, id="a command first"),
        pytest.param("[[ -f a && -f b ]]", False, id="the operator of a test"),
    ],
)
def test_what_runs_only_where_a_test_holds(text: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert begins_with_test(text) is expected
