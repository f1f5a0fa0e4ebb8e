"""``harness merge``: the reports of shards as one."""

import argparse
import sys
from collections import defaultdict
from pathlib import Path

from harness.errors import SettingsError
from harness.match.verdict import Outcome
from harness.plan.shard import write_durations
from harness.report.built_in import JSON, JUNIT
from harness.report.junit import merge_junit
from harness.report.merge import merge_json
from harness.report.report_folder import write_reports
from harness.report.run_summary import summary_text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR", help="what each shard wrote with --report-dir")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write report.json, report.html and junit.xml there")
    parser.add_argument("--junit", nargs="*", type=Path, metavar="FILE", help="other JUnit files to join to junit.xml")
    parser.add_argument("--durations", type=Path, metavar="FILE", help="record how long pages took, for --shard")


def run(arguments: argparse.Namespace) -> int:
    """Exit status 1 when a page failed, 3 when only infrastructure did."""
    for folder in arguments.folders:
        if not (folder / JSON).is_file():
            raise SettingsError(f"{folder}: no {JSON}", expected="a folder that pytest --report-dir wrote")
    report = merge_json([folder / JSON for folder in arguments.folders])
    if arguments.out is not None:
        write_reports(arguments.out, report.records, report.run)
        if arguments.junit:
            joined = merge_junit([arguments.out / JUNIT, *arguments.junit])
            (arguments.out / JUNIT).write_text(joined, encoding="utf-8")
    if arguments.durations is not None:
        seconds: dict[str, float] = defaultdict(float)
        for record in report.records:
            seconds["::".join(part for part in (record.page, record.variant) if part)] += record.seconds
        write_durations(arguments.durations, seconds)
    sys.stdout.write(summary_text(report.records, report.run, colour=sys.stdout.isatty()))
    outcomes = {record.outcome for record in report.records}
    if Outcome.FAILED in outcomes:
        return 1
    return 3 if Outcome.ERROR in outcomes else 0
