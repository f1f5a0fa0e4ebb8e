"""Keeps what reports carry, gives verdicts their own words and letters, folds failures, and ends the run."""

import gc
import os
import time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from harness.plugin.state import Harness
    from harness.report.page_proof import PageProof
    from harness.report.step_record import Record

WORDS: Final = {
    "knock-on": ("knock-on", "k", ("KNOCK-ON", {"yellow": True})),
    "not checked": ("not checked", "c", ("NOT CHECKED", {"yellow": True})),
    "unsupported": ("unsupported", "u", ("UNSUPPORTED", {"yellow": True})),
    "excluded": ("excluded", "o", ("EXCLUDED", {"light": True})),
    "skipped": ("skipped", "s", ("SKIPPED", {"yellow": True})),
}
"""The outcomes that pytest would all call skipped."""
SNIPPET: Final = "harness_snippet"
FINDINGS: Final = "harness_findings"
CLOSED: Final = "harness_closed"
BLAMELESS: Final = "harness_blameless"
"""Names of attributes of a report: a snippet's record, a check's findings, pages that ended, no page's fault."""
MISTAKE: Final = "harness_mistake"
"""Name of the attribute of a worker's collection report: what whoever called pytest has to mend."""
OURS: Final = frozenset({SNIPPET, FINDINGS, CLOSED, BLAMELESS})
"""What only reports about pages carry."""
UNTESTED_KEY: Final = "harness_untested"
"""Under which a worker tells how many pages it has seen that do not ask to be tested."""
INFRASTRUCTURE_STATUS: Final = 3
"""Nothing but infrastructure failed: nobody has to look at a page."""


