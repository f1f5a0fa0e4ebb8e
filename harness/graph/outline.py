"""A page as the graph sees it: its sections and the links in its sentences, read by line without parsing blocks."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from harness.graph.label import Labels
from harness.graph.link_forms import definitions, inline
from harness.parse.markdown.front_matter import front_matter_end
from harness.source import Location

Include = Callable[[str], tuple[Path, str] | None]
"""The path and text of a boilerplate by its name."""

_HEADING: Final = re.compile(r"^(#{1,6})\s+(.+?)\s*#*\s*$")
_ANCHOR: Final = re.compile(r"\s*\{#([^}\s]+)\}\s*$")
_LINK: Final = re.compile(r"\]\(\s*<?([^\s)>]+)")
_ITEM: Final = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
_FENCE: Final = re.compile(r"^\s*(?:[-*+]\s+|\d+[.)]\s+)?(`{3,}|~{3,})")
_TAG: Final = re.compile(r"\{\{[<%]\s*(/?)\s*([\w-]+)([^>%]*)[>%]\}\}")
_TITLE: Final = re.compile(r"\btitle=\"([^\"]*)\"")
_SENTENCE: Final = re.compile(r"\s(?<=[.!?]\s)\s*(?=[\W\d]*[^\W\d_a-zа-яґєії])")  # noqa: RUF001 - Cyrillic letters; a blank first is quick to look for
_ANY_SENTENCE: Final = re.compile(rf"{_SENTENCE.pattern}|(?<=[。！？])")  # noqa: RUF001 - Chinese marks
_CHINESE_END: Final = re.compile("[。！？]")  # noqa: RUF001 - see above
_NOT_IN_ANCHORS: Final = re.compile(r"[^\w-]+")
_VALUE: Final = "{{}}"
_DEEPEST: Final = 4  # boilerplates in one another


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """``level`` 0 is what precedes the first heading. ``anchor`` is written on the page or made of its ``title``."""

    title: str
    anchor: str
    level: int
    at: Location
    parent: "Section | None" = None

    def line_up(self) -> "Iterator[Section]":
        """The section and those around it."""
        yield self
        if self.parent is not None:
            yield from self.parent.line_up()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link and the ``sentence`` it is in. ``asides`` names the shortcodes around it, outermost first.

    ``label`` is the title above it that is no heading: that of a box, or a line in bold letters.
    """

    target: str
    sentence: str
    section: Section
    at: Location
    asides: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What a page says of itself and of others. ``introduction`` holds its sentences above all blocks."""

    path: Path
    language: str
    front_matter: Mapping[str, Any] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    links: tuple[Link, ...] = ()
    introduction: tuple[tuple[str, Location], ...] = ()
    has_commands: bool = False


def outline_of(text: str, *, path: Path, language: str, front_matter: Mapping[str, Any], shape: "Shape") -> Outline:
    reader = _Reader(shape=shape, path=path)
    reader.read(text, path, outer=None, depth=0)
    reader.end_paragraph()
    return Outline(
        path=path,
        language=language,
        front_matter=front_matter,
        sections=tuple(reader.sections),
        links=tuple(reader.links),
        introduction=tuple(reader.introduction),
        has_commands=reader.has_commands,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Shortcodes by what the reader has to know of them."""

    blocks: frozenset[str]
    includes: frozenset[str]
    asides: frozenset[str]
    include: Include = lambda _: None


