"""Which snippets of a page clean up: those under a heading that says so, and those that a plan file names."""

import itertools
import re
from collections.abc import Callable, Collection
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


def undone_ids(page: Page) -> frozenset[str]:
    """Ids of the snippets at a page's end that take back what it has made: who goes on to another page leaves them out.

    A page that does nothing else is about that.
    """
    words = page.site.preparation
    lines = lines_under(page, lambda heading: any(words.find("undoing", name) for name in names_of(heading)))
    snippets = [one for one in page.snippets if one.segments and not one.excluded]
    last = itertools.takewhile(lambda one: any(one.at.on_page.line in part for part in lines), reversed(snippets))
    undone = [one.id for one in last]
    return frozenset(undone) if len(undone) < len(snippets) else frozenset()


def cleanup_lines(page: Page, named: Collection[str]) -> list[range]:
    """The lines under each cleanup heading, its smaller headings included."""
    return lines_under(page, lambda one: says_cleanup(one) or bool({one.anchor, one.section} & set(named)))


def lines_under(page: Page, wanted: Callable[[Heading], bool]) -> list[range]:
    """The lines under each heading that is wanted, its smaller headings included."""
    headings = [heading for heading in page.headings if heading.at.path == page.path]
    end = page.text.count("\n") + 2
    parts = []
    for index, heading in enumerate(headings):
        if wanted(heading):
            following = (later.at.line for later in headings[index + 1 :] if later.level <= heading.level)
            parts.append(range(heading.at.line, next(following, end)))
    return parts


def says_cleanup(heading: Heading) -> bool:
    return any(CLEANUP.match(name) for name in names_of(heading))


def names_of(heading: Heading) -> list[str]:
    return [name for name in (heading.anchor, heading.section, heading.text) if name]
