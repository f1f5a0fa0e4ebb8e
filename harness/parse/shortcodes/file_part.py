"""Parts of files, as ``--8<-- "FILE:PART"`` of MkDocs and ``{{#include FILE:PART}}`` of mdBook name them.

part    = ":" [ line ] [ ":" [ line ] ] { "," ... }   from and to a line, counted from 1
| ":" name                                     from ``--8<-- [start:name]`` to ``--8<-- [end:name]``, or from
                                               ``ANCHOR: name`` to ``ANCHOR_END: name``
                                               ``#region name`` to ``#endregion``
| { US option "=" text }                       by what lines hold, as ``literalinclude`` of Sphinx names them
"""

import re
from dataclasses import replace
from typing import Final

from harness.parse.shortcodes.included_file import IncludedFile

BY_TEXT: Final = "\x1f"
"""Before each option that names a line by what it holds: no file's name has this sign."""

_NAMED: Final = re.compile(r"(?P<file>.+?)(?P<part>(?::-?\d*){1,2}(?:,-?\d*(?::-?\d*)?)*|:[A-Za-z][\w-]*)?")
_MARK: Final = re.compile(
    r"-{1,}8<-{1,}[ \t]+\[[ \t]*(?i:start|(?P<end>end))[ \t]*:[ \t]*(?P<name>[\w-]+)[ \t]*\]"
    r"|ANCHOR(?P<anchor_end>_END)?:[ \t]*(?P<anchor>[\w-]+)"
    r"|#(?P<region_end>end)?region\b(?:[ \t]+(?P<region>[\w-]+))?"
)


def file_and_part(named: str) -> tuple[str, str]:
    """``pod.yaml:3:5`` -> ``pod.yaml`` and ``3:5``."""
    if BY_TEXT in named:
        file, _, part = named.partition(BY_TEXT)
        return file, f"{BY_TEXT}{part}"
    found = _NAMED.fullmatch(named)
    return (named, "") if found is None or "://" in named else (found["file"], (found["part"] or "")[1:])


def part_of(file: IncludedFile, part: str) -> IncludedFile | None:
    """The file with this part of its text; ``None`` where it has no such part. Marks of parts are blank lines."""
    lines = file.text.splitlines()
    if not part:
        chosen = [(0, len(lines))]
    elif part[0] == BY_TEXT:
        chosen = _between(lines, dict(option.split("=", 1) for option in part[1:].split(BY_TEXT)))
    elif part[0].isalpha():
        chosen = _section(lines, part)
    else:
        chosen = [_range(one, len(lines)) for one in part.split(",")]
    shown = [line for start, end in chosen for line in lines[start:end]]
    if part and not shown:
        return None
    text = "\n".join("" if _MARK.search(line) else line for line in shown)
    return replace(file, text=text, first=file.first + chosen[0][0])


def _range(part: str, count: int) -> tuple[int, int]:
    first, colon, last = part.partition(":")
    start = _index(first, count, 1) - 1
    return start, _index(last, count, count) if colon and last else count


def _index(written: str, count: int, otherwise: int) -> int:
    """Negative ones count from the end."""
    number = int(written) if written not in {"", "-"} else otherwise
    return max(1, number if number >= 0 else count + number + 1)


def _between(lines: list[str], options: dict[str, str]) -> list[tuple[int, int]]:
    """From and to the first lines that hold a text; nothing where the file has no such line."""
    start = end = None
    for option, behind in (("start-after", 1), ("start-at", 0)):
        if option in options:
            start = next((at + behind for at, line in enumerate(lines) if options[option] in line), None)
            if start is None:
                return []
    for option, behind in (("end-before", 0), ("end-at", 1)):
        if option in options:
            below = range(start or 0, len(lines))
            end = next((at + behind for at in below if options[option] in lines[at]), None)
            if end is None:
                return []
    return [(start or 0, len(lines) if end is None else end)]


def _section(lines: list[str], name: str) -> list[tuple[int, int]]:
    marks = [
        (index, bool(found["end"] or found["anchor_end"] or found["region_end"]))
        for index, line in enumerate(lines)
        if (found := _MARK.search(line))
        and name in {found["name"], found["anchor"], found["region"], name if found[0] == "#endregion" else None}
    ]
    start = next((index + 1 for index, ends in marks if not ends), None)
    if start is None:
        return []
    end = next((index for index, ends in marks if ends and index >= start), len(lines))
    return [(start, end)]
