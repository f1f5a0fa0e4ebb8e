"""The page that a site's own list of pages has in front of another one.

Such lists are ``nav`` of MkDocs, ``SUMMARY.md`` of mdBook and GitBook, and scripts: ``sidebars.js`` of Docusaurus, the
configuration of VitePress and Astro. In a script a list of the language is a part, and its texts name pages.
"""

import os
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from harness.checkout import folders_of, repository_of
from harness.source import PAGE_ENDINGS

_ENTRY: Final = re.compile(r"^(?P<indent>\s*)(?:[-*+]\s.*?|['\"]?)(?P<page>[^\s:'\"()<>]+)\.mdx?\b")
_SCRIPT: Final = re.compile(r"\.(?:[cm]?[jt]s|json)$")
_TOKEN: Final = re.compile(
    r"//[^\n]*|/\*.*?\*/|(?P<bracket>[\[\]])|(?P<quote>['\"`])(?P<text>[^'\"`\n]*)(?P=quote)", re.DOTALL
)


def before_in_navigation(page: Path, names: Iterable[str]) -> Path | None:
    """The page in front of this one, in the same part of the first file of ``names`` above it that lists this one."""
    place = page.absolute()
    folders = folders_of(place, repository_of(place.parent) or Path(place.anchor))
    for file in (folder / name for folder in folders for name in names):
        if file.is_file() and (found := _before(place, file)) is not None:
            return found if page.is_absolute() else Path(os.path.relpath(found))
    return None


def _before(page: Path, file: Path) -> Path | None:
    called = str(page.with_suffix(""))
    parts = _parts(file, file.stat().st_mtime_ns)
    own = max((one for part in parts for one in part if called.endswith(f"/{one}")), key=len, default="")
    root = called.removesuffix(own)
    for part in parts if own else ():
        above = reversed(part[: part.index(own)]) if own in part else ()
        found = next(filter(None, (_page(root, entry, page.suffix) for entry in above)), None)
        if found is not None:
            return found
    return None


def _page(root: str, entry: str, usual: str) -> Path | None:
    found = (Path(f"{root}{entry}{ending}") for ending in (usual, *PAGE_ENDINGS))
    return next((one for one in found if one.is_file()), None)


@lru_cache(maxsize=32)
def _parts(file: Path, _version: int) -> tuple[tuple[str, ...], ...]:
    """The pages of each part, without their endings: entries on the same level without one of a level above between."""
    text = file.read_text(encoding="utf-8", errors="replace")
    return tuple(_in_script(text) if _SCRIPT.search(file.name) else _in_list(text.split("\n")))


def _in_script(text: str) -> Iterator[tuple[str, ...]]:
    """Each list of a script, cut where another one stands in it; texts that are titles name no page."""
    open_parts: list[list[str]] = []
    for found in _TOKEN.finditer(text):
        if found["bracket"] == "[":
            if open_parts:
                yield tuple(open_parts.pop())
                open_parts.append([])
            open_parts.append([])
        elif found["bracket"] and open_parts:
            yield tuple(open_parts.pop())
        elif found["text"] and open_parts:
            open_parts[-1].append(found["text"].strip("/").removesuffix(".md"))


def _in_list(lines: Iterable[str]) -> Iterator[tuple[str, ...]]:
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
