"""Pairs of tags between which nothing is Markdown: blocks, and tabs that hold code."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from harness.parse.markdown.offsets import Lines
from harness.parse.markdown.parts import RawBlock, ShortcodePart
from harness.parse.shortcodes.tag import Role, Tag
from harness.sites.shortcode import ShortcodeRole
from harness.sites.site_profile import SiteProfile

RAW: Final = frozenset({ShortcodeRole.BLOCK, ShortcodeRole.RAW})
"""The text between the tags of such shortcodes is kept as it is."""
AROUND: Final = "<>"
"""The name of tags that were taken for those of a block: between them is Markdown, or they stand alone."""
_FENCE: Final = re.compile(r"^[ \t]*(?:```|~~~)", re.MULTILINE)


def pair(tags: Sequence[Tag], lines: Lines, site: SiteProfile) -> list[ShortcodePart]:
    """Join the tags of such pairs; whatever is between them is their text."""
    last_closing = {tag.name: index for index, tag in enumerate(tags) if tag.role is Role.CLOSE}
    paired: list[ShortcodePart] = []
    around: Tag | None = None  # the tabs that were opened last
    index = 0
    tags = _without_guesses(tags, lines, site)
    while index < len(tags):
        tag = tags[index]
        role = site.role(tag.name)
        if role is ShortcodeRole.TABS:
            around = tag if tag.role is Role.OPEN else None
        closing, syntax = None, ""
        if tag.role is Role.OPEN and last_closing.get(tag.name, -1) > index:
            if role in RAW:
                known = site.shortcodes[tag.name]
                closing, syntax = _closing(tags, index, lines), tag.argument(known.syntax) or known.usual_syntax
            elif role is ShortcodeRole.TAB and (syntax := tab_syntax(tag, around, site)):
                closing = _end_of_code(tags, index, lines)
        paired.append(tag if closing is None else RawBlock(tag, tags[closing], syntax))
        index = (index if closing is None else closing) + 1
    return paired


def _without_guesses(tags: Sequence[Tag], lines: Lines, site: SiteProfile) -> Sequence[Tag]:
    """Tags whose names are those of blocks on most sites, and that are none here, get another name."""
    guessed = [index for index, tag in enumerate(tags) if _is_guessed(tag, site)]
    if not guessed:
        return tags
    found = list(tags)
    for index in guessed:
        closing = _closing(tags, index, lines) if tags[index].role is Role.OPEN else None
        if closing is not None and _is_block(tags[index], tags[closing], lines):
            continue
        for other in (index, closing):
            if other is not None:
                found[other] = replace(tags[other], name=AROUND)
    return found


def _is_guessed(tag: Tag, site: SiteProfile) -> bool:
    known = site.shortcodes.get(tag.name)
    return known is not None and known.guessed and known.role is ShortcodeRole.BLOCK and tag.role is not Role.CLOSE


def _is_block(opening: Tag, closing: Tag, lines: Lines) -> bool:
    inside = lines.indent(opening.start) is not None and not _FENCE.search(lines.text, opening.end, closing.start)
    return inside and bool(lines.text[opening.end : closing.start].strip())


def tab_syntax(tab: Tag, tabs: Tag | None, site: SiteProfile) -> str:
    """The syntax of the code that a tab holds by its own argument or that of its tabs; empty for Markdown."""
    known = [(tag, site.shortcodes[tag.name]) for tag in (tab, tabs) if tag is not None]
    if any(tag.named.get(switch) == "true" for tag, shortcode in known for switch in shortcode.text_if):
        return ""
    named = (syntax for tag, shortcode in known if (syntax := tag.argument(shortcode.syntax)))
    return next(named, known[0][1].usual_syntax)


def _end_of_code(tags: Sequence[Tag], opening: int, lines: Lines) -> int | None:
    """The tag that closes a tab with code; ``None`` for a tab with fences, which is Markdown whatever it says."""
    closing = _closing(tags, opening, lines)
    if closing is None or _FENCE.search(lines.text, tags[opening].end, tags[closing].start):
        return None
    return closing


def _closing(tags: Sequence[Tag], opening: int, lines: Lines) -> int | None:
    """The tag that closes a raw block; ``None`` where another such block starts on a line of its own before that."""
    name = tags[opening].name
    for index in range(opening + 1, len(tags)):
        tag = tags[index]
        if tag.name == name and tag.role is Role.CLOSE:
            return index
        if tag.name == name and tag.role is Role.OPEN and lines.alone(tag.start, tag.end):
            return None
    return None
