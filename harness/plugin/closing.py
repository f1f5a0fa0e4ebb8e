"""What a run leaves when it is over: its reports and the lines that close it, from what was recorded."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import pytest

    from harness.plugin.recorder import Recorder


INFRASTRUCTURE: Final = 3


class Closing:
    """One plugin object a process, beside the recorder."""

    def __init__(self, recorder: "Recorder") -> None:
        self._recorder = recorder
        self._unwritten = ""  # why a report could not be written
        self._running: dict[str, str] = {}  # where, by node id
        self._interrupted: tuple[str, ...] = ()

    def pytest_runtest_logstart(self, nodeid: str, location: tuple[str, int | None, str]) -> None:
        path, line, name = location
        self._running[nodeid] = f"{path}:{(line or 0) + 1}: {name}"

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        self._running.pop(nodeid, None)

    def pytest_keyboard_interrupt(self) -> None:
        if self._recorder.started or self._recorder.used:
            self._interrupted = tuple(self._running.values())

    def pytest_sessionfinish(self, session: "pytest.Session") -> None:
        """The recorder comes first, and has told failures again with their knock-on failures."""
        recorder = self._recorder
        folder = recorder.config.option.harness_report_dir
        if recorder.reports and folder is not None:
            from harness.errors import HarnessError  # noqa: PLC0415 - runs without pages read nothing of it
            from harness.plugin.closing_lines import run_of  # noqa: PLC0415 - only for runs that ask for reports
            from harness.report.report_folder import write_reports  # noqa: PLC0415 - likewise

            try:
                write_reports(Path(folder), recorder.records(), run_of(recorder))
            except HarnessError as error:  # raised from here it would take the summary's place
                self._unwritten = str(error)
                session.exitstatus = INFRASTRUCTURE

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if self._recorder.used and not self._recorder.config.option.collectonly:
            from harness.plugin.closing_lines import write_summary  # noqa: PLC0415 - only where there is something to say

            write_summary(terminalreporter, self._recorder)
        elif self._recorder.overlooked:
            from harness.plural import counted  # noqa: PLC0415 - likewise

            terminalreporter.write_line(
                f"{counted(self._recorder.untested, 'page')} found, none collected: none asks for it in its "
                "front matter, usually by `test: yes`; name a page to run it, or run all with --all-pages, or with "
                'pages = "all" in harness.toml'
            )
        for place in self._interrupted:
            terminalreporter.write_line(f"interrupted: {place}")
        for problem in filter(None, (self._recorder.unremoved, self._unwritten)):
            terminalreporter.write_line(problem, red=True)
