"""Finding pages: Markdown files at and below the paths that a user names."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from harness.errors import SettingsError
from harness.source import NO_PAGES, PAGE_ENDINGS

_UNREAD_ENDINGS: Final = (".rst", ".adoc", ".asciidoc")


def find_pages(paths: Iterable[Path]) -> Iterator[Path]:
    """Markdown files at and below ``paths``, in order; hidden folders, and those of no pages, are passed over.

    Raises ``SettingsError`` for a path that is not there, and for a folder without pages.
    """
    for path in paths:
        if path.is_dir():
            yield from _pages_below(path)
        elif path.exists():
            yield path
        else:
            raise SettingsError(f"no such page or folder: {path}", remedy="check the path")


def _pages_below(folder: Path) -> list[Path]:
    """``SettingsError`` for a folder without a page, or with pages that cannot be read: nothing passes silently."""
    pages = sorted(_visible(folder, PAGE_ENDINGS))
    if pages:
        return pages
    if others := sum(1 for _ in _visible(folder, _UNREAD_ENDINGS)):
        raise SettingsError(
            f"{folder}: no page can be read: its {others} pages are reStructuredText or AsciiDoc",
            expected=f"Markdown pages ({', '.join(PAGE_ENDINGS)})",
            remedy="name a folder with Markdown pages; commands in .rst and .adoc files are not tested",
        )
    raise SettingsError(
        f"{folder}: there is no page in this folder",
        expected=f"Markdown pages ({', '.join(PAGE_ENDINGS)}), also in folders below; hidden ones are passed over",
        remedy="check the path",
    )


def _visible(folder: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") or entry.name in NO_PAGES:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _visible(folder / entry.name, endings)
            elif entry.name.endswith(endings) and entry.is_file():
                yield folder / entry.name
