"""What a run leaves when it is over: its reports and the lines that close it, from what was recorded."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from harness.plugin.recorder import Recorder


class Closing:
    """One plugin object a process, beside the recorder."""

    def __init__(self, recorder: "Recorder") -> None:
        self._recorder = recorder

    def pytest_sessionfinish(self) -> None:
        """The recorder comes first, and has told failures again with their knock-on failures."""
        recorder = self._recorder
        folder = recorder.config.option.harness_report_dir
        if recorder.reports and folder is not None:
            from harness.plugin.closing_lines import run_of  # noqa: PLC0415 - only for runs that ask for reports
            from harness.report.files import write_reports  # noqa: PLC0415 - likewise

            write_reports(Path(folder), recorder.records(), run_of(recorder))

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if self._recorder.used and not self._recorder.config.option.collectonly:
            from harness.plugin.closing_lines import write_summary  # noqa: PLC0415 - only where there is something to say

            write_summary(terminalreporter, self._recorder)
