import pytest

from harness.check.manifests.yaml_fault import leftover
from harness.check.manifests.yaml_text import read_yaml

UNLIKE = "the line is indented unlike its neighbours"
NO_PLACE = "unexpected key: the line above already has a value"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        pytest.param("a:\n\tb: 1", 1, "a tab indents the line", id="tab"),
        pytest.param("a: b: c", 0, NO_PLACE, id="two keys on a line"),
        pytest.param("a:\n  b: 1\n c: 2", 2, UNLIKE, id="indented less"),
        pytest.param("a:\n- b\n  c: 1", 2, NO_PLACE, id="indented more"),
        pytest.param("a:\n  b 1\n  c: 2", 1, "the line has no ': ' after its key", id="no colon above"),
        pytest.param("a: 1\nb\n", 1, "the line has no ': ' after its key", id="no colon at the end"),
        pytest.param(
            "a:\n  - b: 1\n   c: 1",
            2,
            "the line is where an entry of the list above would be, but has no '-'",
            id="no dash",
        ),
        pytest.param("a: [1, 2\nb: 1", 1, "a bracket or brace is not closed, or a comma is missing", id="bracket"),
        pytest.param("a: 'x\nb: 1\n", 0, "a quote is opened and never closed", id="quote"),
        pytest.param("a: *x", 0, "'*' at the start of a value is an alias, and nothing has this name", id="star"),
        pytest.param("a: `x", 0, "a value starts with a character that YAML keeps for itself", id="backtick"),
        pytest.param("  a: 1\nb: 2", 1, "the line starts left of the first line", id="left of the first line"),
        pytest.param('a: "\\q"', 0, "double quotes hold a backslash that YAML does not know", id="escape"),
    ],
)
def test_faults_have_their_line_and_plain_words(text: str, line: int, message: str) -> None:
    fault = read_yaml(text).fault

    assert fault is not None
    assert (fault.line, fault.message) == (line, f"this is not YAML: {message}")
    assert fault.remedy != ""


def test_a_complaint_without_a_meaning_is_passed_on() -> None:
    fault = read_yaml("a: !<x\n").fault

    assert fault is not None
    assert fault.message.startswith("this is not YAML: ")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("a:\n  - b: 1\n    c: 2\n  - b: 2\n-   c: 3", 4, id="a line that was taken away"),
        pytest.param("a:\n  - b: 1\n+   c: 3", 2, id="a line that was added"),
        pytest.param("-   b: 1\n    c: 2\n-   b: 2\n    c: 3", None, id="a list with wide gaps"),
        pytest.param("a:\n  - b: 1\n-     c: 3", None, id="another column"),
        pytest.param("-   b: 1\n    c: 2", None, id="the first line"),
    ],
)
def test_the_mark_of_a_diff(text: str, line: int | None) -> None:
    fault = leftover(text)
    assert (None if fault is None else fault.line) == line
