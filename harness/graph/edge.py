"""What one page expects of others, as edges with a reason: by sentences in sections that prepare, and by series."""

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from harness.graph.outline import Link, Outline, Section, own_part, plain
from harness.graph.page_order import before_in_order
from harness.graph.series import before_by_number, before_by_turning, called, folder_of
from harness.graph.tree import SiteTree
from harness.sites.front_matter_keys import FrontMatterKeys
from harness.sites.preparation import Preparation
from harness.sites.site_profile import SiteProfile
from harness.source import Location

RUN_FROM: Final = 0.5
"""The confidence from which an edge is a prerequisite; below it is shown and nothing else."""

_NAMED_LANGUAGE: Final = re.compile(r"^/[a-z]{2}(?:-[a-z]{2,4})?/(?=docs/)")
_ONLY_SEE: Final = re.compile(r"\W*(?:first,? |please )*see (?:the |our )?\[(?P<title>[^\]]*)\]\W*", re.IGNORECASE)
"""A sentence that is nothing but a link: what its user is to do there its title says."""
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")


class Why(StrEnum):
    """What on the page says so."""

    PREPARES = "a link in a section that prepares"
    INTRODUCTION = "a link in an introductory sentence"
    PREVIOUS = "prev/next in front matter"
    ORDER = "the order of a series"
    TURNING = "a link to the next page of a series"
    NEEDS = "a page needed by front matter"
    PLAN_FILE = "before in the plan file"
    IMPLIED = "the section of the site that the page is in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """``page`` is the file of ``target``, ``None`` where it has none here; ``part`` is the anchor of a single section.

    ``at`` is the place that says so.
    """

    target: str
    page: Path | None
    part: str
    at: Location
    why: Why
    confidence: float

    @property
    def runs(self) -> bool:
        return self.confidence >= RUN_FROM

    def __str__(self) -> str:
        return f"{self.target} ({self.at}: {self.why}, {self.confidence:.1f})"


def edges_of(page: Path, tree: SiteTree) -> tuple[Edge, ...]:
    """The edges of a page, strongest of each target, in the order in which a user meets them."""
    return edges_from(tree.outline(page), tree.profile(page), tree)


def edges_from(outline: Outline, profile: SiteProfile, tree: SiteTree) -> tuple[Edge, ...]:
    """The edges of a page by its outline; those of its section where it says nothing of its own."""
    edges = (*first_there(outline, profile, tree, profile.continued, 0.7), *said_by(outline, profile, tree))
    if any(edge.runs and (edge.page is not None or is_known(edge, profile)) for edge in edges):
        return edges
    return (*edges, *first_there(outline, profile, tree, profile.implied, 0.5))


def is_known(edge: Edge, profile: SiteProfile) -> bool:
    """Whether the profile says what a link means, whether or not its page is here."""
    links = (link for one in profile.prerequisites.values() for link in one.links or ())
    return normal(edge.target) in map(normal, links)


def first_there(
    outline: Outline, profile: SiteProfile, tree: SiteTree, table: Mapping[str, tuple[str, ...]], confidence: float
) -> Iterator[Edge]:
    """The first of a page's links in a table that is here or known."""
    own = tree.link(outline.path)
    links = next((links for pattern, links in table.items() if re.search(pattern, own)), ())
    at = Location(path=outline.path, line=1)
    edges = (
        Edge(target=one, page=tree.file(one, outline.path), part="", at=at, why=Why.IMPLIED, confidence=confidence)
        for one in links
    )
    found = (one for one in edges if is_known(one, profile) or one.page not in {None, outline.path})
    yield from itertools.islice(found, 1)


def said_by(outline: Outline, profile: SiteProfile, tree: SiteTree) -> tuple[Edge, ...]:
    """What a page says itself."""
    words, keys = profile.preparation, profile.front_matter
    found = [
        *needed(outline, keys, tree),
        *previous(outline, profile, tree),
        *linked(outline, words, tree),
        *previous_by_phrase(outline, profile, tree),
        *previous_in_series(outline, words, tree),
    ]
    best: dict[tuple[str, str], Edge] = {}
    for edge in found:
        key = (normal(edge.target) if edge.page is None else str(edge.page), edge.part)
        if key not in best or best[key].confidence < edge.confidence:
            best[key] = edge
    return tuple(best.values())


def needed(outline: Outline, keys: FrontMatterKeys, tree: SiteTree) -> Iterator[Edge]:
    """The pages that the front matter says come first."""
    for link in keys.links_before(outline.front_matter):
        at = place_of_key(outline, keys.needs)
        page, part = tree.file(link, outline.path), link.partition("#")[2]
        yield Edge(target=link, page=page, part=part, at=at, why=Why.NEEDS, confidence=0.9)


def linked(outline: Outline, words: Preparation, tree: SiteTree) -> Iterator[Edge]:
    """By what links say that are in a page's preparation."""
    for link in outline.links:
        names = (link.label, *(name for one in link.section.line_up() for name in names_of(one)))
        preparing = any(words.find("sections", name) for name in names)
        introducing = link.section.level < 2 and words.find("introduction", link.sentence)
        path, _, part = link.target.partition("#")
        if not (preparing or introducing) or "://" in path or "{{" in path or not path:
            continue
        link_path = without_language(path, outline.language)
        target = tree.file(link_path, outline.path)
        if target is not None and target == outline.path:
            continue
        if target is not None and not link_path.startswith("/"):
            link_path = tree.link(target)  # however the page names it from where it is
        yield Edge(
            target=f"{link_path}#{part}" if part else link_path,
            page=target,
            part=part,
            at=link.at,
            why=Why.PREPARES if preparing else Why.INTRODUCTION,
            confidence=confidence(link, words),
        )


