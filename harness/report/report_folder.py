"""The folder of reports: what every report writer makes of a run."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from harness.errors import HarnessError
from harness.extensions.manager import contributions, origin_of
from harness.extensions.packages import RAISED, reason_of
from harness.report.run_facts import Run
from harness.report.step_record import Record
from harness.report.writer import ReportWriter


def write_reports(folder: Path, records: Sequence[Record], run: Run) -> tuple[Path, ...]:
    """Write everything below ``folder``; the paths that were written, the built-in reports first.

    A writer that fails keeps no other from writing: ``HarnessError`` names it when all are done.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritten(folder, error) from error
    writers: Mapping[str, ReportWriter] = contributions("harness_reports")
    files: list[Path] = []
    failed: dict[str, BaseException] = {}
    for name, writer in writers.items():
        try:
            files += paths(writer.write(folder, records, run))
        except RAISED as error:
            failed[name] = error
    for name, reason in failed.items():
        if isinstance(reason, OSError) and reason.strerror:
            raise unwritten(folder, reason) from reason
        raise HarnessError(
            f"report writer {name!r} of {origin_of('harness_reports', name)} failed: {reason_of(reason)}",
            remedy="correct the writer, or uninstall the package; the other reports are complete",
        ) from reason
    return tuple(files)


def unwritten(folder: Path, error: OSError) -> HarnessError:
    return HarnessError(
        f"{folder}: reports cannot be written here: {error.strerror}",
        expected="a folder that may be written to, on a disk with room",
        remedy="mend that, or name another folder",
    )


def unwritable(folder: Path) -> str:
    """Why nothing can be written to a folder that may have to be made, empty where that is possible."""
    nearest = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    if not nearest.is_dir():
        return f"{nearest} is no folder"
    return "" if os.access(nearest, os.W_OK | os.X_OK) else f"{nearest} may not be written to"


def paths(written: Any) -> list[Path]:
    """What a writer says that it wrote, which is nobody's to check but ours."""
    if written is None or isinstance(written, str | Path):
        raise TypeError(f"it returned {written!r}, and not a list of the paths that it wrote")
    found = list(written)
    if (wrong := next((one for one in found if not isinstance(one, Path)), None)) is not None:
        raise TypeError(f"it returned {wrong!r} among the paths that it wrote, which is no Path")
    if (missing := next((one for one in found if not one.exists()), None)) is not None:
        raise FileNotFoundError(f"it returned {str(missing)!r} among the paths that it wrote, and did not write it")
    return found