class Recorder:
    """One plugin object a process; on the process that was started it sees the reports of all workers."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.findings: list[dict[str, Any]] = []
        self.closed: list[dict[str, Any]] = []
        self.untested = 0  # pages that do not say `test: yes`
        self.mistake: pytest.UsageError | None = None  # of whoever called pytest
        self.unremoved = ""  # why clusters could not be given back
        self.began = time.time()
        self._failures: list[tuple[pytest.TestReport, bool]] = []  # and whether it is no page's fault
        self._records: list[tuple[dict[str, Any], pytest.TestReport]] = []
        self._harness: Harness | None = None
        self.collected: int | None = None  # items of this run
        self._paused = False  # whether Python looks for no garbage because we said so

    @property
    def started(self) -> bool:
        return self._harness is not None

    @property
    def used(self) -> bool:
        """Whether this run had anything to do with documentation."""
        return bool(self._records or self.findings or (self.untested and self.started))

    @property
    def overlooked(self) -> bool:
        """Whether the caller named folders of pages, of which none asks to be tested, and nothing else was there."""
        by_name = self.config.args_source is pytest.Config.ArgsSource.ARGS
        return bool(self.untested and by_name and self.collected == 0)

    def is_chosen(self, page: Path) -> bool:
        """Whether a page is where the caller said; pytest also looks around above that."""
        return str(page).startswith(self._chosen)

    def is_named(self, page: Path) -> bool:
        """Whether the caller named this very page."""
        return str(page) in self._named

    @cached_property
    def _named(self) -> tuple[str, ...]:
        """The paths that the caller gave, and those of the settings of pytest where none was given."""
        here = self.config.invocation_params.dir
        return tuple(os.path.abspath(here / argument.partition("::")[0]) for argument in self.config.args)  # noqa: PTH100 - keeps links

    @cached_property
    def _chosen(self) -> tuple[str, ...]:
        """The start of each path that was chosen."""
        return tuple(os.path.join(path, "") for path in self._named)  # noqa: PTH118 - ends in a slash

    def pause_garbage_collection(self) -> None:
        """Reading pages makes many objects and no garbage: looking for some takes a fifth of the time."""
        if gc.isenabled():
            gc.disable()
            self._paused = True

    def resume_garbage_collection(self) -> None:
        """Pages and plans stay to the end: they are not looked at again."""
        if self._paused:
            gc.enable()
            gc.freeze()
            self._paused = False

    def start(self, harness: "Harness") -> None:
        self._harness = harness

    @property
    def reports(self) -> bool:
        """Whether this process writes what became of pages."""
        return bool(self._records and not hasattr(self.config, "workerinput"))

    @property
    def swept(self) -> list[str]:
        """What killed runs had left and this one removed."""
        return [] if self._harness is None else self._harness.swept

    @property
    def prove(self) -> bool:
        """Whether the end of this run tells what its expected outputs prove."""
        return bool(self.config.option.harness_prove and self.reports)

    @cached_property
    def proofs(self) -> "tuple[PageProof, ...]":
        from harness.report.page_proof import prove_records  # noqa: PLC0415 - only for runs that ask for it

        return prove_records(self.records())

    def records(self) -> "list[Record]":
        from harness.report.record_json import from_json  # noqa: PLC0415 - only for runs with pages

        return [from_json(record) for record, _ in self._records]

    @pytest.hookimpl(tryfirst=True)
    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        mistake = getattr(report, MISTAKE, None)
        if mistake is not None and not hasattr(self.config, "workerinput"):
            raise pytest.UsageError(mistake)

    def pytest_report_teststatus(self, report: Any) -> Any:
        record = getattr(report, SNIPPET, None)
        if record is None or report.when != "call" or not report.skipped:
            return None
        return WORDS.get(record["outcome"])

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        record = getattr(report, SNIPPET, None)
        if record is not None:
            self._records.append((record, report))
        self.findings += getattr(report, FINDINGS, [])
        self.closed += getattr(report, CLOSED, [])
        if report.failed:
            if isinstance(report.longrepr, str) and OURS & vars(report).keys():
                from harness.plugin.longrepr import tell  # noqa: PLC0415 - only where something failed

                tell(report, report.longrepr)
            infrastructure = record is not None and record["outcome"] == "error"
            self._failures.append((report, getattr(report, BLAMELESS, infrastructure)))

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.collected = len(session.items)

    def require_variants(self, items: list[pytest.Item]) -> None:
        if self._harness is not None and items:
            self._harness.require_variants()

    def pytest_keyboard_interrupt(self) -> None:
        if self._harness is not None:
            self._harness.interrupted = True

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Clusters are removed here, also after Ctrl-C."""
        self._give_back()
        if self.unremoved:
            session.exitstatus = INFRASTRUCTURE_STATUS
        if self.untested and hasattr(self.config, "workeroutput"):
            self.config.workeroutput[UNTESTED_KEY] = self.untested
        blameless = all(blameless for _, blameless in self._failures)
        if self._failures and blameless and session.exitstatus == pytest.ExitCode.TESTS_FAILED:
            session.exitstatus = INFRASTRUCTURE_STATUS
        if self.reports:
            self._fold()
        if self.prove and any(proof.grave for proof in self.proofs) and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_unconfigure(self) -> None:
        self._give_back()

    def _give_back(self) -> None:
        if self._harness is not None and not self.unremoved:
            from harness.errors import HarnessError  # noqa: PLC0415 - runs without pages read nothing of it

            try:
                self._harness.close()
            except HarnessError as error:  # raised from here it would take the summary's place
                self.unremoved = str(error)

    def _fold(self) -> None:
        """Tell failures again, with their knock-on failures: that is known only now."""
        from harness.plugin.folding import folded  # noqa: PLC0415 - only for runs with pages
        from harness.plugin.longrepr import tell  # noqa: PLC0415 - likewise

        texts = folded(self.records(), self.config)
        for record, (raw, report) in zip(self.records(), self._records, strict=True):
            if (
                report.failed
                and report.when == "call"
                and record.node_id in texts
                and raw["outcome"] in {"failed", "error"}
            ):
                tell(report, texts[record.node_id])
