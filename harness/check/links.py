"""Links to other pages, to anchors and to images that are not there."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote

from harness.check.commands.namespace_name import is_slip
from harness.check.partial import is_partial
from harness.check.rule import Rule, Subject
from harness.check.site_links import (
    CODE,
    IMAGE,
    INDEX,
    SiteLinks,
    content_root,
    in_lines,
    is_slip_of_name,
    language_root,
    plain,
    site_links,
    targets,
    text_of,
    with_files,
    without_language,
)
from harness.diagnostic import Diagnostic
from harness.fix import swap
from harness.graph.outline import anchor_of_title
from harness.parse.neighbours import translations
from harness.parse.page import Page
from harness.source import Location

LINK: Final = Rule.named("broken-link")
RULES: Final = (LINK,)

# A title in quotes may be behind the target.
_UNCLOSED: Final = re.compile(r"(?<=\]\()((?:/|\.\.?/|https?://)[^\s()<>{}]*)(?=[ \t]+[^\s\"'()]|\n(?!\s*[\"'()]))")
_HEADING: Final = re.compile(r"^#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*(?:\{#([^\s}]+)[^}\n]*\})?[ \t]*$", re.MULTILINE)
_ID: Final = re.compile(
    r"\b(?:id|name)=(?:\"([^\"\n]+)\"|'([^'\n]+)'|([^\s\"'>]+))"
    r"|\{(?::?[ \t]*|/\*[ \t]*)#([\w-]+)|^\(([\w. -]+)\)=[ \t]*$",
    re.MULTILINE,
)
"""An id in HTML, in an attribute list, in a comment of MDX, as a target of MyST."""
_SIGN_OF_ID: Final = re.compile(r"=|\{(?::?[ \t]*|/\*[ \t]*)#")
_INCLUDES: Final = re.compile(r"\{\{[<%][ \t]*(?:boilerplate|include|readfile|glossary)|--8<--")
_UNREAD_HEADING: Final = re.compile(r"^#{1,6}[ \t].*(?:\{\{|\{%)", re.MULTILINE)
_SHOWN: Final = re.compile(r"`([^`\n]+)`|\\([<>\[\]])")
_SIGNS: Final = re.compile(r"[<>\[\]]")
_PUNCTUATION: Final = re.compile(r"[^\w\s-]+")
_LINKED: Final = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])|<[^>]+>")
_OF_BROWSERS: Final = re.compile(r"top|:~:.*|fn(?:ref)?:?\d+", re.IGNORECASE)
_NUMBER: Final = re.compile(r"-\d+$")
_UNKNOWN: Final = "<{$@"


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """``meant`` are the targets that are there and one slip off, best first; ``sure`` where they are at hand."""

    meant: tuple[str, ...] = ()
    sure: bool = True


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    yield from unclosed(page)
    text, start = page.text, Location(path=page.path, line=1)
    code: list[range] | None = None  # few pages have a broken link at all
    for found in targets(text):
        target = found[1] or found[2] or found[3]
        broken = None if any(sign in target for sign in _UNKNOWN) else broken_by(target, page)
        if broken is None:
            continue
        code = [range(*block.span()) for block in CODE.finditer(text)] if code is None else code
        if not any(found.start() in block for block in code):
            yield finding(start.within(text, found.start(found.lastindex or 0)), target, broken)


def unclosed(page: Page) -> Iterator[Diagnostic]:
    """Links whose parenthesis never closes: the reader sees all of their text."""
    found = list(_UNCLOSED.finditer(page.text))
    code = [range(*block.span()) for block in CODE.finditer(page.text)] if found else []
    for link in found:
        if not any(link.start() in block for block in code):
            at = Location(path=page.path, line=1).within(page.text, link.start(1))
            target = link[1].rstrip(".,;:")
            message, expected = f"the link '{target}' is not closed", f"({target})"
            yield LINK.mended(at, message, target, f"{target})", expected=expected, remedy=f"write '{expected}'")


def finding(at: Location, target: str, broken: Broken) -> Diagnostic:
    near = broken.meant[0] if broken.meant else ""
    return LINK.found(
        at,
        f"the link '{target}' leads nowhere",
        expected=f"something that is there, such as '{near}'" if near else "a page, anchor or image that is there",
        remedy=f"did you mean '{near}'?" if near else "correct the link, or add what it leads to",
        fix=swap(at, target, near, safe=broken.sure and len(broken.meant) == 1) if near else None,
    )


def broken_by(target: str, page: Page) -> Broken | None:
    """``None`` where a link leads somewhere, or where nobody here can know."""
    path, _, anchor = target.partition("#")
    if not path:
        known = is_partial(page) or has_anchor(page.text, plain_anchor(anchor))
        return None if known else broken_anchor(anchor, own_anchors(page), page.text)
    if IMAGE.search(path):
        return broken_image(path, page)
    file = place(path, page)
    if file is not None and (there := page_file(file)) is not None:
        return broken_anchor_of(there, path, anchor)
    if file is None or os.path.exists(file):  # noqa: PTH110 - every link asks
        return None
    return broken_page(path, target, page) if path.startswith("/") else broken_beside(path, file, target, page)


def broken_page(path: str, target: str, page: Page) -> Broken | None:
    file, wanted = page.path.absolute(), without_language(plain(path))
    root = language_root(file, page.language)
    if root is None or site_links(root).knows(wanted, page.path):
        return None
    site = with_files(root, translations(file))  # which are read only where the site's own pages do not tell
    if site.knows(wanted, page.path):
        return None
    near = site.near(wanted, page.path)
    if not near and not site.is_missing(wanted):
        return None
    return Broken(meant=tuple(target.replace(wanted, each, 1) for each in near))


def broken_beside(path: str, file: Path, target: str, page: Page) -> Broken | None:
    """A file beside the page: only what is near is known to be meant."""
    names = [each if file.suffix else each.removesuffix(".md") for each in names_in(file.parent)]
    near = [each for each in dict.fromkeys(names) if is_slip_of_name(file.name, each)]
    rest = target.removeprefix(path)
    if not near and (other := one_folder_up(path, page.path.absolute().parent)):
        return Broken(meant=(f"{other}{rest}",))
    if not near and (site := links_around(page)) is not None and (other := site.folder_up(path, page.path.absolute())):
        return Broken(meant=(f"{other}{rest}",), sure=False)
    return Broken(meant=tuple(f"{each.join(path.rsplit(file.name, 1))}{rest}" for each in near)) if near else None


def one_folder_up(path: str, *folders: Path) -> str:
    """The same path one folder further up, where it is there; one less is right where a page becomes a folder.

    Every folder may have an index, so that one further up is another page.
    """
    other = f"../{path.removeprefix('./')}"
    is_index = PurePosixPath(path).stem in INDEX and not PurePosixPath(path).parent.name.strip(".")
    return other if not is_index and any(os.path.exists(folder / other) for folder in folders) else ""  # noqa: PTH110 - every link asks


def broken_image(path: str, page: Page) -> Broken | None:
    if path.startswith("/"):
        return None
    own = page.path.absolute()
    file = own.parent / path
    if any(os.path.exists(each) for each in (file, own.with_suffix("") / path)):  # noqa: PTH110 - every link asks
        return None
    name = PurePosixPath(path).name
    near = [each for each in names_in(file.parent) if is_slip_of_name(name, each)]
    site = links_around(page)
    if not near and site is not None and not site.others_link(plain(path), page.path):
        near = [*site.near_images(name, page.path)]
    if not near and (other := one_folder_up(path, own.parent, own.with_suffix(""))):
        return Broken(meant=(other,))
    known = site is not None and site.has_images and name not in site.images
    return Broken(meant=tuple(path.replace(name, each) for each in near)) if near or known else None


def broken_anchor_of(file: Path, path: str, anchor: str) -> Broken | None:
    """The anchor of another page, which may include more headings than its file has."""
    if not anchor:
        return None
    text = text_of(file, file.stat().st_mtime_ns)
    found = broken_anchor(anchor, anchors_of(text), text)
    if found is None or (not found.meant and _INCLUDES.search(text)):
        return None
    return Broken(meant=tuple(f"{path}{each}" for each in found.meant))


def broken_anchor(anchor: str, anchors: Iterable[str], text: str) -> Broken | None:
    anchor = plain_anchor(anchor)
    known = {squeezed(each): each for each in anchors}
    if not anchor or squeezed(anchor) in known or anchor in ids_of(text):
        return None
    near = tuple(f"#{each}" for each in sorted(known.values()) if is_slip(anchor, each))
    return None if not near and may_be_made(anchor, text) else Broken(meant=near)


def plain_anchor(anchor: str) -> str:
    """Without the percent signs of URLs, and without what GitHub puts before the ids of a page's writer."""
    return unquote(anchor).removeprefix("user-content-")


