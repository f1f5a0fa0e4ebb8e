"""The order of pages in their section: by a file of the site that lists them, else by their weights."""

from pathlib import Path

from harness.graph.navigation import before_in_navigation
from harness.graph.tree import SiteTree
from harness.sites.site_profile import SiteProfile


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
