"""The other pages of a site, for rules that compare a page with them."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from harness.errors import PageError, SettingsError
from harness.graph.tree import SiteTree
from harness.parse.page import Page
from harness.parse.page_files import find_pages
from harness.plan.site_reading import read_site_page
from harness.settings import Settings

_read: Final[dict[tuple[Path | None, Path, int], Page | None]] = {}
"""By settings file, path and time of the last change; ``None`` for a page that cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPages:
    """Call it for those in the language of ``page``, in the order of their paths; nothing is read before."""

    page: Path
    tree: SiteTree
    settings: Settings

    def __call__(self) -> Sequence[Page]:
        own, language = self.page.absolute(), self.tree.language(self.page)
        files = (file for file in _files(self.tree.roots(own)[0][1].absolute()) if file != own)
        pages = (self._page(file) for file in files if self.tree.language(file) == language)
        return tuple(page for page in pages if page is not None)

    def _page(self, file: Path) -> Page | None:
        key = (self.settings.file, file, file.stat().st_mtime_ns)
        if key not in _read:
            _read[key] = None
            with suppress(PageError):
                _read[key] = read_site_page(file, self.settings)
        return _read[key]


@lru_cache(maxsize=8)
def _files(root: Path) -> Sequence[Path]:
    try:
        return tuple(find_pages([root]))
    except SettingsError:
        return ()  # the page is where no others are looked for
