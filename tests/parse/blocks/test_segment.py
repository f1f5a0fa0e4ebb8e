from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.parse.blocks.segment import Body, prompted_segments, script_segments
from harness.parse.page import Segment
from harness.source import Location

PAGE = Path("page.md")


def body_of(text: str) -> Body:
    lines = text.split("\n")
    return Body(lines=lines, documented=lines, place=lambda index: Location(path=PAGE, line=10 + index))


@pytest.mark.parametrize(
    ("body", "commands"),
    [
        pytest.param("$ one\n$ two", [("one", None), ("two", None)], id="each prompt starts a command"),
        pytest.param("$ one\nout\nput", [("one", "out\nput")], id="all else is output"),
        pytest.param("$ one\n\n  out\n\nput\n\n", [("one", "  out\n\nput")], id="outer blank lines are no output"),
        pytest.param("$ one\n   \n", [("one", None)], id="blanks are no expected output"),
        pytest.param("$ one\na\n$ two\nb", [("one", "a"), ("two", "b")], id="interleaved: each with its own output"),
        pytest.param("$ a \\\n  b \\\n  c\nout", [("a \\\n  b \\\n  c", "out")], id="backslashes continue"),
        pytest.param("$ sed '/x/a\\\\\ny' f\nout", [("sed '/x/a\\\\\ny' f", "out")], id="two backslashes do, too"),
        pytest.param("$ a \\\n$ b", [("a \\", None), ("b", None)], id="a prompt ends a continuation"),
        pytest.param("$ cat <<EOF\n$ x\nEOF\nout", [("cat <<EOF\n$ x\nEOF", "out")], id="a prompt in a here-document"),
        pytest.param(
            "$ cat <<'E 1' - <<-E2\na\nE 1\n\tb\n\tE2\nout",
            [("cat <<'E 1' - <<-E2\na\nE 1\n\tb\n\tE2", "out")],
            id="two here-documents of any delimiter",
        ),
        pytest.param(
            "$ cat <<EOF | \\\n  tee x\na\nEOF\nout", [("cat <<EOF | \\\n  tee x\na\nEOF", "out")], id="both together"
        ),
        pytest.param(
            "$ cat <<EOF\nx\n$ two", [("cat <<EOF\nx", None), ("two", None)], id="a here-document never closed"
        ),
        pytest.param("$ echo '<<EOF'\nout", [("echo '<<EOF'", "out")], id="a quoted here-document is none"),
        pytest.param("$ echo $((1<<2))\n4", [("echo $((1<<2))", "4")], id="nor is a shift"),
        pytest.param("$ a <<<b\nb", [("a <<<b", "b")], id="nor a here-string"),
        pytest.param(
            "$ for x in a b; do\n$   echo $x\n$ done\na\nb",
            [("for x in a b; do\n  echo $x\ndone", "a\nb")],
            id="a compound command over several prompts",
        ),
        pytest.param("$ echo 'a\n$ b'\n$ c", [("echo 'a\nb'", None), ("c", None)], id="a quote over two prompts"),
        pytest.param("$ a |\n$ b", [("a |\nb", None)], id="a pipe over two prompts"),
        pytest.param("$ echo it's\n$ b", [("echo it's", None), ("b", None)], id="a stray quote ends with its line"),
        pytest.param(
            "$ for x in a; do\n$ b \\\n$ done",
            [("for x in a; do\nb \\\ndone", None)],
            id="a loop that never ends is one command",
        ),
        pytest.param("$ for x in a; do\n  b\ndone\nout", [("for x in a; do\n  b\ndone", "out")], id="a loop"),
        pytest.param("$ f() {\n  b\n}\n$ f", [("f() {\n  b\n}", None), ("f", None)], id="a function"),
        pytest.param("$ echo 'a\nb'\na\nb", [("echo 'a\nb'", "a\nb")], id="a quote"),
        pytest.param("$ a &&\n  b\nout", [("a &&\n  b", "out")], id="an operator"),
        pytest.param(
            "$ A=$(cat <<EOF\nx\nEOF\n)\n$ b", [("A=$(cat <<EOF\nx\nEOF\n)", None), ("b", None)], id="in a substitution"
        ),
        pytest.param("$ a \\\n> b\nout", [("a \\\nb", "out")], id="bash's own prompt after a backslash"),
        pytest.param("$ for x in a; do\n> b\n> done\na", [("for x in a; do\nb\ndone", "a")], id="in a loop"),
        pytest.param("$ cat <<EOF\n> x\n> EOF\nx", [("cat <<EOF\nx\nEOF", "x")], id="in a here-document"),
        pytest.param("$ cat <<EOF\n> x\nEOF\nx", [("cat <<EOF\n> x\nEOF", "x")], id="a quote in a here-document"),
        pytest.param("$ a \\\n  > b\nout", [("a \\\n  > b", "out")], id="an indented redirection"),
        pytest.param("$\n$ a\n$ \nout", [("a", None)], id="bare prompts are no commands"),
        pytest.param("$ # why\n$ a # how\nout", [("a # how", "out")], id="comments are no commands"),
        pytest.param("$a\n$ b", [("b", None)], id="a dollar without a blank is no prompt"),
        pytest.param("$\xa0a", [("a", None)], id="a no-break space after the prompt"),
        pytest.param("$ a\n$5 left\n$ b", [("a", "$5 left"), ("b", None)], id="money is output"),
        pytest.param("out\n$ a", [("a", None)], id="lines before the first command belong to none"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_commands_and_outputs(body: str, commands: list[tuple[str, str | None]]) -> None:
    segments, _ = prompted_segments(body_of(body))
    assert [(segment.command, segment.expected) for segment in segments] == commands


@pytest.mark.parametrize(
    ("body", "commands"),
    [
        pytest.param("a\nb", ["a", "b"], id="one a line"),
        pytest.param("a \\\n  b\n\nc", ["a \\\n  b", "c"], id="continued"),
        pytest.param("for x in a; do\n  echo $x\n\ndone\nb", ["for x in a; do\n  echo $x\n\ndone", "b"], id="a loop"),
        pytest.param("cat <<EOF\n\nx\nEOF\nb", ["cat <<EOF\n\nx\nEOF", "b"], id="a here-document"),
        pytest.param("# why\na\n#!/bin/sh", ["a"], id="comments"),
        pytest.param("echo '\nb", ["echo '\nb"], id="a quote never closed"),
        pytest.param("cat <<EOF\na", ["cat <<EOF", "a"], id="a here-document never closed"),
    ],
)
def test_scripts_without_prompts(body: str, commands: list[str]) -> None:
    segments, _ = script_segments(body_of(body))
    assert [segment.command for segment in segments] == commands


def test_places_and_what_is_documented() -> None:
    body = Body(
        lines=["$ curl 1.27 \\", "  x", "", "ok"],
        documented=["$ curl {{< v >}} \\", "  x", "", "ok"],
        place=lambda index: Location(path=PAGE, line=10 + index, column=[5, 5, 1, 5][index]),
    )
    assert prompted_segments(body) == (
        (
            Segment(
                at=Location(path=PAGE, line=10, column=5),
                command="curl 1.27 \\\n  x",
                documented="curl {{< v >}} \\\n  x",
                expected="ok",
                expected_at=Location(path=PAGE, line=13, column=5),
            ),
        ),
        (),
    )


LINES = st.sampled_from(
    [
        "$ a",
        "$ b \\",
        "$",
        "$ # c",
        "out",
        "",
        "$ cat <<E",
        "E",
        "$ for x in y; do",
        "$ done",
        "$ echo 'q",
        "'",
        "  x \\",
    ]
)


@given(st.lists(LINES, max_size=12))
def test_lines_are_neither_joined_nor_lost(lines: list[str]) -> None:
    """Every line is a line of a command or of an output, a blank one, a comment, or stray; in order."""
    segments, _ = prompted_segments(body_of("\n".join(lines)))
    places = []
    for segment in segments:
        start = segment.at.line - 10
        places.append(start)
        for offset, line in enumerate(segment.command.split("\n")):
            assert lines[start + offset] in {line, f"$ {line}", f"${line}"}
        if segment.expected is not None and segment.expected_at is not None:
            output = segment.expected.split("\n")
            first = segment.expected_at.line - 10
            assert lines[first : first + len(output)] == output
    assert places == sorted(places)
