"""Failures with everything around them: what ran before, knock-on failures, what to type next."""

import re
import sys
from collections.abc import Sequence

import pytest

from harness.match.verdict import Outcome
from harness.plugin.rerun import run_options
from harness.report.failure_text import FailureContext, failure_text
from harness.report.run_facts import Run
from harness.report.step_record import Record
from harness.report.unread_pages import CHECK

SECONDS = re.compile(r"\d+(?:\.\d+)? s\b")  # in a sentence; these differ from path to path
WIDE = 160  # columns where no terminal says how many there are: logs of CI are scrolled


def folded(records: Sequence[Record], config: pytest.Config) -> dict[str, str]:
    """The text of each failure by node id, in colour where the terminal has it."""
    writer = config.get_terminal_writer()
    width = writer.fullwidth if sys.__stdout__ is not None and sys.__stdout__.isatty() else max(writer.fullwidth, WIDE)
    run = Run(options=run_options(config))
    texts = {}
    for position, record in enumerate(records):
        if record.outcome in {Outcome.FAILED, Outcome.ERROR} and (record.commands or record.id != CHECK):
            around = [other for other in records if (other.page, other.variant) == (record.page, record.variant)]
            context = FailureContext(
                earlier=[other for other in records[:position] if other in around],
                knock_on=[other for other in around if other.cause == record.id],
                run=run,
                same_as=next((other for other in records[:position] if same_failure(other, record)), None),
            )
            texts[record.node_id] = failure_text(record, context, colour=writer.hasmarkup, width=width)
    return texts


def same_failure(one: Record, other: Record) -> bool:
    """Whether a command fails in the same way on two paths through its page."""
    first, second = one.failed_command, other.failed_command
    return (
        (one.page, one.id, one.failure) == (other.page, other.id, other.failure)
        and one.variant != other.variant
        and first is not None
        and second is not None
        and (first.at, first.status) == (second.at, second.status)
        and SECONDS.sub("", one.sentence) == SECONDS.sub("", other.sentence)
    )
