"""All checks of a page: plan in, diagnostics out, in the order of the page."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from harness.check.catalogue.catalogue import Catalogue
from harness.check.deliberate import is_deliberate
from harness.check.rule import Subject
from harness.check.rule_registry import families
from harness.check.selection import RuleSelection
from harness.diagnostic import Diagnostic
from harness.parse.codes import UNKNOWN_SHORTCODE
from harness.parse.page import Page
from harness.plan.step import PagePlan
from harness.settings.sections import Timeouts
from harness.source import Location

EVERY_RULE: Final = RuleSelection()
DEFAULT_TIMEOUTS: Final = Timeouts()


def nowhere(_name: str) -> str:
    """No other page is known."""
    return ""


def check_plan(
    plan: PagePlan,
    *,
    catalogue: Catalogue,
    known_variables: AbstractSet[str],
    discovery: Catalogue | None = None,
    rules: RuleSelection = EVERY_RULE,
    timeouts: Timeouts = DEFAULT_TIMEOUTS,
    set_elsewhere: Callable[[str], str] = nowhere,
    other_pages: Callable[[], Sequence[Page]] = tuple,
) -> tuple[Diagnostic, ...]:
    """What is wrong with a page as far as it can be told without running it.

    ``known_variables`` have a value before the page starts. ``discovery`` holds the kinds of the clusters at hand,
    which count as known beside the catalogue's. ``timeouts`` has the budgets of a page and of the run.
    ``set_elsewhere`` gives the link to a page that sets a variable, ``other_pages`` the pages of its site.
    Findings of reading and planning the page (``plan.diagnostics``) are not repeated.
    """
    if discovery is not None:
        catalogue = catalogue.with_kinds(discovery.kinds)
    subject = Subject(
        plan=plan,
        catalogue=catalogue,
        known_variables=frozenset(known_variables),
        timeouts=timeouts,
        set_elsewhere=set_elsewhere,
        other_pages=other_pages,
    )
    found = dict.fromkeys(diagnostic for family in families().values() for diagnostic in family.check(subject))
    unread = {(each.at.path, each.at.line) for each in plan.page.diagnostics if each.code == UNKNOWN_SHORTCODE.code}
    found = dict.fromkeys(
        each for each in found if (each.at.path, each.at.line) not in unread and not is_deliberate(each, plan.page)
    )
    return tuple(sorted(rules.apply(found), key=lambda each: place_on_page(each.at, plan)))


def place_on_page(at: Location, plan: PagePlan) -> tuple[bool, int, int, int]:
    """Sorts what a boilerplate brings in by the line that brings it, and what a plan file says last."""
    on_page = at.on_page
    return on_page.path != plan.page.path, on_page.line, at.line, at.column
