"""Folders of pages in two languages: read, compared, and who made a difference asked of git."""

import subprocess
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from harness.diagnostic import Diagnostic
from harness.drift.drift import BlockDrift, PageDrift
from harness.drift.findings import findings
from harness.drift.fixes import fix_of
from harness.drift.ignored import unused_ignores, without_ignored_changes
from harness.drift.language_files import Paired, language_named, pair
from harness.drift.page_drift import drift_of
from harness.drift.since import with_ways
from harness.edit.text_edits import EditError, edited
from harness.errors import PageError, SettingsError
from harness.fix import Fix
from harness.parse.page import Ignore, Page
from harness.parse.page_files import find_pages
from harness.plan.overrides.override_file import load_overrides
from harness.plan.site_reading import read_site_text
from harness.session.checking import selection_of
from harness.session.site import Site

LAST: Final = "last"
"""As ``since``: the commit that touched the translation last."""


@dataclass(kw_only=True)
class Translations:
    """Compares translations with the pages below ``base``; each page of the base is read once."""

    site: Site
    base: Path
    since: str = ""
    unreadable: list[Diagnostic] = field(default_factory=list, init=False)
    _pages: dict[Path, Page] = field(default_factory=dict, init=False)
    _used: dict[Path, AbstractSet[tuple[Ignore, str]]] = field(default_factory=dict, init=False)
    _planned: dict[Path, tuple[Ignore, ...]] = field(default_factory=dict, init=False)
    _shown: set[tuple[object, ...]] = field(default_factory=set, init=False)

    def paired(self, translation: Path) -> Paired:
        return pair(self.base, tuple(find_pages([self.base])), translation, find_pages([translation]))

    def compare(
        self, paired: Paired, translation: Path, *, progress: Callable[[], None] = lambda: None
    ) -> list[PageDrift]:
        """What differs on each pair of pages; a page that cannot be read is among ``unreadable``."""
        found: list[PageDrift] = []
        compared = frozenset(paired.pairs)
        for base, page in paired.pairs:
            progress()
            try:
                found.append(self._compare(base, page, translation, compared))
            except PageError as error:
                self.unreadable += error.diagnostics
        return found

    def _compare(self, base: Path, page: Path, translation: Path, compared: frozenset[tuple[Path, Path]]) -> PageDrift:
        one, other = self._page(base), self.site.page(page)
        named = language_named(translation, page)
        languages = frozenset({named}) - {""}
        drift = drift_of(one, other, compared=compared, languages=languages)
        blocks = [block for block in drift.blocks if self._first(block)]
        drift = replace(drift, language=named or drift.language, blocks=self._told(blocks, other))
        if not self.since or not drift.blocks:
            return drift
        old = self._at_that_time(base, page)
        return drift if old is None else with_ways(drift, drift_of(old, other, languages=languages))

    def _page(self, path: Path) -> Page:
        if path not in self._pages:
            self._pages[path] = self.site.page(path)
        return self._pages[path]

    def _first(self, block: BlockDrift) -> bool:
        """Whether the difference is not one of a boilerplate that another page has shown already."""
        sides = [side for side in (block.base, block.translation) if side is not None]
        if not all(side.boilerplate for side in sides):
            return True
        key = tuple((side.at.path, side.at.line) for side in sides)
        new = len(sides) == 1 or key not in self._shown
        self._shown.add(key)
        return new

    def _at_that_time(self, base: Path, page: Path) -> Page | None:
        """The base page as it was; ``None`` where git does not know the translation or the base of that time."""
        commit = self.since if self.since != LAST else git(page, "log", "-1", "--format=%H", "--", page.name)
        text = git(base, "show", f"{commit.strip()}:./{base.name}", may_fail=True) if commit.strip() else ""
        return read_site_text(text, base, self.site.settings(base)) if text else None

    def _told(self, blocks: Sequence[BlockDrift], page: Page) -> tuple[BlockDrift, ...]:
        """The blocks with the differences that the translation does not say to be right."""
        ignores = self._ignores(page)
        left, self._used[page.path] = without_ignored_changes(blocks, ignores)
        return left

    def _ignores(self, page: Page) -> tuple[Ignore, ...]:
        if self.site.plan_files and page.path not in self._planned:
            self._planned[page.path] = load_overrides(page, self.site.settings(page.path)).ignores
        return (*page.ignores, *self._planned.get(page.path, ()))

    def findings(self, drift: PageDrift) -> list[Diagnostic]:
        """The differences as findings at places of the translation, with the fix where there is one.

        An ignore of a difference that is not there is a finding, too.
        """
        selection = selection_of(drift.translation, self.site.settings(drift.translation))
        ignores = self._ignores(self.site.page(drift.translation))
        used = self._used.get(drift.translation, frozenset())
        odd = unused_ignores(ignores, used, off=selection.off)
        return list(selection.apply((*findings(drift, self.fixes(drift)), *odd)))

    def fixes(self, drift: PageDrift) -> dict[str, Fix]:
        """By block, the fixes that take the base's commands."""
        if not drift.blocks:
            return {}
        base, page = self._page(drift.base), self.site.page(drift.translation)
        languages = frozenset({base.language, page.language, drift.language})
        found = {block.id: (block, fix_of(block, base, page, languages)) for block in drift.blocks}
        return {
            own: fix for own, (block, fix) in found.items() if fix is not None and self._mends(block, fix, base, page)
        }

    def _mends(self, block: BlockDrift, fix: Fix, base: Page, page: Page) -> bool:
        """Whether some differences of a block are gone after its fix, and no other ones are there."""
        try:
            text = edited(page.text, fix.edits)
        except EditError:
            return False
        after = drift_of(base, read_site_text(text, page.path, self.site.settings(page.path)))
        left = {change for one in after.blocks if one.id == block.id for change in one.changes}
        return left < set(block.changes)


def git(path: Path, *arguments: str, may_fail: bool = False) -> str:
    """What git prints in the folder of a file; ``SettingsError`` where there is no repository."""
    answer = subprocess.run(["git", *arguments], cwd=path.absolute().parent, capture_output=True, check=False)
    if answer.returncode == 0:
        return answer.stdout.decode(errors="replace")
    if may_fail:
        return ""
    raise SettingsError(
        f"--since: git does not know {path}: {answer.stderr.decode(errors='replace').strip()}",
        expected="pages in a git repository",
        remedy="leave out --since",
    )


def require_revision(since: str, base: Path) -> None:
    """Raises ``SettingsError`` for a revision that the base's repository does not have."""
    if since and since != LAST:
        folder = base / "_" if base.is_dir() else base
        git(folder, "rev-parse", "--verify", "--quiet", f"{since}^{{commit}}")


def all_findings(translations: Translations, folders: Sequence[Path]) -> list[Diagnostic]:
    """What ``harness check`` reports of translations, unreadable pages not among them: it reads them itself."""
    drifts = [drift for folder in folders for drift in translations.compare(translations.paired(folder), folder)]
    return [finding for drift in drifts for finding in translations.findings(drift)]
