"""The reports that the harness brings along: JSON for programs, HTML for people, JUnit for CI, scripts of failures."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from harness.extensions import hookimpl
from harness.match.verdict import Outcome
from harness.report.html import html
from harness.report.junit import junit_xml
from harness.report.record_json import dump
from harness.report.replay import replay_name, replay_script
from harness.report.run_facts import Run
from harness.report.step_record import Record
from harness.report.writer import ReportWriter

JSON: Final = "report.json"
HTML: Final = "report.html"
JUNIT: Final = "junit.xml"
REPLAY: Final = "replay"


@hookimpl
def harness_reports() -> tuple[ReportWriter, ...]:
    return (
        ReportWriter(name="json", write=write_json),
        ReportWriter(name="html", write=write_html),
        ReportWriter(name="junit", write=write_junit),
        ReportWriter(name="replay", write=write_scripts),
    )


def write_json(folder: Path, records: Sequence[Record], run: Run) -> Iterator[Path]:
    yield written(folder / JSON, dump(run, records))


def write_html(folder: Path, records: Sequence[Record], run: Run) -> Iterator[Path]:
    yield written(folder / HTML, html(records, run))


def write_junit(folder: Path, records: Sequence[Record], run: Run) -> Iterator[Path]:
    yield written(folder / JUNIT, junit_xml(records, run))


def write_scripts(folder: Path, records: Sequence[Record], run: Run) -> Iterator[Path]:
    """A script for each failure; those of an earlier run are removed."""
    for old in (folder / REPLAY).glob("*.sh"):
        old.unlink()
    for position, record in enumerate(records):
        if record.outcome is Outcome.FAILED and record.commands:
            before = [one for one in records[:position] if (one.page, one.variant) == (record.page, record.variant)]
            yield written(folder / REPLAY / replay_name(record), replay_script([*before, record], run))


def written(file: Path, text: str) -> Path:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file
