"""Folders of this machine that cannot be used, told so that who runs pytest can mend them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from harness.errors import ClusterError


def require_writable(folder: Path | None) -> None:
    """A folder of reports that nobody can write to is told before anything runs."""
    if folder is None:
        return
    from harness.report.report_folder import unwritable  # noqa: PLC0415 - only for runs that ask for reports

    if reason := unwritable(folder):
        raise pytest.UsageError(f"--report-dir {folder}: {reason}")


@contextmanager
def told_as_faults() -> Iterator[None]:
    """Errors of the system, such as a full disk, as what they are: faults of the machine."""
    try:
        yield
    except OSError as error:
        raise ClusterError(
            f"the page could not be opened: {error}",
            expected="temporary folders, and those of the user, that may be written to, on disks with room",
            remedy="make room, or name other folders: TMPDIR, XDG_CACHE_HOME, XDG_STATE_HOME",
        ) from error
