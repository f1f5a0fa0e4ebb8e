"""Ids of a page's snippets: the same ones that the site's own generator gives, in every language.

A snippet's id is what its author says (``snip_id=...``), or ``<section>_<n>``: the section is the last heading's text
with everything but letters, digits and underscores taken out, ``n`` counts all blocks of the section, shown or run.

The site's generator looks at single lines. Blocks that it does not see (``{{< text plain>}}`` without its blank,
fences) must not shift the numbers of those it sees; they are numbered apart. On a page that has only such blocks, those
of no section are called after the page.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from harness.parse.page import Heading, Page

_SECTION: Final = re.compile(r"##+ ([^{\n]*)(\{.*\})?$")
_NOT_IN_IDS: Final = re.compile(r"[^0-9a-zA-Z_]")
_OF_FOLDER: Final = frozenset({"index", "_index", "README"})
_LINK: Final = re.compile(r"\]\([^()\[\]\n]*\)")
_TAG: Final = re.compile(r"\{\{[<%][^{}]*\}\}")
_COUNTED: Final = re.compile(r"^(\s*)\{\{< text (syntax=)?\"?(\w+)\"? .*>\}\}$")


def section_of_line(line: str) -> str | None:
    """The section that a heading's line starts, ``None`` where the generator sees no heading."""
    match = _SECTION.match(line)
    return None if match is None else section_of_text(match[1])


def section_of_text(text: str) -> str:
    return _NOT_IN_IDS.sub("", text.strip().replace(" ", "_")).lower()


def section_of_page(path: Path) -> str:
    """What blocks are called that no heading names, on pages whose blocks the site's generator does not see."""
    return section_of_text(path.parent.name if path.stem in _OF_FOLDER else path.stem)


def anchor_of(text: str) -> tuple[str, str | None]:
    """A heading's text without its attributes, and the anchor among them: ``Clean up {#cleanup}``."""
    text = text.rstrip()
    start = text.rfind("{")
    if start >= 0 and text.endswith("}"):
        for word in text[start + 1 : -1].split():
            if word.startswith("#") and len(word) > 1:
                return text[:start].rstrip(), word[1:]
    return text, None


def is_counted(line: str) -> bool:
    """Whether the generator sees a block in the line of an opening tag."""
    return _COUNTED.match(line) is not None


def _squash(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


@dataclass(frozen=True, slots=True)
class EnglishIds:
    """What the translations of an English page need of it: its headings' anchors, levels and sections."""

    anchors: Mapping[str, str | None]
    levels: tuple[int, ...]
    sections: tuple[str | None, ...]

    @classmethod
    def of(cls, english: "Page | Sequence[Heading]") -> "EnglishIds":
        headings = english.headings if isinstance(english, Page) else english
        sections = tuple(heading.section if heading.starts_section else None for heading in headings)
        anchors: dict[str, str | None] = {}
        for heading, section in zip(headings, sections, strict=True):
            if heading.anchor is not None:
                anchors.setdefault(_squash(heading.anchor), section)
        seen: dict[str, int] = {}
        for heading, section in zip(headings, sections, strict=True):
            automatic = _squash(_LINK.sub("]", _TAG.sub("", heading.text)))
            count = seen.get(automatic, 0)
            seen[automatic] = count + 1
            anchors.setdefault(f"{automatic}{count or ''}", section)
        return cls(anchors, tuple(heading.level for heading in headings), sections)

    def section(self, anchor: str | None, position: int | None, otherwise: str | None) -> str | None:
        """The section of a translated heading: by its anchor, else by its position where all levels are the same.

        ``None`` where the English heading starts no section; ``otherwise`` where none is found.
        """
        if anchor is not None and (squashed := _squash(anchor)) in self.anchors:
            return self.anchors[squashed]
        return otherwise if position is None else self.sections[position]


class Numbering:
    """Hands out a text's ids in reading order, before ids that occur twice are told apart."""

    def __init__(self, prefix: str = "", *, otherwise: str = "") -> None:
        """``otherwise`` is the section of blocks that are in none."""
        self._prefix, self._section, self._otherwise = prefix, "", otherwise
        self._counts: dict[str, int] = {}

    def start_section(self, section: str) -> None:
        self._section = section
        self._counts.clear()

    def next(self, kind: str, explicit: str | None) -> str:
        """The next block's id; ``kind`` is empty for blocks that count, else what they are called (``fence``)."""
        self._counts[kind] = self._counts.get(kind, 0) + 1
        section = self._section or self._otherwise
        own = explicit or "_".join((section, *([kind] if kind else []), str(self._counts[kind])))
        return f"{self._prefix}{own}"


def tell_apart(ids: Iterable[str]) -> list[tuple[str, int | None]]:
    """Ids of which none occurs twice: the first keeps it, later ones get the first free number.

    With each comes the position of the id's first owner, ``None`` for that owner itself.
    """
    wanted = list(ids)
    owners: dict[str, int] = {}
    for position, own in enumerate(wanted):
        owners.setdefault(own, position)
    taken, numbers = set(owners), dict.fromkeys(owners, 1)
    result: list[tuple[str, int | None]] = []
    for position, own in enumerate(wanted):
        if owners[own] == position:
            result.append((own, None))
            continue
        while (distinct := f"{own}_{numbers[own] + 1}") in taken:
            numbers[own] += 1
        taken.add(distinct)
        result.append((distinct, owners[own]))
    return result
