"""The reports of several shards as one."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from harness.errors import SettingsError
from harness.match.verdict import Outcome
from harness.report.reasons import one_reason
from harness.report.record_json import Report, load
from harness.report.run_facts import Run
from harness.report.step_record import Record

WORST_FIRST: Final = (
    Outcome.FAILED,
    Outcome.ERROR,
    Outcome.KNOCK_ON,
    Outcome.NOT_CHECKED,
    Outcome.UNSUPPORTED,
    Outcome.SKIPPED,
    Outcome.EXCLUDED,
    Outcome.PASSED,
)


def merge_json(paths: Sequence[Path]) -> Report:
    """All records of all files, each snippet once with the worst that became of it, in the order of pages."""
    reports = [load(_read(path), name=str(path)) for path in paths]
    records: dict[str, Record] = {}
    for record in (record for report in reports for record in report.records):
        known = records.get(record.node_id)
        if known is None or WORST_FIRST.index(record.outcome) < WORST_FIRST.index(known.outcome):
            records[record.node_id] = record
    pages = {page: number for number, page in enumerate(sorted({record.page for record in records.values()}))}
    ordered = sorted(records.values(), key=lambda record: (pages[record.page], record.variant))
    return Report(run=merge_runs([report.run for report in reports]), records=tuple(ordered))


def merge_runs(runs: Sequence[Run]) -> Run:
    """Shards run side by side: the longest time counts, and what they all say is said once."""
    return Run(
        provider=_all(run.provider for run in runs),
        reason=one_reason(run.reason for run in runs),
        options=max((run.options for run in runs), key=len, default=()),
        versions=_joined([run.versions for run in runs]),
        variables=_joined([run.variables for run in runs]),
        started=min((run.started for run in runs if run.started), default=""),
        seconds=max((run.seconds for run in runs), default=0.0),
        untested=max((run.untested for run in runs), default=0),
        pages=tuple(page for run in runs for page in run.pages),
    )


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"cannot read the report: {error}", at=str(path)) from error


def _all(texts: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(text for text in texts if text))


def _joined(parts: Sequence[Mapping[str, str]]) -> dict[str, str]:
    return {name: value for part in parts for name, value in part.items()}
