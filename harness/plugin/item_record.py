"""What a report of pytest carries about the documentation: plain JSON values, so that workers can send them."""

import pytest

from harness.errors import HarnessError
from harness.match.verdict import Verdict
from harness.plugin.collect import CheckItem, PageItem, SnippetItem
from harness.plugin.recorder import BLAMELESS, CLOSED, FINDINGS, SNIPPET
from harness.plugin.state import HARNESS
from harness.report.junit import junit_properties, run_properties
from harness.report.record_json import to_json
from harness.report.unread_pages import unread_record
from harness.session.open_page import closed_record
from harness.session.page.not_run import not_opened


def attach(report: pytest.TestReport, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    """Put on the report what the end of the run wants to know."""
    if not isinstance(item, PageItem):
        return
    harness = item.config.stash[HARNESS]
    harness.live.clear()
    if report.when != "call" and call.excinfo is not None:
        error = call.excinfo.value
        setattr(report, BLAMELESS, harness.is_infrastructure(error))
        if isinstance(error, HarnessError):
            report.longrepr = str(error)  # written for people; how it came about is no news to them
            if report.when == "setup" and isinstance(item, SnippetItem):
                keep(report, item, not_opened(item.step, item.variant.variant.name, error))
    if report.when == "call" and isinstance(item, SnippetItem) and item.verdict is not None:
        keep(report, item, item.verdict)
    if report.when == "call" and isinstance(item, CheckItem):
        unread = None if item.plan is None else unread_record(item.plan)
        if unread is not None:
            setattr(report, SNIPPET, to_json(unread))
        setattr(report, FINDINGS, item.record())
    if report.when == "teardown":
        setattr(report, CLOSED, [closed_record(closed) for closed in harness.drain_closed()])


def keep(report: pytest.TestReport, item: SnippetItem, verdict: Verdict) -> None:
    """Put the verdict's record on the report, and its properties on the item."""
    record = item.config.stash[HARNESS].record(verdict, item.plan.page.path)
    setattr(report, SNIPPET, to_json(record))
    item.user_properties += junit_properties(record)  # JUnit XML reads those of the item's last report
    ran = item.owner.conditions
    if ran is not None:
        item.user_properties += run_properties(ran.provider, ran.reason, ran.versions)
