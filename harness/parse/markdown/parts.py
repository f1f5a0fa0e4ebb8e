"""The parts of a text, by offsets: what Markdown and shortcodes make of it."""

from dataclasses import dataclass

from harness.parse.shortcodes.tag import Tag


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """``text`` without its marks; ``column`` is where it starts on its line, from 0."""

    start: int
    end: int
    level: int
    text: str
    column: int


@dataclass(frozen=True, slots=True)
class Fence:
    """``content`` is without the indent of a list; ``line_starts`` are the offsets of its lines."""

    start: int
    end: int
    info: str
    content: str
    body_start: int
    body_end: int
    line_starts: tuple[int, ...]
    closed: bool


@dataclass(frozen=True, slots=True)
class Comment:
    start: int
    end: int
    closed: bool


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A pair of tags and the text between them, which is kept as it is: code in a syntax where the tags name one."""

    opening: Tag
    closing: Tag
    syntax: str = ""

    @property
    def start(self) -> int:
        return self.opening.start

    @property
    def end(self) -> int:
        return self.closing.end


MarkdownPart = HeadingLine | Fence | Comment
ShortcodePart = RawBlock | Tag
Part = MarkdownPart | ShortcodePart
