from pathlib import Path

import pytest

from harness.accept.line_change import after
from harness.accept.output_drift import line_changes
from harness.match.compare import compare
from harness.plan.step import Command
from harness.report.step_record import CommandRecord
from harness.run.output import Ended
from harness.source import Location

AT = Location(path=Path("page.md"), line=1, column=1)


def accepted(text: str, expected: str, output: str) -> str:
    part = "describe" in text
    command = Command(at=AT, text=text, documented=text, expected=expected, expected_at=AT, part=part)
    record = CommandRecord(
        at=AT,
        text=text,
        documented=text,
        expected=expected,
        expected_at=AT,
        output=output,
        status=0,
        ended=Ended.EXITED,
        match=compare(command, output),
    )
    return after(expected, line_changes(record))


@pytest.mark.parametrize(
    ("text", "expected", "output", "page"),
    [
        pytest.param("ls a", "key.pem  rot.pem", "key.pem  root.pem", "key.pem  root.pem", id="a name in columns"),
        pytest.param("ls a", "a  b  x\nd  e", "a  b  c\nd  e", "a  b  c\nd  e", id="one of several lines"),
        pytest.param("ls a", "a  b\nc", "a\nb", "a\nb", id="the files of a folder are fewer"),
        pytest.param(
            "./show", "one\n...\nfour\nthree", "one\ntwo\nthree\nfour", "one\n...\nthree\nfour", id="another order"
        ),
        pytest.param("./show", "one\n...\nfour\nfour", "one\ntwo\nfour", "one\n...\nfour", id="a line twice"),
        pytest.param("./show", "one x\ntwo", "one\ntwo", "one\ntwo", id="a word too many"),
        pytest.param(
            "./show",
            '{\n  "a": 1,\n  "b": 2\n}',
            '{\n  "a": 1\n}',
            '{\n  "a": 1\n}',
            id="the last member of a JSON object is gone",
        ),
        pytest.param(
            "./show",
            '{\n  "b": {\n    "c": 1\n  },\n  "a": 1\n}',
            '{\n  "a": 1,\n  "b": {\n    "c": 1,\n    "d": 2\n  }\n}',
            '{\n  "b": {\n    "c": 1,\n    "d": 2\n  },\n  "a": 1\n}',
            id="another member at the end of one",
        ),
        pytest.param(
            "kubectl describe oven a",
            "Name:  a\nHeat:\n  Now:  10",
            "Name:  a\nAge:   3\nHeat:\n  Now:  20\n  Max:  90",
            "Name:  a\nHeat:\n  Now:  20",
            id="a part of a description stays one",
        ),
    ],
)
def test_accepted(text: str, expected: str, output: str, page: str) -> None:
    assert accepted(text, expected, output) == page
