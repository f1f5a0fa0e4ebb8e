"""What a report of pytest carries about the documentation: plain JSON values, so that workers can send them."""

from typing import Any, Final

import pytest

from harness.plugin.collect import CheckItem, PageItem, SnippetItem
from harness.plugin.state import HARNESS
from harness.session.open_page import closed_record

KEY: Final = "harness"
CLOSED: Final = "harness_closed"


def attach(report: pytest.TestReport, item: pytest.Item) -> None:
    """Put the record of a snippet's call, or of a closed page, on the report."""
    if not isinstance(item, PageItem):
        return
    harness = item.config.stash[HARNESS]
    harness.live.clear()
    if report.when == "call" and isinstance(item, SnippetItem) and item.verdict is not None:
        setattr(report, KEY, {'kind':'snippet','page':str(item.plan.page.path),'outcome':item.verdict.outcome.value,'sentence':item.verdict.sentence, 'id': item.step.id, 'variant': item.verdict.variant, 'seconds': item.verdict.seconds})
    if report.when == "call" and isinstance(item, CheckItem):
        setattr(report, KEY, item.record())
    if report.when == "teardown":
        setattr(report, CLOSED, [closed_record(closed) for closed in harness.drain_closed()])


def junit_properties(item: SnippetItem) -> list[tuple[str, Any]]:
    from harness.report.junit import junit_properties as properties  # noqa: PLC0415 - only for runs that need it

    return list(properties(item.verdict)) if item.verdict is not None else []
