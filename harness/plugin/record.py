"""What a report of pytest carries about the documentation: plain JSON values, so that workers can send them."""

from typing import Final

import pytest

from harness.errors import HarnessError
from harness.plugin.collect import CheckItem, PageItem, SnippetItem
from harness.plugin.state import HARNESS
from harness.report.junit import junit_properties
from harness.report.record_json import to_json
from harness.session.open_page import closed_record

SNIPPET: Final = "harness_snippet"
FINDINGS: Final = "harness_findings"
CLOSED: Final = "harness_closed"
BLAMELESS: Final = "harness_blameless"
"""Names of attributes of a report: a snippet's record, a check's findings, pages that ended, no page's fault."""


def attach(report: pytest.TestReport, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    """Put on the report what the end of the run wants to know."""
    if not isinstance(item, PageItem):
        return
    harness = item.config.stash[HARNESS]
    harness.live.clear()
    if report.when == "setup" and call.excinfo is not None:
        setattr(report, BLAMELESS, harness.is_infrastructure(call.excinfo.value))
        if isinstance(call.excinfo.value, HarnessError):
            report.longrepr = str(call.excinfo.value)  # written for people; how it came about is no news to them
    if report.when == "call" and isinstance(item, SnippetItem) and item.verdict is not None:
        record = harness.record(item.verdict, item.plan.page.path)
        setattr(report, SNIPPET, to_json(record))
        item.user_properties += junit_properties(record)  # JUnit XML reads those of the item's last report
    if report.when == "call" and isinstance(item, CheckItem):
        setattr(report, FINDINGS, item.record())
    if report.when == "teardown":
        setattr(report, CLOSED, [closed_record(closed) for closed in harness.drain_closed()])