def names_of(section: Section) -> tuple[str, ...]:
    """A translated title stands behind the anchor of the base language, which says more: words have two meanings."""
    return (
        (section.anchor,)
        if section.anchor.isascii() and not section.title.isascii()
        else (section.title, section.anchor)
    )


def confidence(link: Link, words: Preparation) -> float:
    """How sure it is that the user is to do what the linked page says, and not only to know it."""
    sentence = plain(link.sentence)
    only = _ONLY_SEE.fullmatch(sentence)
    if only is not None and words.find("doing", only["title"]):
        return 0.9
    named = bool(link.label) and words.find("sections", link.label) is not None
    if (link.asides and not named) or words.find("knowledge", link.target) or words.find("conditional", sentence):
        return 0.2
    needs = 0.9 if words.find("needing", sentence) else 0.0
    for text in () if needs else (own_part(link), sentence):
        doing, reading = words.find("doing", text), words.find("reading", text)
        if words.find("pointing", text):
            return 0.2
        verb_comes_late = _CHINESE.search(text) is not None  # "by what is written in X install Y"
        if doing and (reading is None or verb_comes_late or doing.start() <= reading.start()):
            return 0.9
        if reading:
            return 0.2
    return needs or 0.6


def previous(outline: Outline, profile: SiteProfile, tree: SiteTree) -> Iterator[Edge]:
    """The page before this one in a series: a course, or one of its pages says ``prev`` or ``next`` within it."""
    siblings, keys = tree.siblings(outline.path), profile.front_matter
    if outline.path not in siblings:
        return
    links = {one: neighbours_of(one, keys, tree, siblings) for one in siblings}
    if not any(links.values()) and not profile.preparation.find("courses", folder_of(siblings)):
        return
    said = links[outline.path].get("previous") or next(
        (one for one in siblings if links[one].get("next") == outline.path), None
    )
    if said is not None and said != outline.path:
        at = place_of_key(outline, (*keys.previous, *keys.next))
        yield Edge(target=tree.link(said), page=said, part="", at=at, why=Why.PREVIOUS, confidence=0.8)
        return
    before = before_in_order(outline.path, profile, siblings, tree)
    if before is not None:
        at = Location(path=outline.path, line=1)
        yield Edge(target=tree.link(before), page=before, part="", at=at, why=Why.ORDER, confidence=0.6)


def previous_by_phrase(outline: Outline, profile: SiteProfile, tree: SiteTree) -> Iterator[Edge]:
    """A page that speaks of the one before it, or is called a cleanup, goes on where that one ended."""
    words = profile.preparation
    said = next((at for sentence, at in outline.introduction if words.find("series", plain(sentence))), None)
    if said is None and any(words.find("cleaning", one) for one in called(outline)[:2]):
        said = Location(path=outline.path, line=1)
    before = before_in_order(outline.path, profile, tree.siblings(outline.path), tree) if said is not None else None
    if said is not None and before is not None:
        yield Edge(target=tree.link(before), page=before, part="", at=said, why=Why.ORDER, confidence=0.7)


def previous_in_series(outline: Outline, words: Preparation, tree: SiteTree) -> Iterator[Edge]:
    """The page before this one, where pages are numbered and linked, or say which is the next one."""
    for found, why in (
        (before_by_number(outline, words, tree), Why.ORDER),
        (before_by_turning(outline, words, tree), Why.TURNING),
    ):
        if found is not None:
            page, at = found
            yield Edge(target=tree.link(page), page=page, part="", at=at, why=why, confidence=0.7)


def neighbours_of(
    page: Path, keys: FrontMatterKeys, tree: SiteTree, siblings: tuple[Path, ...]
) -> dict[str, Path | None]:
    """``previous`` and ``next`` of a page as far as they stay in its section; ``None`` is a page that is not there."""
    front_matter = tree.front_matter(page)
    said = {name: str(link) for name in ("previous", "next") if (link := keys.of(name, front_matter))}
    if not said:
        return {}
    named = {tree.link(one).strip("/").rpartition("/")[2]: one for one in siblings}
    files = {key: tree.file(link, page) or named.get(link) for key, link in said.items()}
    section = tree.link(siblings[0]) if siblings[0].name.startswith("_index") else ""
    inside = {key for key, link in said.items() if section and link.startswith(section)}
    return {key: file for key, file in files.items() if file in siblings or (file is None and key in inside)}


def place_of_key(outline: Outline, keys: tuple[str, ...]) -> Location:
    """The line of the first of these keys that the page has, else its first one."""
    lines = outline.path.read_text(encoding="utf-8", errors="replace").split("\n", 60)[:60]
    names = "|".join(re.escape(key.rpartition(".")[2]) for key in keys)
    found = (number for number, line in enumerate(lines, start=1) if re.match(rf"\s*(?:{names})\s*[:=]", line))
    return Location(path=outline.path, line=next(found, 1))


def without_language(path: str, language: str) -> str:
    """A link as it is in the base language; one that names a language does so wherever its page is."""
    rest = path.removeprefix(f"/{language}/")
    return _NAMED_LANGUAGE.sub("/", path) if rest == path else f"/{rest}"


def normal(link: str) -> str:
    """One spelling of a link, with or without a slash at the end of its path; that of the first page of all is one."""
    path, mark, part = link.partition("#")
    return f"{path.rstrip('/') or path[:1]}{mark}{part}"
