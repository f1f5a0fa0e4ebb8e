"""What writes one report of a run into the folder of reports."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from harness.report.run_facts import Run
from harness.report.step_record import Record

Write = Callable[[Path, Sequence[Record], Run], Iterable[Path]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWriter:
    """``write`` gets the folder, which is there, what became of each step in order, and facts of the run.

    It returns the paths of the files that it wrote. It is called once at the end of a run, also of one that was
    interrupted, and by ``harness merge``. What it raises is named in the run's summary; other reports are written.
    """

    name: str
    write: Write
