"""Failures of a run as annotations of GitHub Actions."""

from collections.abc import Callable, Iterator, Sequence

from harness.annotation import annotation, notice
from harness.match.verdict import Outcome
from harness.plural import counted
from harness.report.run_facts import Run
from harness.report.step_record import Record, place
from harness.source import Location


def run_notice(run: Run) -> Iterator[str]:
    """Where pages were run and with what, at no line of theirs."""
    ran = f"clusters: {run.where}" if run.provider else ""
    versions = ", ".join(f"{name} {number}" for name, number in run.versions.items())
    if ran:
        yield notice("documentation", f"{ran}\nversions: {versions}" if versions else ran)


def annotations(records: Sequence[Record], named: Callable[[Location], Location] = lambda at: at) -> Iterator[str]:
    """An error for each failure, with its knock-on failures counted; a warning for what is no page's fault.

    ``named`` gives a place with the path that GitHub knows.
    """
    for record in records:
        if record.outcome not in {Outcome.FAILED, Outcome.ERROR}:
            continue
        same = [one for one in records if one.page == record.page and one.variant == record.variant]
        knock_on = sum(one.outcome is Outcome.KNOCK_ON and one.cause == record.id for one in same)
        variant = f" [{record.variant}]" if record.variant else ""
        title = f"{record.id}{variant}: {record.failure or record.outcome}"
        folded = f"\n{counted(knock_on, 'knock-on failure')}" if knock_on else ""
        level = "error" if record.outcome is Outcome.FAILED else "warning"
        yield annotation(level, named(place(record)), title, f"{record.sentence}{folded}")
