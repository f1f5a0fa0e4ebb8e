"""What stands around a block: the paragraph above it, the items of lists and the headings that it is in."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

HEADING: Final = re.compile(r"(#{1,6})\s+(.*?)\s*(?:\{#[^}]*\})?\s*#*$")
ITEM: Final = re.compile(r"(\s*)(?:[*+-]|\d+[.)])\s+(.*)")
FENCE: Final = re.compile(r"\s*(?:[*+-]\s+|\d+[.)]\s+)?(`{3,}|~{3,})")
OPENING: Final = re.compile(r"\s*\{\{[<%]\s*([\w-]+)\b[^}]*[>%]\}\}\s*$")
LINK: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")
SENTENCE: Final = re.compile(r"(?<=[\u3002\uff01\uff1f])|(?<=[.!?])\s+(?=\S)")
_EMPHASIS: Final = re.compile(r"[*_]{2,}|(?<!\w)[*_]|[*_](?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A heading, or an item of a list. ``group`` is the line of what all beside it share, ``intro`` the text above."""

    line: int
    level: int  # of a heading; how far an item is indented
    text: str
    group: int
    intro: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """``text`` is the paragraph right above a block, empty where nothing is between it and the block before it."""

    text: str
    line: int
    indent: int
    headings: tuple[Title, ...] = ()
    items: tuple[Title, ...] = ()

    @property
    def last_sentence(self) -> str:
        """What introduces the block, without markup."""
        return sentences(self.text)[-1] if self.text else ""

    @property
    def introduces(self) -> bool:
        """Whether the paragraph ends as one does that a block belongs to."""
        return self.text.rstrip("*_ ").endswith((":", "\uff1a"))


@lru_cache(maxsize=1024)  # the choices of a page look at the same ones again and again
def sentences(text: str) -> tuple[str, ...]:
    plain = LINK.sub(r"\1", text) if "](" in text else text
    plain = (_EMPHASIS.sub("", plain) if "*" in plain or "_" in plain else plain).strip()
    return tuple(part.strip() for part in SENTENCE.split(plain) if part and part.strip()) or (plain,)


@lru_cache(maxsize=64)
def leads_of(source: str, lines: frozenset[int]) -> dict[int, Lead]:
    """The lead of each block that begins on one of these lines, counted from 1."""
    return dict(Reader(blocks=lines).read(source))


@dataclass(slots=True, kw_only=True)
class Reader:
    blocks: Collection[int]
    headings: list[Title] = field(default_factory=list)
    items: list[Title] = field(default_factory=list)
    paragraph: list[str] = field(default_factory=list)
    began: int = 0  # the line of the paragraph
    indent: int = 0
    of_item: Title | None = None  # whose first words the paragraph is
    open: bool = False  # whether the next line goes on with the paragraph
    lists: dict[int, Title] = field(default_factory=dict)  # the first item of the list at an indentation

    def read(self, source: str) -> Iterator[tuple[int, Lead]]:
        closing: re.Pattern[str] | None = None
        lines = source.split("\n")
        for number, line in enumerate(lines, start=1):
            if closing is not None:
                if closing.match(line):
                    closing = None
                continue
            if number in self.blocks:
                yield number, self.lead(line)
            opened = closing_of(line, known=number in self.blocks)
            if opened is None:
                self.text(number, line)
            else:  # a shortcode that shows a file stands alone
                closing = opened if any(map(opened.match, lines[number:])) else None
                self.paragraph, self.open, self.of_item = [], False, None

    def lead(self, line: str) -> Lead:
        indent = len(line) - len(line.lstrip())
        inside = tuple(item for item in self.items if item.level < indent or item is self.of_item)
        return Lead(
            text=" ".join(self.paragraph),
            line=self.began,
            indent=indent,
            headings=tuple(self.headings),
            items=inside,
        )

    def text(self, number: int, line: str) -> None:
        if not line.strip() or OPENING.match(line):
            self.open = False
        elif found := HEADING.match(line):
            self.heading(number, len(found[1]), found[2])
        elif found := ITEM.match(line):
            self.item(number, len(found[1]), found[2])
        elif self.open:
            self.paragraph.append(line.strip())
            if self.of_item is not None:
                self.items[-1] = self.of_item = replace(self.of_item, text=" ".join(self.paragraph))
        else:
            indent = len(line) - len(line.lstrip())
            self.leave(indent)
            self.lists = {level: first for level, first in self.lists.items() if level < indent}
            self.begin(number, indent, line.strip())

    def heading(self, number: int, level: int, text: str) -> None:
        self.headings = [one for one in self.headings if one.level < level]
        parent = self.headings[-1].line if self.headings else 0
        self.headings.append(Title(line=number, level=level, text=text, group=parent))
        self.items, self.lists, self.paragraph, self.open, self.of_item = [], {}, [], False, None

    def item(self, number: int, indent: int, text: str) -> None:
        self.leave(indent)
        self.lists = {level: first for level, first in self.lists.items() if level <= indent}
        intro = " ".join(self.paragraph) if self.of_item is None else ""
        first = self.lists.setdefault(indent, Title(line=number, level=indent, text=text, group=number, intro=intro))
        title = Title(line=number, level=indent, text=text, group=first.group, intro=first.intro)
        self.items.append(title)
        self.begin(number, indent, text)
        self.of_item = title

    def leave(self, indent: int) -> None:
        """Text that does not stand further to the right than an item's mark is no longer in it."""
        self.items = [one for one in self.items if one.level < indent]

    def begin(self, number: int, indent: int, text: str) -> None:
        self.paragraph, self.began, self.indent, self.open, self.of_item = [text], number, indent, True, None


def closing_of(line: str, *, known: bool) -> re.Pattern[str] | None:
    """What ends the block that a line opens, ``None`` for a line that opens none."""
    if fence := FENCE.match(line):
        return re.compile(rf"\s*{re.escape(fence[1])}")
    if known and (tag := re.search(r"\{\{[<%]\s*([\w-]+)", line)):
        return re.compile(rf".*\{{\{{[<%]\s*/\s*{re.escape(tag[1])}\b")
    if (tag := OPENING.match(line)) and tag[1] in {"text", "mermaid", "highlight"}:
        return re.compile(rf".*\{{\{{[<%]\s*/\s*{re.escape(tag[1])}\b")
    return None
