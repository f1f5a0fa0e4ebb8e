"""Keeps what reports carry, gives verdicts their own words and letters, and closes the run."""

from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from harness.plugin.state import Harness

WORDS: Final = {
    "following": ("following", "f", ("FOLLOWING", {"yellow": True})),
    "not provided": ("not provided", "n", ("NOT PROVIDED", {"yellow": True})),
    "left out": ("left out", "o", ("LEFT OUT", {"light": True})),
    "skipped": ("skipped", "s", ("SKIPPED", {"yellow": True})),
}
"""The outcomes that pytest would all call skipped."""
INFRASTRUCTURE_STATUS: Final = 3
"""Nothing but infrastructure failed: nobody has to look at a page."""


class Recorder:
    """One plugin object a process; on the process that was started it sees the reports of all workers."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.records: list[dict[str, Any]] = []
        self.closed: list[dict[str, Any]] = []
        self.untested = 0  # pages that do not say `test: yes`
        self.blameless = 0  # failures that are no page's
        self.failed = 0
        self._harness: Harness | None = None

    @property
    def started(self) -> bool:
        return self._harness is not None

    def start(self, harness: "Harness") -> None:
        self._harness = harness

    def pytest_report_teststatus(self, report: Any) -> Any:
        record = getattr(report, "harness", None)
        if record is None or report.when != "call" or not report.skipped:
            return None
        return WORDS.get(record["outcome"])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        record = getattr(report, "harness", None)
        if record is not None:
            self.records.append(record)
        self.closed += getattr(report, "harness_closed", [])
        if report.failed:
            self.failed += 1
            infrastructure = record is not None and record["outcome"] == "error"
            self.blameless += infrastructure or getattr(report, "harness_blameless", False)

    def pytest_keyboard_interrupt(self) -> None:
        if self._harness is not None:
            self._harness.interrupted = True

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Clusters are removed here, also after Ctrl-C."""
        if self._harness is not None:
            self._harness.close()
        if self.failed and self.failed == self.blameless and session.exitstatus == pytest.ExitCode.TESTS_FAILED:
            session.exitstatus = INFRASTRUCTURE_STATUS

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if self.records or self.untested:
            from harness.plugin.summary import write_summary  # noqa: PLC0415 - only where there is something to say

            write_summary(terminalreporter, self)

    def pytest_unconfigure(self) -> None:
        if self._harness is not None:
            self._harness.close()
