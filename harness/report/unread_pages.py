"""What reports say of a page that was not run because it could not be read."""

from harness.match.verdict import Outcome
from harness.plan.step import PagePlan
from harness.plan.unread import unread_page
from harness.report.step_record import Record

CHECK = "check"
"""The id of what stands for the page as a whole, which pytest's item has, too."""


def unread_record(plan: PagePlan) -> Record | None:
    """A failed record in place of the page's blocks; ``None`` for a page that can be run."""
    finding = unread_page(plan)
    if finding is None:
        return None
    return Record(
        page=plan.page.path.as_posix(),
        variant="",
        id=CHECK,
        at=finding.at,
        outcome=Outcome.FAILED,
        sentence=finding.message,
    )
