"""A text's headings, each with the section that it starts."""

import re
from typing import Final

from harness.parse.blocks.ids import EnglishIds, anchor_of, section_of_line, section_of_text
from harness.parse.markdown.parts import HeadingLine
from harness.parse.page import Heading
from harness.parse.page_scan import Scan

_TITLE: Final = re.compile(r"\{\{[<%]\s*heading\s+\"([^\"{}]+)\"")
"""A shortcode that stands for a title in the page's language, by its name."""


def headings(scan: Scan, *, translated: bool, english: EnglishIds | None) -> tuple[Heading, ...]:
    """The headings in order. ``english`` is the English text's where this one is a translation of it."""
    parts = [part for part in scan.parts if isinstance(part, HeadingLine)]
    aligned = english is not None and english.levels == tuple(part.level for part in parts)
    result: list[Heading] = []
    for position, part in enumerate(parts):
        text, anchor = anchor_of(part.text)
        section = _own_section(scan, part, text, anchor)
        if translated and part.column == 0 and part.level > 1:
            section = _from_anchor(anchor, section)
            if english is not None:
                section = english.section(anchor, position if aligned else None, section)
        result.append(
            Heading(
                at=scan.lines.at(scan.lines.number(part.start), part.column + 1),
                level=part.level,
                text=text.strip(),
                anchor=anchor,
                section=section or "",
                starts_section=section is not None,
            )
        )
    return tuple(result)


def _own_section(scan: Scan, part: HeadingLine, text: str, anchor: str | None) -> str | None:
    line = scan.lines.text[part.start : scan.lines.end(part.start)]
    if part.column == 0 and part.level > 1 and not line.startswith("#"):
        return section_of_text(text)  # underlined
    section = section_of_line(line)
    if section == "" and scan.site.fences.linked_outputs and (titled := _TITLE.search(line)) is not None:
        return section_of_text(titled[1])  # the site's own generator knows no ids
    if section is None or text.isascii() or not any(char.isalpha() for char in text if not char.isascii()):
        return section
    # a language that no path tells: without its letters the text says little, an anchor says all
    return _from_anchor(anchor, section)


def _from_anchor(anchor: str | None, section: str | None) -> str | None:
    return section if anchor is None else section_of_text(anchor.replace("-", "_"))
