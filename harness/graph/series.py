"""Series that say no more than a number of each page and links between them: ``02-bake.md``, "Next: Bake"."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from harness.graph.outline import Outline, own_part
from harness.graph.tree import SiteTree
from harness.sites.preparation import Preparation
from harness.source import Location

_PARTS: Final = r"(?:part|step|lesson|lab|chapter|module|tutorial|exercise|unit|task|session)"
_IN_NAME: Final = re.compile(
    rf"^(?:{_PARTS}[ _-]?)?0*(\d{{1,2}})(?=[ ._-]|$)|[_-]{_PARTS}[_-]?0*(\d{{1,2}})$", re.IGNORECASE
)
_IN_TITLE: Final = re.compile(
    rf"(?:^|[:\u2013\u2014(-] *)\W*{_PARTS} (\d{{1,2}})\b|^\W*(\d{{1,2}})[.:)] ", re.IGNORECASE
)


def number_of(outline: Outline) -> int | None:
    """The number that a page has in its series, by its name or its title; ``None`` without one."""
    name, *titles = called(outline)
    found = _IN_NAME.search(name) or next(filter(None, map(_IN_TITLE.search, titles)), None)
    return None if found is None else int(next(filter(None, found.groups())))


def called(outline: Outline) -> tuple[str, ...]:
    """What a page is called: the name of its file or folder, then its titles."""
    path = outline.path
    name = path.parent.name if path.stem.partition(".")[0] in {"index", "_index"} else path.stem
    return (name, str(outline.front_matter.get("title", "")), *(one.title for one in outline.sections[:2]))


def before_by_number(outline: Outline, words: Preparation, tree: SiteTree) -> tuple[Path, Location] | None:
    """The page with the number before, and the place of the link where one of the two links to the other.

    In a folder of lessons that takes no link.
    """
    number = number_of(outline)
    siblings = tree.siblings(outline.path) if number is not None and number > 1 else ()
    for one in siblings:
        if one == outline.path or number_of(before := tree.outline(one)) != (number or 0) - 1:
            continue
        links = (
            *places(outline, one, tree),
            *(Location(path=outline.path, line=1) for _ in places(before, outline.path, tree)),
        )
        if links or words.find("lessons", folder_of(siblings)):
            return one, next(iter(links), Location(path=outline.path, line=1))
    return None


def folder_of(siblings: Sequence[Path]) -> str:
    """The name of the folder that all of them are in."""
    return os.path.basename(os.path.commonpath([one.parent for one in siblings]))  # noqa: PTH119 - quick


def before_by_turning(outline: Outline, words: Preparation, tree: SiteTree) -> tuple[Path, Location] | None:
    """The page that this one calls the one before, or a page beside it whose next one this is, and the place."""
    for link in outline.links:
        before = tree.file(link.target, outline.path) if words.find("previous", own_part(link)) else None
        if before is not None and before != outline.path:
            return before, link.at
    siblings = tree.siblings(outline.path)
    if siblings not in tree.turned:
        tree.turned[siblings] = dict(turnings(siblings, words, tree))
    return tree.turned[siblings].get(outline.path)


def turnings(
    siblings: tuple[Path, ...], words: Preparation, tree: SiteTree
) -> Iterator[tuple[Path, tuple[Path, Location]]]:
    """The next page of each, with that page and the place of the link; the first that calls it so comes last."""
    for one in reversed(siblings):
        for link in tree.outline(one).links:
            if words.find("next", own_part(link)) and (target := tree.file(link.target, one)) not in {None, one}:
                yield target, (one, link.at)


def places(outline: Outline, target: Path, tree: SiteTree) -> Iterator[Location]:
    """Where a page links to another one."""
    return (link.at for link in outline.links if tree.file(link.target, outline.path) == target)
