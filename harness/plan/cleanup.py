"""Which snippets of a page clean up: those under a heading that says so, and those that a plan file names."""

import re
from collections.abc import Collection
from typing import Final

from harness.parse.page import Heading, Page

# "Clean up", "Cleanup part 2", "cleaning-up"; a translation keeps the anchor.
CLEANUP: Final = re.compile(r"clean(?:ing)?[-_ ]?up(?![a-z0-9])", re.IGNORECASE)


def cleanup_ids(page: Page, named: Collection[str] = ()) -> frozenset[str]:
    """Ids of the snippets that clean up; ``named`` holds ids of snippets and of headings."""
    lines = cleanup_lines(page, named)
    return frozenset(
        snippet.id
        for snippet in page.snippets
        if snippet.id in named or any(snippet.at.on_page.line in part for part in lines)
    )


def midway_ids(page: Page, cleaning: Collection[str], named: Collection[str] = ()) -> frozenset[str]:
    """Ids of those snippets among ``cleaning`` that are done before the page goes on: one that cleans up comes later.

    "Cleanup part 1" undoes what the next part of the page must not meet. A last cleanup is kept for the end, whatever
    is below it, and so is what a plan file has ``named``.
    """
    midway: set[str] = set()
    open_part: list[str] = []
    waiting: list[str] = []
    for snippet in page.snippets:
        if snippet.id in cleaning:
            midway.update(waiting)
            waiting = []
            open_part.append(snippet.id)
        elif snippet.segments and not snippet.excluded:
            waiting += open_part
            open_part = []
    return frozenset(midway - set(named))


def cleanup_lines(page: Page, named: Collection[str]) -> list[range]:
    """The lines under each cleanup heading, its smaller headings included."""
    headings = [heading for heading in page.headings if heading.at.path == page.path]
    end = page.text.count("\n") + 2
    parts = []
    for index, heading in enumerate(headings):
        if says_cleanup(heading) or {heading.anchor, heading.section} & set(named):
            following = (later.at.line for later in headings[index + 1 :] if later.level <= heading.level)
            parts.append(range(heading.at.line, next(following, end)))
    return parts


def says_cleanup(heading: Heading) -> bool:
    return any(CLEANUP.match(name) for name in (heading.anchor, heading.section, heading.text) if name)
