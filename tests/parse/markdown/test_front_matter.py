from pathlib import Path
from typing import Any

import pytest

from harness.diagnostic import Severity
from harness.parse.markdown.front_matter import front_matter_end, read_front_matter
from harness.parse.markdown.offsets import Lines

PAGE = Path("page.md")


@pytest.mark.parametrize(
    ("text", "values", "rest"),
    [
        pytest.param("---\ntest: yes\ntags: [a, b]\n---\nx", {"test": True, "tags": ["a", "b"]}, "x", id="YAML"),
        pytest.param("+++\ntest = true\n+++\nx", {"test": True}, "x", id="TOML"),
        pytest.param('{\n"test": true\n}\nx', {"test": True}, "\nx", id="JSON"),
        pytest.param("---\n---\nx", {}, "x", id="empty"),
        pytest.param("---\ntitle: a", {}, "---\ntitle: a", id="never closed"),
        pytest.param("---\na: 1\n---", {"a": 1}, "", id="the page ends with it"),
        pytest.param("---  \na: 1\n---  \nx", {"a": 1}, "x", id="blanks after the rules"),
        pytest.param("---\r\na: 1\r\n---\r\nx", {"a": 1}, "x", id="carriage returns"),
        pytest.param("---\n1: a\n---\n", {"1": "a"}, "", id="keys are text"),
        pytest.param("---\n\nA rule starts this page.\n", {}, "---\n\nA rule starts this page.\n", id="a rule, no map"),
        pytest.param("-----\na\n-----\n", {}, "-----\na\n-----\n", id="a longer rule"),
        pytest.param("{{< tip >}}", {}, "{{< tip >}}", id="a shortcode, no JSON"),
        pytest.param("x\n---\na: 1\n---\n", {}, "x\n---\na: 1\n---\n", id="only at the start"),
        pytest.param("\n\n+++\ntest = true\n+++\nx", {"test": True}, "x", id="below blank lines"),
        pytest.param("\n---\n\nA rule.\n\n---\n", {}, "\n---\n\nA rule.\n\n---\n", id="rules below one"),
        pytest.param("", {}, "", id="nothing at all"),
    ],
)
def test_front_matter(text: str, values: dict[str, Any], rest: str) -> None:
    lines = Lines(text, PAGE)
    found = read_front_matter(lines)
    assert (found.values, lines.text[front_matter_end(lines.text) :]) == (values, rest)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        pytest.param("---\na: 1\nb: [\n---\n", 4, "", id="YAML that does not parse"),
        pytest.param("---\na: 2021-13-45\n---\n", 2, "", id="a date that is none"),
        pytest.param("---\n? [a]\n: b\n---\n", 2, "", id="a key that is a list"),
        pytest.param("---\njust words\n---\n", 2, "it is a str, not a map", id="not a map"),
        pytest.param("+++\na =\n+++\n", 2, "", id="TOML that does not parse"),
        pytest.param('{"a": \n', 2, "", id="JSON that does not parse"),
        pytest.param(f"---\na: {'[' * 50_000}\n---\n", 2, "", id="very deep"),
        pytest.param(f"---\na: {'b' * 100_000}\n---\n", 2, "it is longer than 100000 characters", id="very long"),
    ],
)
def test_front_matter_that_cannot_be_read_is_named_and_empty(text: str, line: int, message: str) -> None:
    """The message is empty where it comes from a library."""
    found = read_front_matter(Lines(text, PAGE))
    (odd,) = found.diagnostics
    assert found.values == {}
    assert (odd.code, odd.severity, odd.at.line) == ("front-matter", Severity.ERROR, line)
    assert odd.message.startswith(f"the front matter cannot be read: {message}")
