"""Annotations for GitHub Actions: a line of output that makes a mark at a line of a page.

Source of the syntax: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from collections.abc import Iterator, Sequence

from harness.match.verdict import Outcome
from harness.report.record import Record, place
from harness.source import Location


def annotation(level: str, at: Location, title: str, message: str) -> str:
    """One annotation; ``level`` is error, warning or notice."""
    properties = {"file": at.path.as_posix(), "line": str(at.line), "col": str(at.column), "title": title}
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{level} {listed}::{_data(message)}"


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


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
