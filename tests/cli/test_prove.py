"""``harness prove`` on reports that runs wrote."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from harness.match.match import Match
from harness.match.verdict import Outcome
from harness.report.report_folder import write_reports
from harness.report.run_facts import Run
from harness.report.step_record import CommandRecord, Record
from harness.source import Location

Harness = Callable[..., Any]


def report(folder: Path, expected: str, *, matcher: str = "tolerant", page: str = "docs/a.md") -> None:
    at = Location(path=Path(page), line=5)
    command = CommandRecord(
        at=at,
        text="x",
        documented="x",
        expected=expected,
        expected_at=at.down(1),
        output=expected,
        match=Match(matcher=matcher, agrees=True),
    )
    write_reports(
        folder,
        [Record(page=page, variant="", id="x", at=at, outcome=Outcome.PASSED, commands=(command,))],
        Run(),
    )


@pytest.mark.parametrize(
    ("expected", "matcher", "status"),
    [
        pytest.param("Running for 3s", "tolerant", 0, id="only a number"),
        pytest.param("front\nRunning", "first-line", 1, id="a state that nobody looks at"),
        pytest.param("front\n200", "first-line", 1, id="a status that nobody looks at"),
    ],
)
def test_exit_status(harness: Harness, site: Path, expected: str, matcher: str, status: int) -> None:
    report(site / "reports", expected, matcher=matcher)
    said = harness("prove", "reports")
    assert (said.status, said.err) == (status, "")
    assert "docs/a.md:" in said.out


def test_json_of_a_file(harness: Harness, site: Path) -> None:
    report(site / "reports", "up 3s")
    said = harness("prove", "reports/report.json", "--json")
    assert [page["page"] for page in json.loads(said.out)["pages"]] == ["docs/a.md"]


def test_only_some_pages(harness: Harness, site: Path) -> None:
    report(site / "reports", "up 3s")
    assert harness("prove", "reports", "--page", "b.md").out.startswith("0 pages")


def test_no_report(harness: Harness, site: Path) -> None:
    said = harness("prove", "nowhere")
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("nowhere: ")


def test_help_has_examples(harness: Harness) -> None:
    said = harness("prove", "--help")
    assert said.status == 0
    assert "harness prove reports --json" in said.out
