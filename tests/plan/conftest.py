"""Pages and plans from text, the way the tests of planning want them."""

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from harness.parse.page import Page
from harness.parse.parser import parse_page
from harness.plan.overrides.override import Overrides, OverrideTable
from harness.plan.page_plan import plan_page
from harness.plan.step import PagePlan
from harness.settings import Settings
from harness.sites.detection import site_of

PAGE = Path("site/docs/page/index.md")


@pytest.fixture
def page() -> Callable[[str], Page]:
    """A page from its text, which may be indented as the test is."""

    def parsed(text: str) -> Page:
        return parse_page(dedent(text), path=PAGE)

    return parsed


@pytest.fixture
def plan() -> Callable[..., PagePlan]:
    """A plan from a page's text, a table of overrides and settings; without these as if nobody had said anything."""

    def planned(
        text: str,
        table: OverrideTable | None = None,
        *,
        settings: Settings | None = None,
        variants: tuple[str, ...] = (),
    ) -> PagePlan:
        return plan_page(
            parse_page(dedent(text), path=PAGE, site=None if settings is None else site_of(settings.site, PAGE, text)),
            settings or Settings(),
            overrides=Overrides(table=table or OverrideTable()),
            variants=variants,
        )

    return planned
