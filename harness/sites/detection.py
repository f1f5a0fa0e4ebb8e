"""Which kind of site a page is of: as the settings name it, else by its site's root, else by the page itself."""

import os
import re
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from harness.errors import SettingsError
from harness.extensions.installed import has_plugins
from harness.sites.built_in import SITES
from harness.sites.plain import PLAIN
from harness.sites.site_profile import Sign, SiteProfile
from harness.source import Location
from harness.suggest import nearest

_END: Final = ".git"  # of a repository: a site's root is in it


def site_of(name: str, path: Path, text: str) -> SiteProfile:
    """The profile called ``name``; for an empty name that of the site that the page at ``path`` is in."""
    if name:
        return site_named(name)
    return _site_above(os.path.dirname(os.path.abspath(path))) or site_of_text(text)  # noqa: PTH100, PTH120 - every page asks


def site_named(name: str, *, at: Location | None = None) -> SiteProfile:
    """``SettingsError`` for a name that no profile has; ``at`` is where it is set. Domains do as names, too."""
    known = all_sites()
    spelled = name.replace(".", "_").replace("-", "_")
    if (site := known.get(name, known.get(spelled))) is not None:
        return site
    meant = nearest(spelled, known)
    raise SettingsError(
        f"there is no kind of site {name!r}",
        at=at,
        expected=f"one of {', '.join(sorted(known))}",
        remedy=f"set site = {meant!r}" if meant else "name one of them, or none to have it found",
    )


def site_of_text(text: str) -> SiteProfile:
    """The kind of site that a page's own text shows, which counts where there is no site around it."""
    return next((site for site, sign in _page_signs() if sign.search(text)), PLAIN)


@cache
def all_sites() -> Mapping[str, SiteProfile]:
    """Profiles by name, those of plug-ins first: they know their site better than the harness does."""
    built_in = {site.name: site for site in SITES}
    if not has_plugins():
        return built_in
    from harness.extensions.manager import contributions  # noqa: PLC0415 - few environments have plug-ins

    known = contributions("harness_sites")
    return {name: site for name, site in known.items() if name not in built_in} | built_in


@cache
def _page_signs() -> tuple[tuple[SiteProfile, re.Pattern[str]], ...]:
    return tuple((site, re.compile(site.page_sign, re.MULTILINE)) for site in all_sites().values() if site.page_sign)


@cache
def _first_names() -> frozenset[str]:
    """How paths of signs begin: a folder without any of these names is no site's root."""
    signs = (sign for site in all_sites().values() for sign in site.signs)
    return frozenset(path.split("/")[0] for sign in signs for path in sign.paths)


@lru_cache(maxsize=4096)
def _site_above(folder: str) -> SiteProfile | None:
    """The kind of site that has its root here or in a folder above, up to the root of the repository."""
    try:
        names = set(os.listdir(folder))  # noqa: PTH208 - once for each folder of pages
    except OSError:
        names = set()  # a page's folder may not exist yet, and folders above may be closed to us
    site = _site_at(folder, names) if names & _first_names() else None
    above = os.path.dirname(folder)  # noqa: PTH120 - see above
    if site is not None or above == folder or _END in names:
        return site
    return _site_above(above)


def _site_at(root: str, names: Collection[str]) -> SiteProfile | None:
    return next(
        (
            site
            for site in all_sites().values()
            if site.signs and all(_is_there(sign, root, names) for sign in site.signs)
        ),
        None,
    )


def _is_there(sign: Sign, root: str, names: Collection[str]) -> bool:
    return any(_says(Path(root, path), sign.says) for path in sign.paths if path.split("/")[0] in names)


def _says(file: Path, pattern: str) -> bool:
    if not file.is_file():
        return False
    text = file.read_text(encoding="utf-8", errors="replace")
    return re.search(pattern, text, re.MULTILINE) is not None
