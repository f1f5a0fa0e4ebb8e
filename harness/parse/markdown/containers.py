"""Tabs and notes that are no shortcodes: MkDocs nests them by indent, MDX writes elements.

    === "Helm"                      <Tabs groupId="how">
                                    <TabItem value="helm" label="Helm">
        text, fences, lists         text, fences, lists, indented or not
                                    </TabItem>
    !!! note                        </Tabs>
        text

Tabs become tags as if shortcodes had been written. Markdown sees what is in them without the indent that they ask for,
or it would take it for code.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from harness.parse.markdown.book_marks import book_marks, has_book_marks, own_marks
from harness.parse.markdown.code_groups import code_groups
from harness.parse.markdown.directives import Directives, has_directives
from harness.parse.markdown.inclusions import inclusions, may_include
from harness.parse.markdown.masked_text import Hole
from harness.parse.markdown.mdx import attributes_of, imports_of, shown
from harness.parse.markdown.offsets import Lines
from harness.parse.markdown.slash_blocks import SlashBlocks, has_slash_blocks
from harness.parse.shortcodes.tag import Role, Tag
from harness.sites.container_roles import ELEMENT_TAB, ELEMENT_TABS, INDENTED_TAB, INDENTED_TABS, Containers
from harness.sites.site_profile import SiteProfile

_INDENTED: Final = re.compile(
    r"""(?m)^[ ]*(?:(?P<tab>===)(?P<new>[!+]*)|!!!|\?\?\?\+?)[ ]+(?:["'](?P<label>.*)["'])?.*$"""
)
_STEP: Final = 4  # that contents of MkDocs are indented by
_FENCE: Final = re.compile(r"(?m)^[ \t]*(?:[*+-][ ]+|\d+[.)][ ]+)?(`{3,}|~{3,})")
_FENCE_LINE: Final = re.compile(r"(?m)^[ \t]*(?:`{3,}|~{3,})")
_DEFINITION: Final = re.compile(r"(?m)^(?![ \t:>#|`~-])[^\n]+\n(?:[ \t]*\n)?:(?=[ \t]{1,3}\S)")
_FAR_FENCE: Final = re.compile(r"(?m)^[ ]{4,}(?:`{3,}|~{3,})")
_MARK: Final = re.compile(r"[ ]*(?:[*+-][ ]+|\d+[.)][ ]+)*")  # of lists: what is behind them is what they hold
_ELEMENT: Final = re.compile(
    r"""(?s:(?P<comment>\{/\*.*?\*/\}))|<(?P<close>/?)(?P<name>[A-Z][\w.]*|details|summary|div|pre)\b(?P<rest>(?:[^<>"'{}`]|"[^"]*"|'[^']*'|\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\})*)>"""
)
_ROLES: Final = {"Tabs": ELEMENT_TABS, **dict.fromkeys(("TabItem", "Tab", "Tabs.Tab"), ELEMENT_TAB)}
_BLANKS: Final = re.compile(r"[ ]*")


@dataclass(slots=True)
class Contained:
    """``tags`` of tabs, and the ``holes`` that Markdown must not see; both in order."""

    tags: list[Tag] = field(default_factory=list)
    holes: list[Hole] = field(default_factory=list)


def contained(lines: Lines, start: int, site: SiteProfile) -> Contained:
    """What a site's kind of containers makes of a text; nothing for most."""
    found = Contained()
    if Containers.DIRECTIVES in site.containers and has_directives(lines.text, start):
        directives = Directives(lines)
        directives.read(start)
        found = Contained(directives.tags, directives.holes)
    elif Containers.INDENTED in site.containers and (_INDENTED.search(lines.text, start) or _shifted(lines, site)):
        _Indented(lines, found, shifts=_shifted(lines, site)).read(start)
    elif Containers.ELEMENTS in site.containers and any(mark in lines.text for mark in ("</", "/>", "{/*")):
        _Elements(lines, found).read(start)
    if Containers.INDENTED in site.containers and has_slash_blocks(lines.text, start):
        blocks = SlashBlocks(lines)
        blocks.read(start)
        found = joined(found, blocks.tags, blocks.holes)
    marked: list[tuple[Tag, Hole | None]] = []
    if Containers.MARKS in site.containers and has_book_marks(lines.text, start):
        marked += (*book_marks(lines, start), *own_marks(lines, start, site))
    if Containers.GROUPS in site.containers:
        marked += code_groups(lines, start)
    if marked:
        found = joined(found, [tag for tag, _ in marked], [hole for _, hole in marked if hole is not None])
    if site.fences.bare_sessions and (defined := list(_definitions(lines.text, start))):
        found = joined(found, (), defined)
    if may_include(lines.text, start):
        found.tags += _including(lines, start, site)
    return found


def _definitions(text: str, start: int) -> Iterator[Hole]:
    """Marks of definitions below their terms: Markdown sees a list's, so that what is in one is no indented code."""
    for found in _DEFINITION.finditer(text, start):
        if len(_FENCE_LINE.findall(text, start, found.start())) % 2 == 0:
            yield Hole(found.end() - 1, found.end(), "-")


def _shifted(lines: Lines, site: SiteProfile) -> bool:
    """Whether a fence may be further right than Markdown sees fences, where MkDocs sees them all the same."""
    return site.containers == {Containers.INDENTED} and _FAR_FENCE.search(lines.text) is not None


def _including(lines: Lines, start: int, site: SiteProfile) -> Iterator[Tag]:
    """Tags of what MkDocs includes, all files of a line or a block in one; those in fences are sorted out later."""
    first = lines.number(start)
    shown = lines.text.split("\n")
    for each in inclusions(shown[first:], frozenset(site.shortcodes)):
        begin, last = lines.starts[first + each.start], lines.starts[first + each.end - 1]
        indent = len(shown[first + each.start]) - len(shown[first + each.start].lstrip())
        yield Tag(begin + indent, lines.end(last), Role.ALONE, each.name, each.files, each.arguments)


def joined(found: Contained, tags: Sequence[Tag], holes: Sequence[Hole]) -> Contained:
    """What was found with more of it, in order."""
    return Contained(sorted((*found.tags, *tags), key=lambda tag: tag.start), list(merged(found.holes, holes)))


def merged(holes: Sequence[Hole], others: Sequence[Hole]) -> Iterator[Hole]:
    """All holes in order, without those that start in another one."""
    end = -1
    for hole in sorted((*holes, *others), key=lambda one: one.start):
        if hole.start >= end:
            yield hole
            end = hole.end


@dataclass(slots=True)
class _Open:
    """A container of MkDocs whose header has this indent."""

    indent: int
    tab: bool


class _Indented:
    """Follows the lines of a text of MkDocs."""

    def __init__(self, lines: Lines, found: Contained, *, shifts: bool) -> None:
        self._lines, self._found, self._shifts = lines, found, shifts
        self._open: list[_Open] = []
        self._tabsets: list[int] = []  # indents of tabsets that may go on with another tab
        self._fence: str | None = None
        self._text = 0  # where the text of the line above begins
        self._shift = 0  # how much further right the fence is
        self._after = 0  # where the last line that holds something ends

    def read(self, start: int) -> None:
        text = self._lines.text
        first = self._lines.number(start)
        for begin in self._lines.starts[first:]:
            end = self._lines.end(begin)
            if begin >= start and (shown := text[begin:end]).strip():
                self._line(begin, end, shown)
                self._after = min(end + 1, len(text))
        self._leave(-1)

    def _line(self, begin: int, end: int, shown: str) -> None:
        indent = len(shown) - len(shown.lstrip(" "))
        header = None if self._fence is not None else _INDENTED.match(shown)
        self._leave(indent, tab=header is not None and header["tab"] is not None and not header["new"])
        depth = len(self._open) * _STEP
        fence = _FENCE.match(shown) if self._fence is None and header is None else None
        if fence is not None:
            beyond = indent - max(depth, self._text)
            self._shift = beyond if self._shifts and beyond >= _STEP else 0
        elif self._fence is None:
            self._text = len(_MARK.match(shown)[0])  # type: ignore[index] # matches any line
            self._shift = 0
        if (hidden := min(depth + self._shift, max(indent, depth))) > 0:
            self._found.holes.append(Hole(begin, begin + hidden))
        if self._fence is not None:
            self._fence = None if self._closes(shown) else self._fence
        elif header is not None:
            self._header(header, begin + indent, end)
        elif fence is not None:
            self._fence = fence[1]

    def _closes(self, shown: str) -> bool:
        mark = shown.strip()
        return self._fence is not None and mark.startswith(self._fence) and not mark.strip(self._fence[0])

    def _header(self, header: re.Match[str], begin: int, end: int) -> None:
        indent = len(header[0]) - len(header[0].lstrip(" "))
        if header["tab"]:
            if indent not in self._tabsets:
                self._tabsets.append(indent)
                self._tag(Role.OPEN, INDENTED_TABS, begin)
            named = {"label": header["label"] or ""}
            self._found.tags.append(Tag(begin, end, Role.OPEN, INDENTED_TAB, named=named))
        self._open.append(_Open(indent, header["tab"] is not None))

    def _leave(self, indent: int, *, tab: bool = False) -> None:
        """Close what a line of this indent is not in; ``tab``: it starts a tab, perhaps of an open tabset."""
        while self._open and indent < self._open[-1].indent + _STEP:
            self._fence = None
            own = self._open.pop()
            self._end_tabsets(own.indent + 1)
            if own.tab:
                self._tag(Role.CLOSE, INDENTED_TAB, self._after)
        if self._fence is None:
            self._end_tabsets(indent + 1 if tab else indent)

    def _end_tabsets(self, indent: int) -> None:
        """Those at this indent and further right."""
        while self._tabsets and self._tabsets[-1] >= indent:
            self._tabsets.pop()
            self._tag(Role.CLOSE, INDENTED_TABS, self._after)

    def _tag(self, role: Role, name: str, place: int) -> None:
        self._found.tags.append(Tag(place, place, role, name))


class _Elements:
    """Follows the elements of MDX, and takes off the indent of what is in them."""

    def __init__(self, lines: Lines, found: Contained) -> None:
        self._lines, self._found = lines, found
        self._imports = imports_of(lines.text)
        self._strips: list[tuple[str, int]] = []  # names of open elements, and the indent that they add

    def read(self, start: int) -> None:
        text, position, done = self._lines.text, start, start
        fences = _FENCE.finditer(text, start)
        fence, element = next(fences, None), _ELEMENT.search(text, start)
        while element is not None:
            if element.start() < position:
                element = _ELEMENT.search(text, position)
                continue
            while fence is not None and fence.start() < position:
                fence = next(fences, None)
            if fence is not None and fence.start() < element.start():
                position = self._past(fence)
                continue
            self._dedent(done, element.start())
            if element["comment"]:
                self._found.holes.append(Hole(*element.span()))
                position = done = element.end()
                continue
            tags = shown(text, element, self._imports)
            if tags:
                self._found.tags += tags
            else:
                self._element(element)
            position = done = tags[-1].end if tags else element.end()
        self._dedent(done, len(text))

    def _past(self, fence: re.Match[str]) -> int:
        closing = re.compile(rf"(?m)^[ \t]*{re.escape(fence[1])}{re.escape(fence[1][0])}*[ \t]*$")
        end = closing.search(self._lines.text, self._lines.end(fence.end()))
        return len(self._lines.text) if end is None else end.end()

    def _element(self, element: re.Match[str]) -> None:
        name, place = element["name"], (element.start(), element.end())
        own = _ROLES.get(name)
        if own is None and (name == "pre" or (name[0].isupper() and not self._lines.alone(*place))):
            return
        if own is not None:
            role = Role.CLOSE if element["close"] else Role.OPEN
            self._found.tags.append(Tag(*place, role, own, named=attributes_of(element["rest"])))
        self._found.holes.append(Hole(*place))
        if element["close"]:
            self._close(name)
        elif not element["rest"].rstrip().endswith("/"):
            self._strips.append((name, self._strip(*place)))

    def _close(self, name: str) -> None:
        index = next((at for at in range(len(self._strips) - 1, -1, -1) if self._strips[at][0] == name), None)
        if index is not None:
            del self._strips[index:]

    def _strip(self, start: int, end: int) -> int:
        """How much further right than the element's tag its contents are; below 0 where they are further left."""
        text = self._lines.text
        first = re.compile(r"\n([ ]*)\S").search(text, end)
        own = _BLANKS.match(text, self._lines.start(start))
        return len(first[1]) - len(own[0]) if first is not None and own is not None else 0

    def _dedent(self, start: int, end: int) -> None:
        depth = sum(strip for _, strip in self._strips)
        if depth <= 0:
            return
        lines = self._lines
        for line in range(lines.number(start) + 1, lines.number(end) + 1):
            blanks = _BLANKS.match(lines.text, lines.starts[line])
            if blanks is not None and (width := min(depth, len(blanks[0]))):
                self._found.holes.append(Hole(blanks.start(), blanks.start() + width))
