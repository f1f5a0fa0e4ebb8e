"""The static checks of a page as its site's settings want them, findings of reading and planning included."""

from functools import cache, lru_cache
from pathlib import PurePath
from typing import Final

from harness.check.catalogue.catalogue import Catalogue, builtin_catalogue
from harness.check.catalogue.crd import with_crds
from harness.check.check_plan import check_plan
from harness.check.registry import rules
from harness.check.selection import selection_for
from harness.diagnostic import Diagnostic
from harness.parse.codes import CODES
from harness.plan.codes import PLAN_CODES, UNREAD_PAGE
from harness.plan.step import PagePlan
from harness.plan.unread import unread_page
from harness.settings import Settings

FIXED: Final = frozenset({UNREAD_PAGE.code})
"""What no rule can silence: it says what a run did, not what is odd about a page."""


def check(plan: PagePlan, settings: Settings, *, discovery: Catalogue | None = None) -> tuple[Diagnostic, ...]:
    """Every finding that counts, by place. ``discovery`` holds the kinds of clusters at hand.

    That a page is not run comes first and cannot be switched off.
    """
    page = plan.page.path.absolute()
    inside = page.relative_to(settings.root) if page.is_relative_to(settings.root) else page
    selection = selection_for(PurePath(inside), settings.rules, codes=all_codes(), fixed=FIXED)
    found = check_plan(
        plan,
        catalogue=catalogue_of(settings),
        known_variables=frozenset({*settings.variables, *settings.env, *settings.variables_from}),
        discovery=discovery,
        rules=selection,
        timeouts=settings.timeouts,
    )
    unread = unread_page(plan)
    return (*(() if unread is None else (unread,)), *selection.apply(plan.diagnostics), *found)


@cache
def all_codes() -> frozenset[str]:
    """Every code that ``[[rules]]`` may name."""
    return frozenset({*rules(), *CODES, *(one.code for one in PLAN_CODES)})


def catalogue_of(settings: Settings) -> Catalogue:
    crds = tuple(map(str, settings.catalogue.crds))
    return _extended(tuple(sorted(settings.catalogue.kinds.items())), crds)


@lru_cache
def _extended(kinds: tuple[tuple[str, tuple[str, ...]], ...], crds: tuple[str, ...]) -> Catalogue:
    known = builtin_catalogue().with_kinds(dict(kinds)) if kinds else builtin_catalogue()
    return with_crds(known, crds) if crds else known
