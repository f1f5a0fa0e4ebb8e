import pytest

from harness.match.proving.mutation import MOST_LINES, Mutation, Severity, mutations

OF_LINES = frozenset({Severity.LINE, Severity.ORDER})


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        pytest.param("Running", [("state", "Pending")], id="a state"),
        pytest.param("x-Running", [("word", "x-Syppoph")], id="a state in a name is a word"),
        pytest.param("is True.", [("state", "is False."), ("word", "ot True.")], id="a state ends a sentence"),
        pytest.param("2/2", [("state", "0/2")], id="all are ready"),
        pytest.param("0/1", [("state", "1/1")], id="none is ready"),
        pytest.param("0/0", [("state", "1/0")], id="none of none"),
        pytest.param("200", [("status", "503")], id="a code alone"),
        pytest.param(
            "HTTP/2 404", [("status", "HTTP/2 200"), ("number", "HTTP/3 404"), ("word", "JVVQ/2 404")], id="HTTP"
        ),
        pytest.param(
            "exit code 3", [("status", "exit code 200"), ("word", "izov code 3"), ("word", "exit dufi 3")], id="exit"
        ),
        pytest.param("x7", [("number", "x8")], id="a number"),
        pytest.param("19", [("number", "10")], id="numbers keep their length"),
        pytest.param("...", [], id="only dots"),
        pytest.param("is ...", [("word", "ot ...")], id="dots stay"),
        pytest.param("\n\n", [], id="blank lines"),
    ],
)
def test_what_is_changed_in_a_line(text: str, changes: list[tuple[str, str]]) -> None:
    inside = (one for one in mutations(text) if one.severity not in OF_LINES)
    assert [(one.severity.value, one.text) for one in inside] == changes


@pytest.mark.parametrize(
    ("text", "by", "states"),
    [
        pytest.param("A  B\nx  9s", "table", ["A  B\n<unknown>  9s", "A  B\nx  <unknown>"], id="cells, not the header"),
        pytest.param("A  B\n... <none>", "table", ["A  B\n... 10.1.0.4"], id="a cell without a value gets one"),
        pytest.param("a:\n  b: 1", "yaml", ["a:\n  b: null"], id="a field of YAML"),
        pytest.param('{\n "a": "x",\n "b": {\n', "json", ['{\n "a": "null",\n "b": {'], id="a field of JSON"),
        pytest.param("a: x", "tolerant", [], id="text has no fields"),
    ],
)
def test_values_that_are_not_there(text: str, by: str, states: list[str]) -> None:
    assert [one.text for one in mutations(text, by=by) if one.severity is Severity.STATE] == states


def test_lines_are_left_out_doubled_and_swapped() -> None:
    changed = [one for one in mutations("a\n...\nb\n\nb") if one.severity in OF_LINES]
    assert [(one.severity.value, one.line, one.text) for one in changed] == [
        ("line", 1, "...\nb\n\nb"),
        ("line", 1, "a\na\n...\nb\n\nb"),
        ("order", 1, "b\n...\na\n\nb"),
        ("line", 3, "a\n...\n\nb"),
        ("line", 3, "a\n...\nb\nb\n\nb"),
        ("line", 5, "a\n...\nb\n"),
        ("line", 5, "a\n...\nb\n\nb\nb"),
    ]


def test_a_long_output_is_not_tried_wholly() -> None:
    assert max(one.line for one in mutations("7\n" * 3 * MOST_LINES)) == MOST_LINES


def test_a_change_says_what_it_is() -> None:
    found = Mutation(severity=Severity.NUMBER, line=2, change="'8' for '7'", text="a\nx 8")
    assert found in set(mutations("a\nx 7"))
