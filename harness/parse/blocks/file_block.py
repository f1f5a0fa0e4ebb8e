"""Blocks whose text, or a part of it, is in other files of the checkout."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from harness.diagnostic import Diagnostic
from harness.errors import PageError
from harness.parse.blocks.block import Block
from harness.parse.blocks.syntaxes import KNOWN, SHELLS
from harness.parse.codes import FILE_MISSING
from harness.parse.markdown.inclusions import Inclusion, inclusions, may_include, unescaped
from harness.parse.shortcodes.file_part import file_and_part, part_of
from harness.parse.shortcodes.included_file import IncludedFile, IncludedFiles
from harness.parse.shortcodes.tag import Role, read_tags
from harness.sites.shortcode import ShortcodeRole
from harness.sites.site_profile import SiteProfile
from harness.source import Location

INCLUDES: Final = frozenset({ShortcodeRole.INCLUDE_FILE, ShortcodeRole.INCLUDE_PAGE})
_BESIDE: Final = (".", "")  # where the file that a fence names is looked for


@dataclass(slots=True)
class _Lines:
    """What is put together of a block's own lines and those of files."""

    texts: list[str]
    columns: list[int]
    places: list[Location]
    odd: list[Diagnostic]


@dataclass(frozen=True, slots=True)
class FileBlocks:
    """Reads files that pages of a kind of site show."""

    site: SiteProfile
    files: IncludedFiles

    def read(self, named: str, folders: Sequence[str], at: Location) -> IncludedFile | Diagnostic:
        """The file, or the part of one, that a page names at a place; else what is wrong."""
        name, part = file_and_part(named)
        try:
            found = self.files.find(name, folders)
        except PageError as error:
            return error.diagnostics[0]
        if found is None:
            return _missing(at, named, folders)
        return part_of(found, part) or _without(at, found, part)

    def block(self, file: IncludedFile, at: Location, syntax: str, extra: Mapping[str, str]) -> Block:
        """A block with the text of a file. Without a syntax it is what the file's ending says, and never run."""
        lines = file.text.rstrip().split("\n")
        return Block(
            at=at,
            attributes={"syntax": syntax or _syntax_of(file), **extra},
            lines=lines,
            columns=[0] * len(lines),
            body_at=Location(path=file.path, line=file.first + 1, included_from=at),
            fence=True,
        )

    def filled(self, block: Block) -> Block:
        """A block with the text of the files that it names in its lines, or in the info string of an empty fence."""
        named = next((value for key in self.site.fences.files if (value := block.attributes.get(key))), "")
        if named and not any(line.strip() for line in block.lines):
            return self._whole(block, (named,), _BESIDE)
        if not any("{{" in line or may_include(line) for line in block.lines):
            return block
        found = sorted((*self._lines(block), *self._tags(block)), key=lambda one: one.start)
        if found:
            return self._replaced(block, found)
        return replace(block, lines=[unescaped(line) for line in block.lines])

    def _lines(self, block: Block) -> Iterator[Inclusion]:
        return inclusions(block.lines, frozenset(self.site.shortcodes))

    def _tags(self, block: Block) -> Iterator[Inclusion]:
        """Shortcodes on lines of their own that show a file."""
        for index, line in enumerate(block.lines):
            tag = next(read_tags(line), None) if "{{" in line else None
            known = None if tag is None else self.site.shortcodes.get(tag.name)
            if tag is None or known is None or known.role not in INCLUDES or not known.folders:
                continue
            if tag.role in {Role.OPEN, Role.ALONE} and line.strip() == line[tag.start : tag.end]:
                yield Inclusion(start=index, end=index + 1, name=tag.name, files=(tag.argument(known.file),))

    def _replaced(self, block: Block, found: Sequence[Inclusion]) -> Block:
        first = found[0]
        others = (*block.lines[: first.start], *block.lines[first.end :])
        if not first.blanks and len(first.files) == 1 and not any(line.strip() for line in others):
            return self._whole(block, first.files, self.site.shortcodes[first.name].folders)
        lines = _Lines([], [], [], [])
        position = 0
        for each in (*found, Inclusion(start=len(block.lines), end=len(block.lines), name="", files=())):
            for index in range(position, each.start):
                _add(lines, unescaped(block.lines[index]), block.place(index))
            for named in each.files:
                self._add_file(lines, block.place(each.start), each, named)
            position = each.end
        return replace(
            block,
            lines=lines.texts,
            columns=lines.columns,
            places=tuple(lines.places),
            diagnostics=(*block.diagnostics, *lines.odd),
            unread=lines.odd[0].message if lines.odd else block.unread,
        )

    def _add_file(self, lines: _Lines, at: Location, inclusion: Inclusion, named: str) -> None:
        file = self.read(named, self.site.shortcodes[inclusion.name].folders, at)
        if isinstance(file, Diagnostic):
            lines.odd.append(file)
            return
        for index, text in enumerate(file.text.rstrip().split("\n")):
            place = Location(path=file.path, line=file.first + index + 1, included_from=at)
            _add(lines, inclusion.blanks + text, place)

    def _whole(self, block: Block, files: Sequence[str], folders: Sequence[str]) -> Block:
        file = self.read(files[0], folders, block.body_at)
        if isinstance(file, Diagnostic):
            odd = (*block.diagnostics, file)
            return replace(block, lines=[], columns=[], diagnostics=odd, unread=file.message)
        own = self.block(file, block.at, "", {})
        return replace(block, lines=own.lines, columns=own.columns, body_at=own.body_at)


def _add(lines: _Lines, text: str, place: Location) -> None:
    lines.texts.append(text)
    lines.columns.append(place.column - 1)
    lines.places.append(place)


def _syntax_of(file: IncludedFile) -> str:
    ending = file.path.suffix.removeprefix(".").casefold()
    return ending if ending in KNOWN - SHELLS else "plain"


def _missing(at: Location, named: str, folders: Sequence[str]) -> Diagnostic:
    places = (folder.replace("{language}", "LANGUAGE") for folder in folders if folder.strip(".")[:1] not in {"", "{"})
    shown = ", ".join(places)
    return FILE_MISSING.found(
        at,
        f"the file {named!r}, which the page includes here, is not found",
        expected=f"it beside the page{shown and f', in {shown}'} or at the site's root",
        remedy="correct its path, or add the file",
    )


def _without(at: Location, file: IncludedFile, part: str) -> Diagnostic:
    return FILE_MISSING.found(
        at,
        f"{file.path} has no part {part!r}, which the page includes here",
        expected="lines of the file, or a section between --8<-- [start:NAME] and --8<-- [end:NAME]",
        remedy="correct the part's name or numbers",
    )
