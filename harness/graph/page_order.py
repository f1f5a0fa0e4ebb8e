"""The order of pages in their section: by a file of the site that lists them, else by their weights.

Files that list pages are ``nav`` of MkDocs and ``SUMMARY.md`` of mdBook and GitBook.
"""

import itertools
import os
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from harness.checkout import folders_of, repository_of
from harness.graph.tree import SiteTree
from harness.sites.site_profile import SiteProfile

_ENTRY: Final = re.compile(r"^(?P<indent>\s*)(?:[-*+]\s.*?|['\"]?)(?P<page>[^\s:'\"()<>]+\.mdx?)\b")


def before_in_order(page: Path, profile: SiteProfile, siblings: tuple[Path, ...], tree: SiteTree) -> Path | None:
    """The page that its site shows in front of this one; ``None`` for the first, and where nothing orders them."""
    listed = before_in_navigation(page, profile.navigation)
    return listed or (before_by_weight(page, profile, siblings, tree) if page in siblings else None)


def before_by_weight(page: Path, profile: SiteProfile, siblings: tuple[Path, ...], tree: SiteTree) -> Path | None:
    """The page before this one by weights; the section's own page comes first, and has none before it."""
    pages = [one for one in siblings if not one.name.startswith("_index")]
    weights = {one: profile.front_matter.of("weight", tree.front_matter(one)) for one in pages}
    ordered = [one for one in siblings if one not in weights]
    ordered += sorted(
        (one for one in weights if isinstance(weights[one], int)), key=lambda one: (weights[one], str(one))
    )
    if page not in ordered or ordered.index(page) == 0:
        return None
    return ordered[ordered.index(page) - 1]


def before_in_navigation(page: Path, names: Iterable[str]) -> Path | None:
    """The page in front of this one, in the same part of the first file of ``names`` above it that lists this one."""
    place = page.absolute()
    folders = folders_of(place, repository_of(place.parent) or Path(place.anchor))
    for file in (folder / name for folder in folders for name in names):
        if file.is_file() and (found := _before(place, file)) is not None:
            return found if page.is_absolute() else Path(os.path.relpath(found))
    return None


def _before(page: Path, file: Path) -> Path | None:
    pairs = (pair for part in _parts(file, file.stat().st_mtime_ns) for pair in itertools.pairwise(part))
    own, before = max(
        ((own, before) for before, own in pairs if str(page).endswith(f"/{own}")), key=_length, default=("", "")
    )
    found = Path(str(page).removesuffix(own), before)
    return found if own and found.is_file() else None


def _length(pair: tuple[str, str]) -> int:
    return len(pair[0])


@lru_cache(maxsize=32)
def _parts(file: Path, _version: int) -> tuple[tuple[str, ...], ...]:
    """The pages of each part: entries on the same level without one of a level above between them."""
    return tuple(_read(file.read_text(encoding="utf-8", errors="replace").split("\n")))


def _read(lines: Iterable[str]) -> Iterator[tuple[str, ...]]:
    open_parts: dict[int, list[str]] = {}
    for line in filter(str.strip, lines):
        indent = len(line) - len(line.lstrip())
        for deeper in [one for one in open_parts if one > indent]:
            yield tuple(open_parts.pop(deeper))
        if (entry := _ENTRY.match(line)) is not None:
            open_parts.setdefault(indent, []).append(entry["page"].removeprefix("./"))
        elif line.lstrip()[:1] in "-*+#":
            yield tuple(open_parts.pop(indent, ()))
    yield from map(tuple, open_parts.values())
