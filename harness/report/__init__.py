"""Verdicts in, text, JUnit, JSON and HTML out."""

from typing import TYPE_CHECKING

from harness.public import lazily

if TYPE_CHECKING:
    from harness.report.failure_text import FailureContext, failure_text, headline
    from harness.report.live import live_line
    from harness.report.record import CommandRecord, Record, place, record_of
    from harness.report.run import Run
    from harness.report.summary import Counts, count, summary_text

__all__ = [
    "CommandRecord",
    "Counts",
    "FailureContext",
    "Record",
    "Run",
    "count",
    "failure_text",
    "headline",
    "live_line",
    "place",
    "record_of",
    "summary_text",
]

__getattr__ = lazily(
    __name__,
    {
        "CommandRecord": "record",
        "Counts": "summary",
        "FailureContext": "failure_text",
        "Record": "record",
        "Run": "run",
        "count": "summary",
        "failure_text": "failure_text",
        "headline": "failure_text",
        "live_line": "live",
        "place": "record",
        "record_of": "record",
        "summary_text": "summary",
    },
)
