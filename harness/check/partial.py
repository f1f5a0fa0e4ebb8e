"""Parts of pages that lie beside them as files of their own: ``_includes/steps.md``, ``_steps.mdx``."""

from pathlib import Path
from typing import Final

_TEXT_OF_SECTION: Final = "_index"
_NEAREST: Final = 4  # names of a path: what is further up is no folder of the site's


def is_partial(page: Path) -> bool:
    """Whether others include a page, so that only they say what is set and which headings there are around it."""
    return page.stem != _TEXT_OF_SECTION and any(part.startswith("_") for part in page.parts[-_NEAREST:])
