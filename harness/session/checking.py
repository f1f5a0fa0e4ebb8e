"""The static checks of a page as its site's settings want them, findings of reading and planning included."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path, PurePath
from typing import Final

from harness.check.catalogue.catalogue import Catalogue, builtin_catalogue
from harness.check.catalogue.crd import with_crds, with_schemas
from harness.check.catalogue.site_crds import site_crds
from harness.check.check_plan import check_plan, place_on_page
from harness.check.commands.reference import BLANKS
from harness.check.commands.syntax import SYNTAX
from harness.check.drift_kind import DRIFT_NAMES
from harness.check.ignoring import odd_ignores, without_ignored
from harness.check.linked_variables import LinkedVariables
from harness.check.mending import LinesOf, with_place
from harness.check.rule_registry import rules
from harness.check.selection import RuleSelection, selection_for
from harness.check.span import with_end
from harness.diagnostic import Diagnostic, Severity
from harness.edit.text_edits import lines_of
from harness.errors import PageError
from harness.parse.codes import CODES, INCOMPLETE_COMMAND
from harness.parse.page import Page
from harness.parse.shortcodes.boilerplate import read_text
from harness.plan.codes import PLAN_CODES, UNREAD_PAGE
from harness.plan.site_reading import site_tree
from harness.plan.step import PagePlan
from harness.plan.unread import beside_its_error, blockers, holds_commands, unread_page
from harness.session.other_pages import OtherPages
from harness.settings import Settings
from harness.settings.settings_file import place_of
from harness.sites.site_profile import MATTERS_OF_TASTE, SiteProfile
from harness.source import Location

FIXED: Final = frozenset({UNREAD_PAGE.code})
"""What no rule can silence: it says what a run did, not what is odd about a page."""


def check(plan: PagePlan, settings: Settings, *, discovery: Catalogue | None = None) -> tuple[Diagnostic, ...]:
    """Every finding that counts, by place. ``discovery`` holds the kinds of clusters at hand.

    That a page is not run comes first and cannot be switched off.
    """
    page = plan.page.path.absolute()
    selection, tree = quieter(selection_of(page, settings), plan.page.site, settings), site_tree(settings)
    found = check_plan(
        plan,
        catalogue=catalogue_of(settings),
        known_variables=frozenset({*settings.variables, *settings.env, *settings.variables_from}),
        discovery=discovery,
        rules=selection,
        timeouts=settings.timeouts,
        set_elsewhere=LinkedVariables(page=page, tree=tree),
        other_pages=OtherPages(page=page, tree=tree, settings=settings),
    )
    unread = unread_page(plan)
    if unread is not None and not holds_commands(plan):
        unread = None
    told = (*selection.apply(_told_once(plan.diagnostics, found)), *found)
    by_place = sorted(told, key=lambda each: place_on_page(each.at, plan))
    every = (*(() if unread is None else (unread,)), *by_place)
    if plan.ignores:
        every = _without_ignored(every, plan, selection)
    if unread is not None and blockers(plan)[0] in every:
        every = tuple(beside_its_error(one, plan) if one == unread else one for one in every)
    lines_at = _lines_at(plan.page)
    return tuple(
        with_end(placed, lines_at(placed.at.path)) for placed in (with_place(each, lines_at) for each in every)
    )


def _told_once(read: Sequence[Diagnostic], found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Findings of reading without those that a command is cut short where bash's own complaint tells why."""
    refused = {one.at.line for one in found if one.code == SYNTAX.code}
    return tuple(one for one in read if one.code != INCOMPLETE_COMMAND.code or one.at.line not in refused)


def _without_ignored(every: Sequence[Diagnostic], plan: PagePlan, selection: RuleSelection) -> tuple[Diagnostic, ...]:
    left, used = without_ignored(every, plan.ignores, fixed=FIXED)
    # What translations do otherwise is found where they are compared, and so is an ignore that is for nothing there.
    off = selection.off | DRIFT_NAMES
    odd = odd_ignores(plan.ignores, used, codes=all_codes(), off=off, fixed=FIXED)
    return (*left, *selection.apply(dict.fromkeys(odd)))


def _lines_at(page: Page) -> LinesOf:
    """The lines of the page itself, or of a boilerplate that it includes."""

    @cache
    def lines_at(path: Path) -> Sequence[str]:
        if path == page.path:
            return lines_of(page.text)
        return lines_of(read_text(path)) if path.suffix == page.path.suffix and path.is_file() else ()

    return lines_at


def ended(findings: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Findings of pages that were not planned, with their ends as far as their files can be read."""

    @cache
    def lines_at(path: Path) -> Sequence[str]:
        try:
            return lines_of(read_text(path))
        except PageError:
            return ()  # it is what the finding says

    return tuple(with_end(each, lines_at(each.at.path)) for each in findings)


def quieter(selection: RuleSelection, site: SiteProfile, settings: Settings) -> RuleSelection:
    """Matters of taste are notes, and double spaces nothing, on sites that do not care; settings that name them win."""
    named = {code for table in settings.rules for code in (*table.on, *table.severity)}
    quiet = MATTERS_OF_TASTE - site.cares - named
    return replace(
        selection,
        off=selection.off | (quiet & {BLANKS.code}),
        severity={**dict.fromkeys(quiet, Severity.NOTE), **selection.severity},
    )


def selection_of(path: Path, settings: Settings) -> RuleSelection:
    """Which rules count for a page, as its site's settings say."""
    page = path.absolute()
    inside = page.relative_to(settings.root) if page.is_relative_to(settings.root) else page

    def place(number: int, key: str) -> Location | None:
        return None if settings.file is None else place_of(settings.file, "rules", number, key)

    return selection_for(PurePath(inside), settings.rules, codes=all_codes(), fixed=FIXED, place=place)


@cache
def all_codes() -> frozenset[str]:
    """Every code that ``[[rules]]`` may name."""
    return frozenset({*rules(), *CODES, *(one.code for one in PLAN_CODES), *DRIFT_NAMES})


def catalogue_of(settings: Settings) -> Catalogue:
    crds = tuple(map(str, settings.catalogue.crds))
    return _extended(
        tuple(sorted(settings.catalogue.kinds.items())), crds, settings.root, kubernetes=settings.cluster.version
    )


@lru_cache
def _extended(
    kinds: tuple[tuple[str, tuple[str, ...]], ...], crds: tuple[str, ...], root: Path, *, kubernetes: str
) -> Catalogue:
    known = builtin_catalogue().with_kinds(dict(kinds)) if kinds else builtin_catalogue()
    own = tuple(site_crds(root))
    known = with_schemas(known, own) if own else known
    known = with_crds(known, crds) if crds else known
    return replace(known, kubernetes=kubernetes) if kubernetes else known
