"""Differences as one HTML file that needs nothing else."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from harness.drift.drift import PageDrift
from harness.drift.drift_text import COLUMNS, counts, summary
from harness.drift.findings import described
from harness.drift.side_by_side import rows
from harness.report.html import template
from harness.report.paint import visible

if TYPE_CHECKING:
    from jinja2 import Template


def drift_html(drifts: Sequence[PageDrift], *, untranslated: Sequence[Path] = (), alone: Sequence[Path] = ()) -> str:
    """A table of pages, then each block side by side."""
    return _template().render(
        drifts=[drift for drift in drifts if drift.blocks],
        columns=COLUMNS[1:],
        counts=counts,
        summary=summary(drifts, untranslated=untranslated, alone=alone),
        rows=rows,
        described=described,
        names={"=": "same", ".": "gap", "<": "left", ">": "right", "|": "both"},
    )


@cache
def _template() -> "Template":
    return template(Path(__file__).with_name("drift.html.j2"), visible=visible)
