"""Parts of pages that lie beside them as files of their own: ``_includes/steps.md``, ``_steps.mdx``."""

from fnmatch import fnmatch
from typing import Final

from harness.parse.page import Page

_TEXT_OF_SECTION: Final = "_index"
_NEAREST: Final = 4  # names of a path: what is further up is no folder of the site's


def is_partial(page: Page) -> bool:
    """Whether others include a page, so that only they say what is set and which headings there are around it."""
    names = page.path.parts[-_NEAREST:]
    return page.path.stem != _TEXT_OF_SECTION and any(
        fnmatch(one, each) for one in names for each in page.site.partials
    )
