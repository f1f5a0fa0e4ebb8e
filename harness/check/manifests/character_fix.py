"""The one character that a line of a manifest lacks: a colon, a blank, a dash, a quote or a bracket."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from harness.check.manifests.manifest_text import ManifestText
from harness.fix import Fix, swap

_KEY_AND_VALUE: Final = re.compile(r"(\s*(?:- )?[A-Za-z][\w./-]*) (\S.*)")
_NO_BLANK: Final = re.compile(r"(\s*(?:- )?[A-Za-z][\w./-]*:)([^\s:/].*)")
_DASH: Final = re.compile(r"(\s*-)([A-Za-z\"'].*)")
_KEY: Final = re.compile(r"\s*(?:- )?[A-Za-z][\w-]*")
_LOST_DASH: Final = re.compile(r"(\s*)  (\w[\w-]*:.*)")
_COMMENT: Final = re.compile(r" *[A-Za-z][^:\[\]{}#\n]*(?: [^:\[\]{}#\n]+){2,}")
_STAR: Final = re.compile(r"(?<=- )\*\S*$|(?<=: )\*\S*$")
_OTHER_SIGN: Final = re.compile(r"( *(?:- )?[A-Za-z]\w*)[;=] ?(\S.*)")
_TWO_DASHES: Final = re.compile(r"( *- )- (.+)")
_SLASHES: Final = re.compile(r"( *)//( .*)")
_PAIRS: Final = (("[", "]"), ("{", "}"))

Clean = Callable[[ManifestText], bool]


def character_fix(text: ManifestText, line: int, clean: Clean) -> Fix | None:
    """``None`` where no character, or more than one, makes all of the text right; ``line`` counts from 0."""
    lines = text.text.split("\n")
    near = [number for number in (line, line - 1, line + 1) if 0 <= number < len(lines)]
    good = [
        (number, new)
        for number in near
        for new in dict.fromkeys(repaired(lines[number]))
        if clean(replace(text, text="\n".join([*lines[:number], new, *lines[number + 1 :]])))
    ]
    if not good or len({number for number, _ in good}) > 1:
        return None
    number, new = good[0]
    old = lines[number]
    start = len(old) - len(old.lstrip())
    start = min(start, len(new) - len(new.lstrip()))
    return swap(text.place(number, start), old[start:], new[start:], safe=len(good) == 1)


def repaired(line: str) -> Iterator[str]:
    """The line with one character more, or with the character that was meant."""
    if _COMMENT.fullmatch(line):
        start = len(line) - len(line.lstrip())
        yield f"{line[:start]}# {line[start:]}"
        return
    yield from with_other_sign(line)
    if found := _KEY_AND_VALUE.fullmatch(line):
        yield f"{found[1]}: {found[2]}"
    if found := _NO_BLANK.fullmatch(line):
        yield f"{found[1]} {found[2]}"
    if found := _DASH.fullmatch(line):
        yield f"{found[1]} {found[2]}"
    if _KEY.fullmatch(line):
        yield f"{line}:"
    if found := _LOST_DASH.fullmatch(line):
        yield f"{found[1]}- {found[2]}"
    yield from requoted(line)
    for opened, closed in _PAIRS:
        if line.count(opened) == line.count(closed) + 1:
            yield f"{line}{closed}"
        elif line.count(opened) == line.count(closed) - 1:
            yield re.sub(r"(: |- )", rf"\1{opened}", line, count=1)


def requoted(line: str) -> Iterator[str]:
    for quote in ('"', "'"):
        if line.count(quote) % 2:
            yield f"{line}{quote}"
            yield re.sub(r"(: |- )(?=\w)", rf"\1{quote}", line, count=1)
            yield re.sub(r"(?=\]$)", quote, line, count=1)


def with_other_sign(line: str) -> Iterator[str]:
    """A comment of C, a wide colon, a comma that is lost, a star without quotes, a dash that is there twice."""
    if found := _SLASHES.fullmatch(line):
        yield f"{found[1]}#{found[2]}"
    if "\uff1a" in line:
        yield re.sub("\uff1a *", ": ", line, count=1)
    if line.count('" "') == 1:
        yield line.replace('" "', '", "')
    if _STAR.search(line):
        yield _STAR.sub(r'"\g<0>"', line)
    if found := _OTHER_SIGN.fullmatch(line):
        yield f"{found[1]}: {found[2]}"
    if found := _TWO_DASHES.fullmatch(line):
        yield f"{found[1]}{found[2]}"