def has_anchor(text: str, anchor: str) -> bool:
    """Whether a text itself has it; a reference has thousands of links to its own headings."""
    return squeezed(anchor) in squeezed_anchors(text) or anchor in ids_of(text)


@lru_cache(maxsize=16)
def squeezed_anchors(text: str) -> frozenset[str]:
    return frozenset(map(squeezed, anchors_of(text)))


def may_be_made(anchor: str, text: str) -> bool:
    """Whether a browser knows it, or a generator makes it of what is not read here: tabs, values in headings."""
    tabs = {squeezed(slug(each)) for each in ids_of(text)}
    return (
        _OF_BROWSERS.fullmatch(anchor) is not None
        or _UNREAD_HEADING.search(text) is not None
        or squeezed(_NUMBER.sub("", anchor)) in tabs
    )


def own_anchors(page: Page) -> Sequence[str]:
    return (*numbered(heading.anchor or slug(heading.text) for heading in page.headings), *anchors_of(page.text))


@lru_cache(maxsize=64)
def anchors_of(text: str) -> Sequence[str]:
    headings = [(found[1], found[2]) for found in _HEADING.finditer(text)]
    dashed = (slug(_PUNCTUATION.sub("-", title)) for title, own in headings if not own and _PUNCTUATION.search(title))
    return (*numbered(own or slug(title) for title, own in headings), *dashed)


