"""One walk over a page, and over the boilerplates it includes, in reading order."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from harness.diagnostic import Diagnostic
from harness.errors import PageError
from harness.parse import block as blocks
from harness.parse.boilerplate import Boilerplate, Boilerplates
from harness.parse.codes import diagnostic
from harness.parse.headings import headings
from harness.parse.ids import EnglishIds, Numbering, is_counted, section_of_line
from harness.parse.lines import Lines
from harness.parse.nearest import nearest
from harness.parse.page import Heading, Snippet
from harness.parse.scan import RAW, WRAPPERS, Comment, Fence, RawBlock, Scan, scan
from harness.parse.scan import Heading as HeadingPart
from harness.parse.shortcode import Role, Tag
from harness.parse.tabs import Tabs
from harness.parse.values import Values
from harness.source import Location

_MOST_BOILERPLATES: Final = 500
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
        self._included = 0
        self.snippets: list[Snippet] = []
        self.diagnostics: list[Diagnostic] = []
        self.boilerplates: dict[str, None] = {}
        self.tabs = Tabs()

    def read(self, page: Scan, page_headings: tuple[Heading, ...]) -> None:
        """The page's own text."""
        self._read(_Text(page, Numbering(), _has_text_blocks(page)), page_headings)

    def _read(self, text: _Text, text_headings: tuple[Heading, ...]) -> None:
        self.diagnostics += text.scan.diagnostics
        rest = iter(text_headings)
        comment: Comment | None = None
        for part in text.scan.parts:
            if isinstance(part, HeadingPart):
                heading = next(rest)
                text.heading = heading.text
                if heading.section:
                    text.section = heading.section
                    text.numbering.start_section(heading.section)
            elif isinstance(part, Comment):
                comment = part
                self._count_hidden(text, part)
            elif isinstance(part, Tag):
                self._tag(text, part)
            elif isinstance(part, Fence) or part.opening.name == "text":
                self._block(text, part, _extra(text.lines, comment, part.start))
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

    def _block(self, text: _Text, part: RawBlock | Fence, extra: Mapping[str, str]) -> None:
        lines = text.lines
        if isinstance(part, Fence):
            read: blocks.Block | None = blocks.fence_block(part, lines, extra)
            kind = "fence" if text.fences_apart else ""
        else:
            read = blocks.text_block(part, lines, extra)
            line = lines.text[lines.start(part.start) : lines.end(part.start)]
            kind = "" if is_counted(line) else "uncounted"
        if read is None:
            self._report(
                "one-line-block",
                lines.location(part.start),
                "the block opens and closes on one line, so it has no body",
                expected="the tags on lines of their own, the body between them",
                remedy="put the body on lines of its own",
            )
            return
        own = text.numbering.next(kind, read.explicit_id)
        around = blocks.Surroundings(
            heading=text.heading, section=text.section, tab_path=self.tabs.path, boilerplate=text.boilerplate
        )
        found, odd = blocks.snippet(read, own, self._sources.values, around)
        self.snippets.append(found)
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
        if not tag.positional:
            self._report(
                "missing-name",
                at,
                "the shortcode does not say which boilerplate it includes",
                expected="{{< boilerplate name >}}",
                remedy="add the name of a file in the boilerplate folder, without its ending",
            )
            return
        name = tag.positional[0]
        if name in text.including:
            chain = " -> ".join((*text.including[text.including.index(name) :], name))
            self._report(
                "boilerplate-cycle",
                at,
                f"the boilerplate {name!r} includes itself: {chain}",
                remedy="remove one of the inclusions",
            )
            return
        if self._included == _MOST_BOILERPLATES:
            self._included += 1
            self._report(
                "too-many-boilerplates",
                at,
                f"the page includes more than {_MOST_BOILERPLATES} boilerplates; the rest is not read",
                remedy="look for boilerplates that include each other many times",
            )
        if self._included > _MOST_BOILERPLATES:
            return
        self._included += 1
        found = self._find(name, at)
        if found is not None:
            self.boilerplates[name] = None
            self._include(text, found, at)

    def _find(self, name: str, at: Location) -> Boilerplate | None:
        source = self._sources.boilerplates
        try:
            found = source.find(name, self._sources.language)
        except PageError as error:
            self.diagnostics += error.diagnostics
            return None
        if found is not None:
            return found
        if source.known:
            meant = nearest(name, source.names())
            self._report(
                "boilerplate-missing",
                at,
                f"there is no boilerplate {name!r}",
                expected=f"{meant!r}, perhaps" if meant else f"a file {name}.md in the boilerplate folder",
                remedy="correct the name, or add the file",
            )
        else:
            self._report(
                "boilerplate-folder",
                at,
                f"the boilerplate {name!r} was not read: no boilerplate folder is known",
                expected="a folder 'boilerplates' beside or above the page",
                remedy="name the folder in the settings",
            )
        return None

    def _include(self, text: _Text, found: Boilerplate, at: Location) -> None:
        inner = scan(Lines(found.text, found.path, included_from=at))
        translated = found.language != self._sources.base
        english = None
        if translated and found.english is not None and any(isinstance(part, HeadingPart) for part in inner.parts):
            base = scan(Lines(found.english, found.path))
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
