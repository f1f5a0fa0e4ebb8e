from pathlib import Path

import pytest

from harness.parse.parser import parse_page

PAGE = Path("page.md")


def fence(body: str, syntax: str = "bash") -> str:
    return f"```{syntax}\n{body}\n```\n"


@pytest.mark.parametrize(
    ("comments", "line"),
    [
        pytest.param("# Output:\n# 8", 3, id="announced"),
        pytest.param("# Output: 8", 3, id="announced on one line"),
        pytest.param("# => 8", 3, id="an arrow"),
        pytest.param("# 8", 3, id="a number"),
        pytest.param("# The expected output is:\n# 8", 3, id="announced in a sentence"),
        pytest.param("# NAME   READY   STATUS\n# front  1/1     Running", 3, id="a table"),
        pytest.param("# deployment.apps/front created", 3, id="what kubectl says"),
        pytest.param('# {"open": true}', 3, id="JSON"),
    ],
)
def test_comments_that_show_an_output_are_pointed_at(comments: str, line: int) -> None:
    page = parse_page(fence(f"expr 3 + 4\n{comments}\necho on"), path=PAGE)
    assert [(odd.code, odd.at.line) for odd in page.diagnostics] == [("output-in-comment", line)]


@pytest.mark.parametrize(
    "comments",
    [
        pytest.param("# Now go on", id="a sentence"),
        pytest.param("# Check the output:", id="about the next command"),
        pytest.param("# kubectl get pods", id="a command"),
        pytest.param("# 2. Install it", id="a numbered step"),
        pytest.param("# prints the sum", id="what it does"),
        pytest.param("# Output goes to the log\n# 3 of 4 like this", id="where it goes"),
        pytest.param("\n# Output:\n# 8", id="not directly below"),
    ],
)
def test_other_comments_are_comments(comments: str) -> None:
    page = parse_page(fence(f"expr 3 + 4\n{comments}\necho on"), path=PAGE)
    assert page.diagnostics == ()


@pytest.mark.parametrize(
    ("command", "found"),
    [
        pytest.param("expr 3 + 4  # Output: 7", True, id="announced"),
        pytest.param("expr 3 + 4 # => 7", True, id="an arrow"),
        pytest.param("expr 3 + 4   # that is seven", False, id="prose"),
        pytest.param("echo 'a # => b'", False, id="in quotes"),
        pytest.param('wc -w <<< "a b"  # \u2192 2', True, id="behind quotes"),
    ],
)
def test_comments_behind_a_command(command: str, *, found: bool) -> None:
    page = parse_page(fence(f"{command}\necho on"), path=PAGE)
    assert [(odd.code, odd.at.line) for odd in page.diagnostics] == [("output-in-comment", 2)] * found


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("$ a\n# now two\n$ b", [None, None], id="between commands"),
        pytest.param("$ a\none\n# now two\n$ b\ntwo", ["one", "two"], id="after an output"),
        pytest.param("$ a\none\n\n# now two\n# and three\n$ b", ["one", None], id="several"),
        pytest.param("$ a\n# the end", [None], id="nothing but comments at the end"),
        pytest.param("$ a\n# x\nk: v\n# y\n$ b", ["# x\nk: v\n# y", None], id="a file with comments"),
        pytest.param("$ a\nk: v\n# y", ["k: v\n# y"], id="the last output of a block"),
        pytest.param("$ a\n#!/bin/sh\n$ b", ["#!/bin/sh", None], id="the first line of a script"),
    ],
)
def test_comments_between_commands_are_prose(body: str, expected: list[str | None]) -> None:
    (snippet,) = parse_page(fence(body, "console"), path=PAGE).snippets
    assert [segment.expected for segment in snippet.segments] == expected


def test_an_escaped_comment_is_one() -> None:
    (snippet,) = parse_page(fence("\\# now two\nkubectl get pods", "bash"), path=PAGE).snippets
    assert [segment.command for segment in snippet.segments] == ["kubectl get pods"]
