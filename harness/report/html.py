"""The report as one HTML file that needs nothing else: failures first, then every page."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from harness.match.verdict import Outcome
from harness.report.diff_text import alike, excerpts
from harness.report.failure_text import headline
from harness.report.paint import visible
from harness.report.run_facts import Run
from harness.report.run_summary import STYLE, count
from harness.report.step_record import Record, place
from harness.report.story import ending, seconds, waiting

if TYPE_CHECKING:
    from jinja2 import Template


def html(records: Sequence[Record], run: Run) -> str:
    """The whole file."""
    pages: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        pages.setdefault((record.page, record.variant), []).append(record)
    return _template().render(
        run=run,
        records=records,
        pages=pages,
        counts=count(records),
        outcomes=list(STYLE),
        failures=[record for record in records if record.outcome in {Outcome.FAILED, Outcome.ERROR}],
        knock_on=lambda record: [
            one
            for one in pages[record.page, record.variant]
            if one.outcome is Outcome.KNOCK_ON and one.cause == record.id
        ],
    )


@cache
def _template() -> "Template":
    return template(
        Path(__file__).with_name("report.html.j2"),
        alike=alike,
        ending=ending,
        excerpts=excerpts,
        headline=headline,
        place=place,
        seconds=seconds,
        visible=visible,
        waiting=waiting,
    )


def template(file: Path, **filters: Callable[..., object]) -> "Template":
    """The template in a file, which calls these filters by their names."""
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - only runs that write a report pay for it

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(filters)
    return environment.from_string(file.read_text(encoding="utf-8"))
