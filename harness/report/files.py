"""The folder of reports: JSON for programs, HTML for people, JUnit for CI, a script for each failure."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from harness.match.verdict import Outcome
from harness.report.html import html
from harness.report.junit import junit_xml
from harness.report.record_json import dump
from harness.report.replay import replay_name, replay_script
from harness.report.run_facts import Run
from harness.report.step_record import Record

JSON: Final = "report.json"
HTML: Final = "report.html"
JUNIT: Final = "junit.xml"
REPLAY: Final = "replay"


def write_reports(folder: Path, records: Sequence[Record], run: Run) -> tuple[Path, ...]:
    """Write everything below ``folder``; the paths that were written. Scripts of an earlier run are removed."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in (folder / REPLAY).glob("*.sh"):
        old.unlink()
    texts = {JSON: dump(run, records), HTML: html(records, run), JUNIT: junit_xml(records, run)}
    for position, record in enumerate(records):
        if record.outcome is Outcome.FAILED and record.commands:
            before = [one for one in records[:position] if (one.page, one.variant) == (record.page, record.variant)]
            texts[f"{REPLAY}/{replay_name(record)}"] = replay_script([*before, record], run)
    for name, text in texts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return tuple(folder / name for name in texts)
