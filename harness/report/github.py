"""Failures of a run as annotations of GitHub Actions."""

from collections.abc import Iterator, Sequence

from harness.annotation import annotation
from harness.match.verdict import Outcome
from harness.report.record import Record, place


def annotations(records: Sequence[Record]) -> Iterator[str]:
    """An error for each broken promise, with what follows from it counted; a warning for what is no page's fault."""
    for record in records:
        if record.outcome not in {Outcome.FAILED, Outcome.ERROR}:
            continue
        same = [one for one in records if one.page == record.page and one.variant == record.variant]
        following = sum(one.outcome is Outcome.FOLLOWING and one.cause == record.id for one in same)
        variant = f" [{record.variant}]" if record.variant else ""
        title = f"{record.id}{variant}: {record.failure or record.outcome}"
        folded = (
            f"\n{following} {'snippet' if following == 1 else 'snippets'} after it failed, too" if following else ""
        )
        level = "error" if record.outcome is Outcome.FAILED else "warning"
        yield annotation(level, place(record), title, f"{record.sentence}{folded}")
