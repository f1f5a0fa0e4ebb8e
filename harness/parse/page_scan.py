"""A text cut into its parts: front matter, headings, fences, comments, blocks and tags, in order.

Shortcodes come first, as in Hugo: a block of raw text is opaque to Markdown. Markdown then says which of them stand in
fences and comments, where they are only shown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeVar, assert_never

from harness.diagnostic import Diagnostic
from harness.parse.blocks.bare_session import is_session
from harness.parse.codes import (
    MALFORMED_SHORTCODE,
    SHORTCODE_IN_FENCE,
    UNCLOSED_COMMENT,
    UNCLOSED_FENCE,
    UNTERMINATED_TAG,
)
from harness.parse.markdown.block_structure import IndentedCode, structure
from harness.parse.markdown.containers import Contained, contained, merged
from harness.parse.markdown.front_matter import front_matter_end
from harness.parse.markdown.masked_text import Hole, Outline
from harness.parse.markdown.offsets import Lines
from harness.parse.markdown.parts import Comment, Fence, HeadingLine, MarkdownPart, Part, RawBlock, ShortcodePart
from harness.parse.page import Node
from harness.parse.shortcodes.tag import Role, Tag, read_tags
from harness.parse.shortcodes.tag_pairs import RAW, pair
from harness.sites.container_roles import Containers
from harness.sites.shortcode import ShortcodeRole
from harness.sites.site_profile import SiteProfile
from harness.source import Location

AnyPart = TypeVar("AnyPart", bound=Part)

PAIRS: Final = frozenset({ShortcodeRole.TABS, ShortcodeRole.TAB, ShortcodeRole.WRAPPER})
"""Between the tags of such shortcodes is Markdown."""
_NAMED_IN_FENCES: Final = frozenset({ShortcodeRole.BLOCK, ShortcodeRole.INCLUDE_PAGE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """``parts`` in order, from offset ``start`` on; what lies between them is prose."""

    lines: Lines
    site: SiteProfile
    start: int
    parts: tuple[Part, ...]
    shown_only: tuple[ShortcodePart, ...]  # shortcodes that fences hold

    def moved(self, path: Path, included_from: Location) -> "Scan":
        """The same text as that of another file, included at a place."""
        return replace(self, lines=self.lines.moved(path, included_from))

    def diagnostics(self) -> Iterator[Diagnostic]:
        return _oddities(self.lines, self.site, self.parts, self.shown_only)

    def nodes(self) -> tuple[Node, ...]:
        """All of the text, as it is."""
        return self.lines.nodes(list(_cuts(self.site, self.start, self.parts)))


def scan(lines: Lines, site: SiteProfile) -> Scan:
    start = front_matter_end(lines.text)
    inside = contained(lines, start, site)
    tags = [*read_tags(lines.text, start), *inside.tags]
    if inside.tags:
        tags.sort(key=lambda tag: tag.start)
    shortcodes = pair(tags, lines, site)
    marked = _markdown(lines, start, shortcodes, inside, site)
    shown_only, shortcodes = _split(shortcodes, [part for part in marked if isinstance(part, Fence)])
    if shown_only:
        # what a fence holds is text; without these holes Markdown sees the whole of it
        marked = _markdown(lines, start, shortcodes, inside, site)
    _, marked = _split(marked, shortcodes)  # a comment's mark in a tag is an argument
    _, shortcodes = _split(shortcodes, marked)
    parts: list[Part] = sorted([*marked, *shortcodes], key=lambda part: (part.start, part.end > part.start))
    return Scan(
        lines=lines,
        site=site,
        start=start,
        parts=tuple(parts),
        shown_only=tuple(shown_only),
    )


@lru_cache(maxsize=256)
def _scan_text(text: str, site: SiteProfile) -> Scan:
    return scan(Lines(text, Path()), site)


def scan_included(text: str, path: Path, included_from: Location, site: SiteProfile) -> Scan:
    """A text that many pages include is scanned once."""
    return _scan_text(text, site).moved(path, included_from)


def _markdown(
    lines: Lines, start: int, shortcodes: Sequence[ShortcodePart], inside: Contained, site: SiteProfile
) -> list[MarkdownPart]:
    holes = _holes(lines, shortcodes)
    outline = Outline(lines.text, start, merged(list(holes), inside.holes) if inside.holes else holes)
    return structure(outline, _indented_code(site) if site.fences.bare_sessions else None)


def _indented_code(site: SiteProfile) -> IndentedCode:
    """MkDocs, whose tabs are its only containers, reads fences at indents at which other sites have code."""
    return IndentedCode(
        is_typed=lambda lines: is_session(lines, site.fences), fences=site.containers == {Containers.INDENTED}
    )


def _holes(lines: Lines, shortcodes: Sequence[ShortcodePart]) -> Iterator[Hole]:
    for part in shortcodes:
        if isinstance(part, Tag) and part.role is Role.ESCAPE:
            continue
        if lines.alone(part.start, part.end):
            yield Hole(part.start, part.end)
        elif isinstance(part, RawBlock) or "\n" in lines.text[part.start : part.end]:
            yield Hole(part.start, part.end, "\ufffc")


def _split(parts: Sequence[AnyPart], outer: Sequence[Part]) -> tuple[list[AnyPart], list[AnyPart]]:
    """The parts that start inside one of the outer parts, and the others; all come in order."""
    inside: list[AnyPart] = []
    outside: list[AnyPart] = []
    index = 0
    for part in parts:
        while index < len(outer) and outer[index].end <= part.start:
            index += 1
        starts = part.start + (part.end > part.start)  # an empty part stands before what starts there
        within = index < len(outer) and outer[index].start < starts
        (inside if within else outside).append(part)
    return inside, outside


def _cuts(site: SiteProfile, start: int, parts: Sequence[Part]) -> Iterator[tuple[int, str]]:
    yield 0, "front-matter"
    yield start, "prose"
    for part in parts:
        match part:
            case HeadingLine():
                yield part.start, "heading"
            case Comment():
                yield part.start, "comment"
            case Fence():
                yield part.start, "fence-open"
                yield part.body_start, "body"
                yield part.body_end, "fence-close"
            case RawBlock():
                yield part.start, "shortcode-open"
                yield part.opening.end, "body"
                yield part.closing.start, "shortcode-close"
            case Tag():
                yield part.start, _kind(part, site)
            case _:
                assert_never(part)
        yield part.end, "prose"


def _kind(tag: Tag, site: SiteProfile) -> str:
    if tag.role is Role.CLOSE:
        return "shortcode-close"
    if tag.role is Role.ESCAPE:
        return "shortcode-escape"
    return "shortcode-open" if tag.role is Role.OPEN and site.role(tag.name) in PAIRS | RAW else "shortcode"


def _oddities(
    lines: Lines, site: SiteProfile, parts: Sequence[Part], shown_only: Sequence[ShortcodePart]
) -> Iterator[Diagnostic]:
    for part in parts:
        if isinstance(part, Tag) and not part.terminated:
            yield UNTERMINATED_TAG.found(
                lines.location(part.start),
                f"the shortcode tag {part.name!r} does not end",
                expected="'>}}' (or '%}}' for '{{%')",
                remedy="end the tag, or write {{</* ... */>}} to show it as text",
            )
        elif isinstance(part, Tag) and part.role is Role.NAMELESS:
            yield MALFORMED_SHORTCODE.found(
                lines.location(part.start),
                "a shortcode tag has no name",
                remedy="name the shortcode, or write {{</* ... */>}} to show the tag as text",
            )
        elif isinstance(part, Fence) and not part.closed:
            yield UNCLOSED_FENCE.found(
                lines.location(part.start),
                f"the fence opened on line {lines.number(part.start) + 1} is never closed",
                expected="a line with the same fence before the page, or the list's item, ends",
                remedy="add the closing fence, indented like the opening one",
            )
        elif isinstance(part, Comment) and not part.closed:
            yield UNCLOSED_COMMENT.found(
                lines.location(part.start),
                f"the comment opened on line {lines.number(part.start) + 1} is never closed: all below it is not shown",
                expected="-->",
                remedy="close the comment",
            )
    for part in shown_only:
        name = part.opening.name if isinstance(part, RawBlock) else part.name
        if _is_not_read(name, site) and not (isinstance(part, Tag) and part.role is Role.CLOSE):
            yield SHORTCODE_IN_FENCE.found(
                lines.location(part.start),
                f"the shortcode {name!r} is inside a fence, so it is shown and not read",
                remedy="write {{</* ... */>}} to show it, or take the fence away",
            )


def _is_not_read(name: str, site: SiteProfile) -> bool:
    """Whether a shortcode means something outside of fences only; a file's text can be in a fence."""
    return site.role(name) in _NAMED_IN_FENCES and not site.shortcodes[name].folders
