"""One walk over a page, and over the boilerplates it includes, in reading order."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from harness.diagnostic import Diagnostic
from harness.parse.announcements import names_output
from harness.parse.blocks.block import Block, code_block, fence_block, one_line, text_block
from harness.parse.blocks.file_block import INCLUDES, FileBlocks
from harness.parse.blocks.ids import EnglishIds, Numbering, is_counted, section_of_line, section_of_page
from harness.parse.blocks.output_link import above_output, shows_output
from harness.parse.blocks.own_names import own_names
from harness.parse.blocks.snippet import Surroundings, snippet_of, with_output
from harness.parse.ignore import comment_attributes, ignores_in
from harness.parse.markdown.headings import headings
from harness.parse.markdown.offsets import Lines
from harness.parse.markdown.parts import Comment, Fence, HeadingLine, RawBlock
from harness.parse.page import Heading, Ignore, Snippet
from harness.parse.page_scan import PAIRS, Scan, scan_included
from harness.parse.shortcodes.boilerplate import Boilerplate
from harness.parse.shortcodes.include import Inclusions
from harness.parse.shortcodes.included_file import IncludedFile
from harness.parse.shortcodes.macros import including, raw_before, with_set
from harness.parse.shortcodes.nesting import Nesting
from harness.parse.shortcodes.shown_file import PAGES, PICTURES, files_named, imported, is_disabled, shows_code
from harness.parse.shortcodes.tabs import Tabs
from harness.parse.shortcodes.tag import Role, Tag
from harness.parse.shortcodes.tag_pairs import RAW
from harness.parse.shortcodes.values import Values
from harness.parse.sources import Sources
from harness.sites.shortcode import ShortcodeRole
from harness.source import Location

_NOT_IN_PREFIX: Final = re.compile(r"[^0-9A-Za-z_]")


@dataclass(slots=True)
class _Text:
    """The text being walked: the page's own, or a boilerplate's."""

    scan: Scan
    numbering: Numbering
    nesting: Nesting
    values: Values
    fences_apart: bool  # fences must not shift the numbers of blocks that the site's own tools see
    boilerplate: str | None = None
    including: tuple[str, ...] = ()
    heading: str = ""
    section: str = ""
    commands_end: int | None = None  # where the block of commands ends that an output may be below of
    part_end: int = 0

    @property
    def lines(self) -> Lines:
        return self.scan.lines


class Walk:
    """What it finds is in ``snippets``, ``diagnostics``, ``ignores``, ``boilerplates`` and ``tabs``."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._inclusions = Inclusions(sources.boilerplates, sources.language)
        self._files = FileBlocks(sources.site, sources.files)
        self.snippets: list[Snippet] = []
        self.diagnostics: list[Diagnostic] = []
        self.boilerplates: dict[str, None] = {}
        self.ignores: list[Ignore] = []
        self.tabs = Tabs()
        self._functions: set[str] = set()

    def read(self, page: Scan, page_headings: tuple[Heading, ...]) -> None:
        """The page's own text."""
        self._read(self._text(page, self._sources.values), page_headings)

    def _read(self, text: _Text, text_headings: tuple[Heading, ...]) -> None:
        self.diagnostics += text.scan.diagnostics()
        self.ignores += ignores_in(text.scan)
        rest = iter(text_headings)
        comment: Comment | None = None
        for part in text.scan.parts:
            if isinstance(part, HeadingLine):
                heading = next(rest)
                text.commands_end = text.commands_end if names_output(heading.text) else None
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
                self._fence(text, part, comment_attributes(text.lines, comment, part.start))
            else:
                self._raw_block(text, part, comment_attributes(text.lines, comment, part.start))
            text.part_end = part.end
        text.nesting.end()

    def _count_hidden(self, text: _Text, comment: Comment) -> None:
        """Blocks in comments are not read, but the site's own tools count them."""
        for line in text.lines.text[comment.start : comment.end].split("\n"):
            section = section_of_line(line)
            if section is not None and self._sources.language == self._sources.base:
                text.numbering.start_section(section)
            elif is_counted(line):
                text.numbering.next("", None)

    def _raw_block(self, text: _Text, raw: RawBlock, extra: Mapping[str, str]) -> None:
        known = self._sources.site.shortcodes[raw.opening.name]
        if known.role is ShortcodeRole.TAB:
            if is_disabled(raw.opening, known):
                return
            text.nesting.open(raw.opening)
            if raw.opening.argument(known.file):
                self._show_file(text, raw.opening)
            else:
                self._code(text, raw, extra)
            text.nesting.close(raw.closing)
        elif known.role is ShortcodeRole.BLOCK and known.prompts:
            self._text_block(text, raw, extra)
        elif known.role is ShortcodeRole.BLOCK:
            self._code(text, raw, extra)

    def _code(self, text: _Text, raw: RawBlock, extra: Mapping[str, str]) -> None:
        self._fence_like(text, raw, code_block(raw, text.lines, extra), extra)

    def _show_file(self, text: _Text, tag: Tag) -> None:
        """A tag that stands for a file: its text is a block, or for Markdown what is in it."""
        known = self._sources.site.shortcodes[tag.name]
        at, named = text.lines.location(tag.start), files_named(tag, known)
        if not known.folders or not self._sources.files.known or not named or any("://" in name for name in named):
            self.diagnostics.append(imported(at, tag, known))
            return
        for name in named:
            found = self._files.read(name, known.folders, at)
            if isinstance(found, Diagnostic):
                self.diagnostics += [] if known.guessed or name.casefold().endswith(PICTURES) else [found]
            elif shows_code(tag, known):
                title = {"title": tag.named["title"]} if tag.named.get("title") else {}
                self._add(text, self._files.block(found, at, tag.argument(known.syntax), title), "file")
                text.commands_end = None
            elif found.path.suffix.casefold() in PAGES:
                self._include_file(text, found, name, tag)

    def _include_file(self, text: _Text, file: IncludedFile, name: str, tag: Tag) -> None:
        at = text.lines.location(tag.start)
        refusal = self._inclusions.refusal(name, at, text.including)
        self.diagnostics += refusal or ()
        if refusal is None:
            page = Boilerplate(name=name, path=file.path, language=self._sources.base, text=file.text)
            self.boilerplates[name] = None
            self._include(text, page, at, tag.named)

    def _text_block(self, text: _Text, raw: RawBlock, extra: Mapping[str, str]) -> None:
        lines = text.lines
        written = text_block(raw, lines, extra)
        if written is None:
            self.diagnostics.append(one_line(lines.location(raw.start)))
            return
        block = written.read_as(self._sources.site.fences.syntaxes)
        line = lines.text[lines.start(raw.start) : lines.end(raw.start)]
        self._add(text, block, "uncounted" if raw.opening.name == "text" and not is_counted(line) else "")
        text.commands_end = raw.end if self.snippets[-1].segments else None

    def _fence(self, text: _Text, fence: Fence, extra: Mapping[str, str]) -> None:
        self._fence_like(text, fence, fence_block(fence, text.lines, extra), extra)

    def _fence_like(self, text: _Text, part: Fence | RawBlock, shown: Block, extra: Mapping[str, str]) -> None:
        """A fence, or a shortcode that holds code: commands, a file, or the output of the commands above."""
        block = self._files.filled(shown)
        if text.values.macros and raw_before(text.lines.text, part.start):
            block = replace(block, raw=True)
        kind = "fence" if text.fences_apart else ""
        block = block.read_as(self._sources.site.fences.syntaxes)
        if extra.get("output") == "true":
            self._output(text, block)
        elif not block.attributes.keys() & {"snip_id", "output"} and self._shows_output(text, part, block):
            text.numbering.next(kind, None)  # fences below keep their numbers
            self._output(text, block, part=True)
            text.commands_end = None
        else:
            self._add(text, block, kind, text.lines.text[text.part_end : part.start])
            text.commands_end = part.end if self.snippets[-1].segments else None

    def _shows_output(self, text: _Text, part: Fence | RawBlock, block: Block) -> bool:
        if text.commands_end is None:
            return False
        prose, above = text.lines.text[text.commands_end : part.start], above_output(self.snippets, self.tabs.path)
        if len(above) > 1 and not prose.strip():
            return False
        fences = self._sources.site.fences
        if self.tabs.path and names_output(self.tabs.path[-1].name):
            prose = "Output:\n\n"  # as its title says
        return bool(above) and all(shows_output(self.snippets[index], prose, block, fences) for index in above)

    def _output(self, text: _Text, block: Block, *, part: bool = False) -> None:
        for index in above_output(self.snippets, self.tabs.path) or [-1]:
            above = self.snippets[index] if self.snippets else None
            found, odd = with_output(above, block, text.values, part=part)
            self.diagnostics += (each for each in odd if each not in self.diagnostics)
            if found is not None:
                self.snippets[index] = found

    def _add(self, text: _Text, block: Block, kind: str, prose: str = "") -> None:
        own_id = text.numbering.next(kind, block.explicit_id)
        around = Surroundings(
            heading=text.heading,
            section=text.section,
            tab_path=self.tabs.path,
            boilerplate=text.boilerplate,
            source=text.lines.text,
            prose=prose,
            own=frozenset(self._functions),
            fences=self._sources.site.fences,
        )
        snippet, odd = snippet_of(block, own_id, text.values, around)
        if snippet.segments and self._sources.site.fences.outputs_inside:
            self._functions |= own_names(snippet.body)
        self.snippets.append(snippet)
        self.diagnostics += odd

    def _numbered(self, raw: RawBlock) -> bool:
        """Whether the site's own tools count such a block, and no fences."""
        return self._sources.site.shortcodes[raw.opening.name].prompts

    def _tag(self, text: _Text, tag: Tag) -> None:
        if not tag.terminated or tag.role in {Role.ESCAPE, Role.NAMELESS}:
            return  # scanning has said so
        role = self._sources.site.role(tag.name)
        if tag.role is Role.CLOSE:
            text.nesting.close(tag)
        elif role is ShortcodeRole.INCLUDE_PAGE and not self._sources.site.shortcodes[tag.name].folders:
            self._boilerplate(text, tag)
        elif role in INCLUDES or (role is ShortcodeRole.BLOCK and self._names_file(tag)):
            self._show_file(text, tag)
        elif tag.role is Role.OPEN and role in RAW:
            text.nesting.unclosed(tag)
        elif role is ShortcodeRole.TAB and is_disabled(tag, self._sources.site.shortcodes[tag.name]):
            text.nesting.single(tag)
        elif role is ShortcodeRole.TAB and tag.role is Role.ALONE:
            text.nesting.open(tag)
            self._show_file(text, tag)
            text.nesting.close(tag)
        elif tag.role is Role.OPEN and role in PAIRS:
            text.nesting.open(tag)
            if role is ShortcodeRole.TAB and self._names_file(tag):
                self._show_file(text, tag)
        else:
            text.nesting.single(tag)

    def _names_file(self, tag: Tag) -> bool:
        known = self._sources.site.shortcodes[tag.name]
        return bool(known.folders and tag.argument(known.file))

    def _boilerplate(self, text: _Text, tag: Tag) -> None:
        at = text.lines.location(tag.start)
        found, odd = self._inclusions.find(tag, self._sources.site.shortcodes[tag.name].file, at, text.including)
        self.diagnostics += odd
        if found is not None:
            self.boilerplates[found.name] = None
            self._include(text, found, at, {})

    def _include(self, text: _Text, found: Boilerplate, at: Location, arguments: Mapping[str, str]) -> None:
        site = self._sources.site
        inner = scan_included(found.text, found.path, at, site)
        translated = found.language != self._sources.base
        english = None
        if translated and found.english is not None and any(isinstance(part, HeadingLine) for part in inner.parts):
            base = scan_included(found.english, found.path, at, site)
            english = EnglishIds.of(headings(base, translated=False, english=None))
        self._read(
            self._text(
                inner,
                including(text.values, arguments) if text.values.macros else text.values,
                boilerplate=found.name,
                including=(*text.including, found.name),
            ),
            headings(inner, translated=translated, english=english),
        )

    def _text(
        self, scan: Scan, values: Values, *, boilerplate: str | None = None, including: tuple[str, ...] = ()
    ) -> _Text:
        counted = any(isinstance(part, RawBlock) and self._numbered(part) for part in scan.parts)
        prefix = "" if boilerplate is None else f"{_NOT_IN_PREFIX.sub('_', boilerplate)}_"
        return _Text(
            scan=scan,
            numbering=Numbering(prefix, otherwise="" if prefix or counted else section_of_page(scan.lines.path)),
            nesting=Nesting(scan, self.tabs, self.diagnostics),
            values=with_set(scan.lines.text, values) if values.macros else values,
            fences_apart=counted,
            boilerplate=boilerplate,
            including=including,
        )
