"""``harness merge`` on reports that runs wrote."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from harness.match.verdict import Failure, Outcome
from harness.report.report_folder import write_reports
from harness.report.run_facts import Run
from harness.report.step_record import Record
from harness.source import Location

Harness = Callable[..., Any]


def record(name: str, outcome: Outcome, *, variant: str = "", seconds: float = 1.0) -> Record:
    failure = {Outcome.FAILED: Failure.STATUS, Outcome.ERROR: Failure.INFRASTRUCTURE}.get(outcome)
    return Record(
        page="docs/a.md",
        variant=variant,
        id=name,
        at=Location(path=Path("docs/a.md"), line=7),
        outcome=outcome,
        failure=failure,
        sentence="",
        seconds=seconds,
    )


@pytest.mark.parametrize(
    ("outcomes", "status"),
    [
        pytest.param([Outcome.PASSED, Outcome.EXCLUDED], 0, id="all is well"),
        pytest.param([Outcome.PASSED, Outcome.FAILED], 1, id="a page failed"),
        pytest.param([Outcome.ERROR, Outcome.KNOCK_ON], 3, id="only infrastructure failed"),
        pytest.param([Outcome.ERROR, Outcome.FAILED], 1, id="both"),
    ],
)
def test_exit_status(harness: Harness, site: Path, outcomes: list[Outcome], status: int) -> None:
    for number, outcome in enumerate(outcomes):
        write_reports(site / f"shard{number}", [record(f"step{number}", outcome)], Run())
    assert harness("merge", *(f"shard{number}" for number in range(len(outcomes)))).status == status


def test_reports_are_joined_with_junit_files_of_others(harness: Harness, site: Path) -> None:
    write_reports(site / "one", [record("first", Outcome.PASSED, variant="helm", seconds=2.0)], Run())
    write_reports(site / "two", [record("first", Outcome.PASSED, variant="iop", seconds=3.0)], Run())
    other = '<testsuite name="other" tests="1" failures="0" errors="0" skipped="0"><testcase name="sum"/></testsuite>'
    (site / "other.xml").write_text(other)
    said = harness("merge", "one", "two", "--out", "all", "--junit", "other.xml", "--durations", "durations.json")
    assert (said.status, said.err) == (0, "")
    assert "1 page, 2 passed" in said.out
    assert [case.attrib["name"] for case in ET.parse(site / "all" / "junit.xml").iter("testcase")] == [
        "first",
        "first",
        "sum",
    ]
    assert json.loads((site / "durations.json").read_text()) == {"docs/a.md::helm": 2.0, "docs/a.md::iop": 3.0}
    assert (site / "all" / "report.html").is_file()
