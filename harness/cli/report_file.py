"""The recorded run that a command is given: the argument, and the records in it."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from harness.errors import SettingsError
from harness.report.built_in import JSON
from harness.report.record_json import load
from harness.report.step_record import Record


def add_report(parser: argparse.ArgumentParser) -> None:
    """``REPORT`` and ``--page``, which chooses among its pages."""
    parser.add_argument(
        "report", type=Path, metavar="REPORT", help=f"what --report-dir wrote: the folder, or its {JSON}"
    )
    parser.add_argument("--page", metavar="TEXT", default="", help="only pages that have this in their path")


def records_in(report: Path) -> Sequence[Record]:
    """The records of a folder that ``--report-dir`` wrote, or of its file; ``SettingsError`` where there is none."""
    file = report / JSON if report.is_dir() else report
    if not file.is_file():
        raise SettingsError(
            f"{file}: no such file",
            expected="a folder that `pytest --report-dir` wrote",
            remedy=f"run `pytest PAGES --report-dir {report}` first",
        )
    return load(file.read_text(encoding="utf-8"), name=str(file)).records
