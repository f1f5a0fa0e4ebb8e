"""Lines by which MkDocs and mdBook include a file.

``--8<-- "FILE"`` of MkDocs' snippets, ``{% include "FILE" %}`` of its macros and of Jekyll, ``{{#include FILE}}`` of
mdBook.

    --8<-- "FILE"          --8<--
                           FILE
                           --8<--

A ``;`` in front shows the line as it is; one in front of a file leaves it out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from harness.sites.including import BOOK, MACRO, SNIPPET

_SNIPPET: Final = re.compile(
    r"""(?P<blanks>[ \t]*)(?P<escape>;*)-+8<-+(?:[ \t]+(?:"(?P<double>[^"\n]+)"|'(?P<single>[^'\n]+)')[ \t]*)?$"""
)
_MACRO: Final = re.compile(
    r"""(?P<blanks>[ \t]*)\{%[-+]?\s*include(?:_relative)?\s+(?:"(?P<double>[^"\n]+)"|'(?P<single>[^'\n]+)'"""
    r"""|(?P<bare>(?!\S+\.html?\b)[\w./-]+\.\w+)\b)(?P<arguments>.*?)[-+]?%\}[ \t]*$"""
)
_ARGUMENT: Final = re.compile(r"""([\w-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"']+)""")
_BOOK: Final = re.compile(
    r"(?P<blanks>[ \t]*)(?P<escape>\\?)\{\{\s*#(?:include|rustdoc_include|playground|playpen)\s+"
    r"(?P<file>[^\s{}]+)[^{}]*\}\}\s*$"
)
_ONE_LINE: Final = re.compile(r"(?P<file>.+):(?P<line>\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inclusion:
    """Lines ``start`` to before ``end`` stand for ``files``, each line of them behind ``blanks``."""

    start: int
    end: int
    name: str
    files: tuple[str, ...]
    blanks: str = ""
    arguments: Mapping[str, str] = field(default_factory=dict)  # expressions by their names, of Jekyll


def may_include(text: str, start: int = 0) -> bool:
    """Cheap: most texts include nothing."""
    return (
        text.find("8<-", start) >= 0
        or text.find("{{#", start) >= 0
        or (text.find("{%", start) >= 0 and "include" in text)
    )


def inclusions(lines: Sequence[str], names: frozenset[str]) -> Iterator[Inclusion]:
    """Those among the lines, of the kinds in ``names``."""
    index = 0
    while index < len(lines):
        found = _at(lines, index, names)
        if found is not None:
            yield found
        index = index + 1 if found is None else found.end


def unescaped(line: str) -> str:
    """A line that is shown as it is, without the ``;`` that says so."""
    for pattern, escape in ((_SNIPPET, ";"), (_BOOK, "\\")):
        if (found := pattern.match(line)) is not None and found["escape"]:
            return line.replace(escape, "", 1)
    return line


def _at(lines: Sequence[str], index: int, names: frozenset[str]) -> Inclusion | None:
    line = lines[index]
    if SNIPPET in names and "8<-" in line and (found := _SNIPPET.match(line)) is not None and not found["escape"]:
        named = found["double"] or found["single"]
        if named is not None:
            return Inclusion(start=index, end=index + 1, name=SNIPPET, files=_wanted((named,)), blanks=found["blanks"])
        return _block(lines, index, found["blanks"])
    if MACRO in names and "{%" in line and (found := _MACRO.match(line)) is not None:
        file, arguments = found["double"] or found["single"] or found["bare"], _ARGUMENT.findall(found["arguments"])
        return Inclusion(start=index, end=index + 1, name=MACRO, files=(file,), arguments=dict(arguments))
    if BOOK in names and "{{" in line and (found := _BOOK.match(line)) is not None and not found["escape"]:
        return Inclusion(
            start=index, end=index + 1, name=BOOK, files=(_in_book(found["file"]),), blanks=found["blanks"]
        )
    return None


def _in_book(named: str) -> str:
    """A name as MkDocs has it: ``FILE:3`` of mdBook is one line, and not all from there on."""
    one = _ONE_LINE.fullmatch(named)
    return named if one is None or ":" in one["file"] else f"{named}:{one['line']}"


def _block(lines: Sequence[str], index: int, blanks: str) -> Inclusion | None:
    """The form of several lines; ``None`` where it does not end."""
    for end in range(index + 1, len(lines)):
        found = _SNIPPET.match(lines[end])
        if found is not None and not found["escape"]:
            files = _wanted(line.strip() for line in lines[index + 1 : end] if line.strip())
            return Inclusion(start=index, end=end + 1, name=SNIPPET, files=files, blanks=blanks)
    return None


def _wanted(named: "Iterator[str] | Sequence[str]") -> tuple[str, ...]:
    return tuple(name.strip() for name in named if not name.startswith(";"))
