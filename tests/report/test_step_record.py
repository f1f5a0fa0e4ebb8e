import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from harness.errors import SettingsError
from harness.match.verdict import Outcome, Verdict
from harness.report.record_json import Report, dump, from_json, load, to_json
from harness.report.run_facts import Run
from harness.report.step_record import LONGEST_OUTPUT, Record, place, record_of
from harness.source import Location

Failed = Callable[..., Record]


def test_json_and_back(records: list[Record]) -> None:
    assert [from_json(json.loads(json.dumps(to_json(record)))) for record in records] == records


def test_a_report_and_back(records: list[Record], run: Run) -> None:
    assert load(dump(run, records), name="x.json") == Report(run=run, records=tuple(records))


def test_the_shape_that_is_documented(failed: Failed) -> None:
    assert to_json(failed("x", 5, "b\n", expected="a")) == {
        "page": "docs/shop/index.md",
        "variant": "helm",
        "id": "check",
        "at": {"path": "docs/shop/index.md", "line": 5, "column": 1},
        "outcome": "failed",
        "failure": "output differs",
        "sentence": "line 1: expected `a`, got `b`",
        "seconds": 0.4,
        "condition": "",
        "commands": [
            {
                "at": {"path": "docs/shop/index.md", "line": 5, "column": 1},
                "text": "x",
                "documented": "x",
                "expected": "a",
                "expected_at": {"path": "docs/shop/index.md", "line": 6, "column": 1},
                "output": "b\n",
                "status": 0,
                "ended": "exited",
                "seconds": 0.4,
                "attempts": 1,
                "timeout": 60.0,
                "failure": "output differs",
                "note": "line 1: expected `a`, got `b`",
                "match": {
                    "matcher": "tolerant",
                    "agrees": False,
                    "differences": [
                        {"mark": "wrong", "line": 1, "expected": "a", "actual": "b", "spans": [[0, 1]]},
                    ],
                    "telling": "line 1: expected `a`, got `b`",
                    "score": 0.0,
                    "vacuous": False,
                    "chosen": "tolerant",
                },
            }
        ],
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "{",
            "x.json: not JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)\n"
            "  expected: a report that a run wrote",
            id="not JSON",
        ),
        pytest.param(
            "[]", 'x.json: not a report of this harness\n  expected: "format": "harness-report"', id="another document"
        ),
        pytest.param(
            '{"format": "harness-report", "version": 99}',
            "x.json: a report of version 99\n  expected: version 1\n"
            "  to fix:   make all reports with the same version of the harness",
            id="another version",
        ),
    ],
)
def test_what_is_no_report(text: str, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load(text, name="x.json")
    assert str(caught.value) == message


def test_paths_are_those_below_the_root(story: list[Verdict]) -> None:
    root = Path("/site")
    step = story[0].step
    inside = replace(step.at, path=root / "bp/a.md", included_from=Location(path=root / "docs/b.md", line=7))
    verdict = replace(story[0], step=replace(step, at=inside), results=())
    record = record_of(verdict, root / "docs/b.md", root=root)
    assert (record.page, str(record.at)) == ("docs/b.md", "bp/a.md:12 (included at docs/b.md:7)")
    elsewhere = record_of(verdict, root / "docs/b.md", root=Path("/elsewhere"))
    assert (elsewhere.page, elsewhere.at) == ("/site/docs/b.md", inside)


def test_a_very_long_output_keeps_both_ends(failed: Failed) -> None:
    record = failed("x", 5, f"first\n{'x' * LONGEST_OUTPUT}\nlast")
    output = record.commands[0].output or ""
    assert output.startswith("first\n")
    assert output.endswith("\nlast")
    assert "\n[11 characters left out]\n" in output


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        pytest.param({"expected": "a\n\nb", "output": "a\nc"}, 8, id="the expected line that is wrong"),
        pytest.param({"expected": "a\nb", "output": "a"}, 7, id="the expected line that is missing"),
        pytest.param({"expected": "a", "output": "a\nb"}, 5, id="the command, when a line is too much"),
        pytest.param({"output": "", "status": 1}, 5, id="the command, when it failed"),
    ],
)
def test_place(failed: Failed, arguments: dict[str, object], line: int) -> None:
    assert place(failed("x", 5, **arguments)).line == line


def test_what_can_be_asked_of_a_record(records: list[Record]) -> None:
    apply, pods, *_, clean_up = records
    assert [record.node_id for record in (apply, replace(apply, variant=""))] == [
        "docs/shop/index.md::helm::apply",
        "docs/shop/index.md::apply",
    ]
    assert [record.vacuous for record in (apply, pods)] == [True, False]
    assert [record.compared for record in (apply, pods, clean_up)] == [True, True, False]
    assert pods.failed_command == pods.commands[1]
    assert apply.failed_command is None
    assert apply.outcome is Outcome.PASSED
