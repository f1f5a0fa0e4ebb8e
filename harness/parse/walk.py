"""One walk over a page, and over the boilerplates it includes, in reading order."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from harness.diagnostic import Diagnostic
from harness.parse.block import Block, fence_block, text_block
from harness.parse.boilerplate import Boilerplate, Boilerplates
from harness.parse.codes import diagnostic
from harness.parse.headings import headings
from harness.parse.ids import EnglishIds, Numbering, is_counted, section_of_line
from harness.parse.include import Inclusions
from harness.parse.lines import Lines
from harness.parse.page import Heading, Snippet
from harness.parse.parts import Comment, Fence, HeadingLine, RawBlock
from harness.parse.scan import RAW, WRAPPERS, Scan, scan_included
from harness.parse.shortcode import Role, Tag
from harness.parse.snippet import Surroundings, snippet_of, with_output
from harness.parse.tabs import Tabs
from harness.parse.values import Values
from harness.source import Location

_HARNESS: Final = re.compile(r"<!--\s*harness:(.*?)-->", re.DOTALL)
_PAIR: Final = re.compile(r"""([\w.-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a page's text refers to."""

    values: Values
    boilerplates: Boilerplates
    language: str
    base: str


@dataclass(slots=True)
class _Text:
    """The text being walked: the page's own, or a boilerplate's."""

    scan: Scan
    numbering: Numbering
    fences_apart: bool  # fences must not shift the numbers of blocks that the site's own tools see
    boilerplate: str | None = None
    including: tuple[str, ...] = ()
    heading: str = ""
    section: str = ""
    open: list[Tag] = field(default_factory=list)
    open_names: Counter[str] = field(default_factory=Counter)
    unpaired: Counter[str] = field(default_factory=Counter)

    @property
    def lines(self) -> Lines:
        return self.scan.lines


class Walk:
    """What it finds is in ``snippets``, ``diagnostics``, ``boilerplates`` and ``tabs``."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._inclusions = Inclusions(sources.boilerplates, sources.language)
        self.snippets: list[Snippet] = []
        self.diagnostics: list[Diagnostic] = []
        self.boilerplates: dict[str, None] = {}
        self.tabs = Tabs()

    def read(self, page: Scan, page_headings: tuple[Heading, ...]) -> None:
        """The page's own text."""
        self._read(_Text(page, Numbering(), _has_text_blocks(page)), page_headings)

    def _read(self, text: _Text, text_headings: tuple[Heading, ...]) -> None:
        self.diagnostics += text.scan.diagnostics()
        rest = iter(text_headings)
        comment: Comment | None = None
        for part in text.scan.parts:
            if isinstance(part, HeadingLine):
                heading = next(rest)
                text.heading = heading.text
                if heading.starts_section:
                    text.section = heading.section
                    text.numbering.start_section(heading.section)
            elif isinstance(part, Comment):
                comment = part
                self._count_hidden(text, part)
            elif isinstance(part, Tag):
                self._tag(text, part)
            elif isinstance(part, Fence):
                self._fence(text, part, _extra(text.lines, comment, part.start))
            elif part.opening.name == "text":
                self._text_block(text, part, _extra(text.lines, comment, part.start))
        while text.open:
            self._unclosed(text, text.open[-1])
            self._close(text)

    def _count_hidden(self, text: _Text, comment: Comment) -> None:
        """Blocks in comments are not read, but the site's own tools count them."""
        for line in text.lines.text[comment.start : comment.end].split("\n"):
            section = section_of_line(line)
            if section is not None and self._sources.language == self._sources.base:
                text.numbering.start_section(section)
            elif is_counted(line):
                text.numbering.next("", None)

    def _text_block(self, text: _Text, raw: RawBlock, extra: Mapping[str, str]) -> None:
        lines = text.lines
        block = text_block(raw, lines, extra)
        if block is None:
            self._report(
                "one-line-block",
                lines.location(raw.start),
                "the block opens and closes on one line, so it has no body",
                expected="the tags on lines of their own, the body between them",
                remedy="put the body on lines of its own",
            )
            return
        line = lines.text[lines.start(raw.start) : lines.end(raw.start)]
        self._add(text, block, "" if is_counted(line) else "uncounted")

    def _fence(self, text: _Text, fence: Fence, extra: Mapping[str, str]) -> None:
        block = fence_block(fence, text.lines, extra)
        if extra.get("output") != "true":
            self._add(text, block, "fence" if text.fences_apart else "")
            return
        found, odd = with_output(self.snippets[-1] if self.snippets else None, block, self._sources.values)
        self.diagnostics += odd
        if found is not None:
            self.snippets[-1] = found

    def _add(self, text: _Text, block: Block, kind: str) -> None:
        own_id = text.numbering.next(kind, block.explicit_id)
        around = Surroundings(
            heading=text.heading, section=text.section, tab_path=self.tabs.path, boilerplate=text.boilerplate
        )
        snippet, odd = snippet_of(block, own_id, self._sources.values, around)
        self.snippets.append(snippet)
        self.diagnostics += odd

    def _tag(self, text: _Text, tag: Tag) -> None:
        if not tag.terminated or tag.role in {Role.ESCAPE, Role.NAMELESS}:
            return  # scanning has said so
        if tag.role is Role.CLOSE:
            self._closing(text, tag)
        elif tag.name == "boilerplate":
            self._boilerplate(text, tag)
        elif tag.name == "text_import":
            self._import(text, tag)
        elif tag.role is Role.OPEN and tag.name in RAW:
            self._unclosed(text, tag)
        elif tag.role is Role.OPEN and tag.name in WRAPPERS:
            self._open(text, tag)
        else:
            text.unpaired[tag.name] += 1

    def _open(self, text: _Text, tag: Tag) -> None:
        at = text.lines.location(tag.start)
        if tag.name == "tabset":
            self.tabs.open_tabset(tag, at)
        elif tag.name == "tab":
            if not self.tabs.in_tabset:
                self._report(
                    "tab-outside-tabset",
                    at,
                    "the tab stands outside any tabset",
                    expected="{{< tabset >}} around the tabs",
                    remedy="put the tabs into a tabset, and close each tab before the next",
                )
                text.unpaired["tab"] += 1
                return
            self.tabs.open_tab(tag)
        text.open.append(tag)
        text.open_names[tag.name] += 1

    def _closing(self, text: _Text, tag: Tag) -> None:
        at = text.lines.location(tag.start)
        if text.open_names[tag.name] > 0:
            while text.open[-1].name != tag.name:
                self._unclosed(text, text.open[-1])
                self._close(text)
            self._close(text)
        elif text.unpaired[tag.name] > 0:
            text.unpaired[tag.name] -= 1
        else:
            self._report(
                "stray-close",
                at,
                f"the closing tag {tag.name!r} closes nothing",
                expected=f"{{{{< {tag.name} >}}}} before it",
                remedy="remove it, or add the opening tag",
            )

    def _close(self, text: _Text) -> None:
        opened = text.open.pop()
        text.open_names[opened.name] -= 1
        if opened.name == "tab":
            self.tabs.close_tab()
        elif opened.name == "tabset" and not self.tabs.close_tabset():
            self._report(
                "empty-tabset",
                text.lines.location(opened.start),
                "the tabset has no tab",
                remedy="add its tabs, or remove it",
            )

    def _unclosed(self, text: _Text, tag: Tag) -> None:
        lines = text.lines
        self._report(
            "unclosed-shortcode",
            lines.location(tag.start),
            f"shortcode {tag.name!r} is opened on line {lines.number(tag.start) + 1} and never closed",
            expected=f"{{{{< /{tag.name} >}}}} before the text ends on line {lines.last}",
            remedy=f"add the closing tag, or write {{{{</* {tag.name} */>}}}} to show the opening tag as text",
        )

    def _boilerplate(self, text: _Text, tag: Tag) -> None:
        at = text.lines.location(tag.start)
        found, odd = self._inclusions.find(tag, at, text.including)
        self.diagnostics += odd
        if found is not None:
            self.boilerplates[found.name] = None
            self._include(text, found, at)

    def _include(self, text: _Text, found: Boilerplate, at: Location) -> None:
        inner = scan_included(found.text, found.path, at)
        translated = found.language != self._sources.base
        english = None
        if translated and found.english is not None and any(isinstance(part, HeadingLine) for part in inner.parts):
            base = scan_included(found.english, found.path, at)
            english = EnglishIds.of(headings(base, translated=False, english=None))
        self._read(
            _Text(
                inner,
                Numbering(f"{found.name.replace('-', '_').replace('/', '_')}_"),
                _has_text_blocks(inner),
                boilerplate=found.name,
                including=(*text.including, found.name),
            ),
            headings(inner, translated=translated, english=english),
        )

    def _import(self, text: _Text, tag: Tag) -> None:
        source = tag.named.get("file") or tag.named.get("url") or "another file"
        commands = tag.named.get("syntax", *tag.positional[:1]) == "bash"
        self._report(
            "imported-commands" if commands else "imported-text",
            text.lines.location(tag.start),
            f"the text of this block comes from {source}, which is not read",
            remedy="to have it run, write the commands on the page" if commands else "",
        )

    def _report(self, code: str, at: Location, message: str, *, expected: str = "", remedy: str = "") -> None:
        self.diagnostics.append(diagnostic(code, at, message, expected=expected, remedy=remedy))


def _has_text_blocks(text: Scan) -> bool:
    return any(isinstance(part, RawBlock) and part.opening.name == "text" for part in text.parts)


def _extra(lines: Lines, comment: Comment | None, start: int) -> Mapping[str, str]:
    """What a ``<!-- harness: key=value -->`` directly before a block says about it."""
    if comment is None or lines.text[comment.end : start].strip():
        return {}
    match = _HARNESS.fullmatch(lines.text, comment.start, comment.end)
    if match is None:
        return {}
    return {key: double or single or bare or "true" for key, double, single, bare in _PAIR.findall(match[1])}
