"""The folder of reports: what every report writer makes of a run."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from harness.errors import HarnessError
from harness.extensions.manager import contributions
from harness.report.run_facts import Run
from harness.report.step_record import Record
from harness.report.writer import ReportWriter


def write_reports(folder: Path, records: Sequence[Record], run: Run) -> tuple[Path, ...]:
    """Write everything below ``folder``; the paths that were written, the built-in reports first.

    A writer that fails keeps no other from writing: ``HarnessError`` names it when all are done.
    """
    folder.mkdir(parents=True, exist_ok=True)
    writers: Mapping[str, ReportWriter] = contributions("harness_reports")
    files: list[Path] = []
    failed: dict[str, Exception] = {}
    for name, writer in writers.items():
        try:
            files += writer.write(folder, records, run)
        except Exception as error:  # noqa: BLE001 - whatever a writer of somebody else raises
            failed[name] = error
    for name, reason in failed.items():
        raise HarnessError(
            f"report writer {name!r} failed: {type(reason).__name__}: {reason}",
            remedy="correct the writer, or uninstall the package; the other reports are complete",
        ) from reason
    return tuple(files)