def numbered(anchors: Iterable[str]) -> Sequence[str]:
    """The second heading of a text has the anchor of the first with ``-1`` behind it."""
    seen: Counter[str] = Counter()
    every = []
    for each in anchors:
        every.append(f"{each}-{seen[each]}" if seen[each] else each)
        seen[each] += 1
    return every


def slug(heading: str) -> str:
    """The anchor of a heading: of what a reader sees of it; brackets in code are shown."""
    return anchor_of_title(_LINKED.sub(r"\1", _SHOWN.sub(lambda found: _SIGNS.sub("", found[1] or ""), heading)))


def squeezed(anchor: str) -> str:
    """An anchor as any generator of sites would have it: they differ in dashes."""
    return re.sub(r"[-_]+", "-", anchor.casefold()).strip("-")


@lru_cache(maxsize=64)
def ids_of(text: str) -> frozenset[str]:
    return frozenset(next(filter(None, found.groups())) for found in in_lines(_ID, text, _SIGN_OF_ID))


def place(path: str, page: Page) -> Path | None:
    """Where the page or file of a link would be: below the content's root, or beside the page; else nowhere known."""
    if not path.startswith("/"):
        return page.path.absolute().parent / path if path.endswith(".md") else None
    folder = _linked_from(page.path.absolute().parent, page.language)
    return None if folder is None else folder / path.strip("/").removeprefix(f"{page.language}/")


@lru_cache(maxsize=256)
def _linked_from(folder: Path, language: str) -> Path | None:
    """The folder that links beginning with ``/`` are seen from."""
    root = content_root(folder)
    return root if root is None or not (root / language).is_dir() else root / language


def page_file(file: Path) -> Path | None:
    """The text of the page that a path means."""
    names = (
        *(file, file.with_name(f"_{file.name}")),  # `index.md` may be the text of a section, `_index.md`
        *(file / f"{stem}.md" for stem in ("index", "_index")),
        file.with_name(f"{file.name}.md"),
    )
    return next((each for each in names if each.suffix == ".md" and os.path.isfile(each)), None)  # noqa: PTH113 - every link asks


def links_around(page: Page) -> SiteLinks | None:
    file = page.path.absolute()
    root = language_root(file, page.language)
    return None if root is None else with_files(root, translations(file))


@lru_cache(maxsize=256)
def names_in(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(each.name for each in folder.iterdir())) if folder.is_dir() else ()
