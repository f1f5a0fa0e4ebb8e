from pathlib import Path

import pytest

from harness.match.compare import compare
from harness.match.mutate import mutations, survivors
from harness.plan.step import Command
from harness.source import Location

TABLE = "NAME                          READY   STATUS\nreviews-v1-5b7d9c6f4-x2x9z   2/2     Running"


def command(expected: str | None, name: str | None = None) -> Command:
    return Command(at=Location(path=Path("p.md"), line=1), text="x", documented="x", expected=expected, matcher=name)


def test_mutations_touch_what_is_promised() -> None:
    text = "swallowed\nreviews v1\n2/2 Running"
    names = [mutation.name for mutation in mutations(text, compare(command("...\nreviews v1\n2/2 Running"), text))]
    assert names == [
        "no output",
        "without line 2",
        "line 2 with v2 for v1",
        "without line 3",
        "line 3 with 0/2 for 2/2",
        "line 3 with Pending for Running",
    ]


@pytest.mark.parametrize(
    ("expected", "name", "text", "names"),
    [
        pytest.param("reviews-v1\nb", None, "reviews-v1\nb", [], id="a promise that notices everything"),
        pytest.param(TABLE, None, TABLE, [], id="a table"),
        pytest.param("...", None, "a", ["no output"], id="only dots"),
        pytest.param(
            "reviews-... 2/2", None, "reviews-v1 2/2", ["line 1 with v2 for v1"], id="dots where the point is"
        ),
        pytest.param("a\nb", "first-line", "a\nb", [], id="only the first line is promised"),
        pytest.param(".*", "regex", "a", ["no output", "without line 1"], id="an expression for anything"),
        pytest.param(None, None, "a", [], id="no promise"),
        pytest.param("a", None, "b", [], id="a promise that is broken anyway"),
    ],
)
def test_survivors(expected: str | None, name: str | None, text: str, names: list[str]) -> None:
    assert [mutation.name for mutation in survivors(command(expected, name), text)] == names
