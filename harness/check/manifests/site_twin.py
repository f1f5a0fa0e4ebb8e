"""One manifest on several pages of a site: a value that this page alone has, in a line that is the same elsewhere."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from harness.check.manifests.fields import WRONG_VALUE
from harness.check.odd_one import count
from harness.check.prose_value import prose
from harness.check.site_links import language_root, markdown_below
from harness.diagnostic import Diagnostic, Severity
from harness.parse.page import Page
from harness.source import Location

_FIRST: Final = re.compile(r"[ \t]*apiVersion: ")
_VALUE: Final = re.compile(r"(?P<key>\s*(?:- )?[\w./-]+: )(?P<value>\S.*)")
_UNKNOWN: Final = re.compile(r"[<>$&*{}]|\s#")  # a remark says why it is so
_WORD: Final = re.compile(r"[A-Za-z0-9]+(?:\.\d+)*")
_NUMBERS: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ENDS: Final = ("```", "~~~", "---", "EOF")
_LEAST: Final = 6  # lines: fewer are alike by chance
_MOST: Final = 120
_ENOUGH: Final = 2  # other pages

Lines = tuple[str, ...]


def site_twins(page: Page, known_faults: Collection[int]) -> Iterator[Diagnostic]:
    """``known_faults`` are lines with a finding of their own."""
    file = page.path.absolute()
    root = language_root(file, page.language)
    if root is None:
        return
    own = {lines for _, _, lines in manifests_in(page.text)}
    for at, indent, lines in manifests_in(page.text):
        alike = site_manifests(root).get(len(lines), {}).items()
        others = {each: left for each, files in alike if (left := files - {file})}
        if lines in others:
            continue
        odd = odd_line(lines, others)
        if odd is None or at[odd[0]] in known_faults:
            continue
        number, meant = odd
        old, new = (_VALUE.fullmatch(each) for each in (lines[number], meant))
        if old is None or new is None or count(old["value"].strip("\"'"), page.text) > 1:
            continue
        if (*lines[:number], meant, *lines[number + 1 :]) in own or is_said(
            old["value"], new["value"], old["key"], page
        ):
            continue  # the page changes it
        if any(old[0].strip() in text for each, text in markdown_below(root).items() if each != file):
            continue  # other manifests have this value, too
        place = Location(path=page.path, line=at[number], column=indent + old.start("value") + 1)
        message = f"the same manifest on other pages of the site has '{meant.strip()}' here"
        yield WRONG_VALUE.slip(
            place, message, old["value"], new["value"], expected=f"'{new['value']}'", severity=Severity.WARNING
        )


def is_said(old: str, new: str, key: str, page: Page) -> bool:
    """Whether the text names the part of a value that is unlike the other's, or says that it is about the key."""
    text = "\n".join(line for _, line in prose(page))
    name = key.strip(" -:")
    words = "[ -]?".join(filter(None, re.split(r"(?=[A-Z])", name)))
    if re.search(rf"`{re.escape(name)}\b|(?i:^(?:#+|title:) .*\b{words}\b)", text, re.MULTILINE):
        return True
    said = set(map(str.casefold, _WORD.findall(text)))
    unlike = {each.casefold() for each in _WORD.findall(old)} - {each.casefold() for each in _WORD.findall(new)}
    numbers = {_NUMBERS[int(each)] for each in unlike if each.isdigit() and int(each) < len(_NUMBERS)}
    return not said.isdisjoint(unlike | numbers)


def odd_line(lines: Lines, others: Mapping[Lines, Collection[Path]]) -> tuple[int, str] | None:
    """The only line that several pages have otherwise, all of them alike, with that of the others."""
    found: Counter[tuple[int, str]] = Counter()
    for other, files in others.items():
        unlike = [number for number, (one, two) in enumerate(zip(lines, other, strict=True)) if one != two]
        if len(unlike) == 1 and same_key(lines[unlike[0]], other[unlike[0]]):
            found[unlike[0], other[unlike[0]]] += len(files)
    (best, times), *more = found.most_common(2) or [((0, ""), 0)]
    return best if times >= _ENOUGH and not more else None


def same_key(line: str, other: str) -> bool:
    one, two = _VALUE.fullmatch(line), _VALUE.fullmatch(other)
    known = one is not None and two is not None and not _UNKNOWN.search(one["value"] + two["value"])
    return known and one is not None and two is not None and one["key"] == two["key"]


def manifests_in(text: str) -> Iterator[tuple[Sequence[int], int, Lines]]:
    """The lines of each manifest without their indent, with their numbers; remarks and blank lines left out."""
    numbers: list[int] = []
    lines: list[str] = []
    indent = 0
    for number, line in enumerate([*text.split("\n"), _ENDS[0]], 1):
        bare = line.strip()
        first = _FIRST.match(line) is not None and (not lines or len(line) - len(line.lstrip()) <= indent)
        if first or bare.startswith(_ENDS):
            if _LEAST <= len(lines) <= _MOST:
                yield numbers, indent, tuple(lines)
            numbers, lines = [], []
            indent = len(line) - len(line.lstrip())
        if first or (lines and bare and not bare.startswith(("#", *_ENDS))):
            numbers.append(number)
            lines.append(line[indent:].rstrip())


@lru_cache(maxsize=2)
def site_manifests(root: Path) -> Mapping[int, Mapping[Lines, frozenset[Path]]]:
    """By the number of its lines, in which files each manifest is."""
    found: defaultdict[int, defaultdict[Lines, set[Path]]] = defaultdict(lambda: defaultdict(set))
    for file, text in markdown_below(root).items():
        for _, _, lines in manifests_in(text) if "apiVersion:" in text else ():
            found[len(lines)][lines].add(file)
    return {length: {lines: frozenset(files) for lines, files in each.items()} for length, each in found.items()}