@dataclass(slots=True, kw_only=True)
class _Reader:
    shape: Shape
    path: Path
    sections: list[Section] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    introduction: list[tuple[str, Location]] = field(default_factory=list)
    has_commands: bool = False
    _paragraph: list[tuple[str, Location]] = field(default_factory=list)
    _asides: list[str] = field(default_factory=list)
    _labels: Labels = field(default_factory=Labels)
    _label: str = ""  # what the paragraph stands under
    _defined: Mapping[str, str] = field(default_factory=dict)  # targets of reference links
    _skip_to: str = ""  # the closing tag or fence that ends what is no prose

    def read(self, text: str, path: Path, *, outer: Location | None, depth: int) -> None:
        if not self.sections:
            self.sections.append(Section(title="", anchor="", level=0, at=Location(path=path, line=1)))
        first = text.count("\n", 0, front_matter_end(text))
        self._defined = definitions(text)
        for number, line in enumerate(_without_comments(text).split("\n")[first:], start=first + 1):
            if self._skip_to:
                if self._skip_to in line.replace(" ", ""):
                    self._skip_to = ""
            elif not line.strip():
                self.end_paragraph()
            else:
                self._line(line, Location(path=path, line=number, included_from=outer), depth)
        self.end_paragraph()

    def _line(self, line: str, at: Location, depth: int) -> None:
        before = self._labels.title
        is_mark = self._labels.take(line)
        if is_mark or self._labels.title != before:
            self.end_paragraph()
        if is_mark and "](" not in line and "{{" not in line:
            return
        if ("```" in line or "~~~" in line) and (fence := _FENCE.match(line)) is not None:
            self._block(fence[1])
        elif line.startswith("#") and (heading := _HEADING.match(line)) is not None:
            self.end_paragraph()
            self._labels.end()
            section = section_of(heading[2], len(heading[1]), at)
            parent = next((one for one in self.sections[-1].line_up() if one.level < section.level), None)
            self.sections.append(replace(section, parent=parent))
        else:
            prose = inline(line, self._defined)
            if "{{" in prose:
                for tag in _TAG.finditer(prose):
                    self._tag(tag, at, depth)
                prose = _TAG.sub(_VALUE, prose)  # a link with a value in it leads out of the site
            if _ITEM.match(prose):
                self.end_paragraph()
            if prose.replace(_VALUE, "").strip():
                self._label = self._label if self._paragraph else self._labels.title
                self._paragraph.append((prose.strip(), at))

    def _block(self, end: str) -> None:
        self.end_paragraph()
        self._labels.end()
        self.has_commands, self._skip_to = True, end

    def _tag(self, tag: re.Match[str], at: Location, depth: int) -> None:
        closing, name, rest = tag[1], tag[2], tag[3]
        titled = _TITLE.search(rest)
        if closing or titled is not None:
            self.end_paragraph()
            self._labels.title = "" if closing or titled is None else titled[1]
        if name in self.shape.blocks and not closing:
            self._block(f"/{name}")
        elif name in self.shape.asides:
            self.end_paragraph()
            if not closing:
                self._asides.append(name)
            elif name in self._asides:
                self._asides.remove(name)
        elif name in self.shape.includes and depth < _DEEPEST:
            self.end_paragraph()
            words = rest.split()
            found = self.shape.include(words[0].strip("\"'")) if words else None
            if found is not None:
                self.read(found[1], found[0], outer=at, depth=depth + 1)

    def end_paragraph(self) -> None:
        lines, self._paragraph = self._paragraph, []
        section = self.sections[-1]
        introduces = section.level < 2 and not self.has_commands
        if not introduces and not any("](" in line for line, _ in lines):
            return
        for sentence, at in sentences(lines):
            if introduces:
                self.introduction.append((sentence, at))
            for target in _LINK.findall(sentence) if "](" in sentence else ():
                self.links.append(
                    Link(
                        target=target,
                        sentence=_ITEM.sub("", sentence),
                        section=section,
                        at=line_with(target, lines, at),
                        asides=tuple(self._asides),
                        label=self._label,
                    )
                )


def sentences(lines: list[tuple[str, Location]]) -> Iterator[tuple[str, Location]]:
    """The sentences of a paragraph, each with the line on which it begins."""
    text = " ".join(line for line, _ in lines)
    starts = [0]
    for line, _ in lines:
        starts.append(starts[-1] + len(line) + 1)
    begin = 0
    pattern = _ANY_SENTENCE if _CHINESE_END.search(text) else _SENTENCE
    for part in pattern.split(text):
        where = bisect_right(starts, text.find(part, begin), hi=len(lines)) - 1
        begin += len(part)
        if part.strip():
            yield part.strip(), lines[where][1]


def own_part(link: Link) -> str:
    """What a sentence says between the link before this one and the one after it."""
    before, _, rest = link.sentence.partition(f"]({link.target}")
    start = before.rpartition("](")[2].partition(")")[2] if "](" in before else before
    return plain(f"{start}]({link.target}{rest.partition('[')[0]}")


def plain(sentence: str) -> str:
    """A sentence as it is read: link targets are no words of it."""
    return re.sub(r"\]\([^)]*\)", "]", sentence)


def line_with(target: str, lines: list[tuple[str, Location]], otherwise: Location) -> Location:
    return next((at for line, at in lines if target in line), otherwise)


def section_of(title: str, level: int, at: Location) -> Section:
    written = _ANCHOR.search(title)
    text = _ANCHOR.sub("", title).strip()
    return Section(title=text, anchor=written[1] if written else anchor_of_title(text), level=level, at=at)


def anchor_of_title(title: str) -> str:
    """As Hugo makes it: small letters, blanks as hyphens, no punctuation."""
    return _NOT_IN_ANCHORS.sub("", title.strip().lower().replace(" ", "-"))


def _without_comments(text: str) -> str:
    """Comments blanked, so that lines count as they did."""
    if "<!--" not in text:
        return text
    return re.sub(r"<!--.*?-->", lambda found: "\n" * found[0].count("\n"), text, flags=re.DOTALL)
