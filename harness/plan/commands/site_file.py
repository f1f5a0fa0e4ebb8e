"""Files that a site publishes and keeps in its own checkout: a page's commands get those of the checkout."""

import os
from collections.abc import Mapping
from pathlib import Path

from harness.plan.commands.replacement import prefix, with_parts


def site_files(text: str, published: Mapping[str, str], page: Path) -> dict[str, str]:
    """The URLs in a text whose files are in the checkout around a page, with their paths.

    ``published`` says by URL, with placeholders, where a file is, seen from a folder above the page. Pages
    write ``http`` as well, which leads to the same file.
    """
    found: dict[str, str] = {}
    written = {scheme: place for url, place in published.items() for scheme in (url, url.replace("https:", "http:", 1))}
    for url, place in written.items():
        for match in prefix(url).finditer(text):
            file = _above(page, with_parts(place, match.groupdict()))
            if file is not None:
                found.setdefault(match[0], str(file))
    return found


def _above(page: Path, place: str) -> Path | None:
    if ".." in place.split("/"):
        return None
    folders = Path(os.path.abspath(page)).parents  # noqa: PTH100 - the page may be named by a path with ".." itself
    return next((folder / place for folder in folders if (folder / place).is_file()), None)
