"""What clusters bring along, such as MetalLB: its objects, and what it writes at a page's own objects."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from harness.match.lines.line import agreed, extra
from harness.match.lines.text import Line
from harness.match.match import Difference
from harness.settings.tolerance import ADD_ON as RULE

ADD_ON: Final = re.compile(
    r"(?<![\w-])(?:metallb-[\w-]+|[\w-]+\.metallb\.io|metallb\.io(?=/)|local-path-storage)(?![\w-])"
)
"""Namespaces and objects that clusters have from whoever made them: MetalLB, and the storage of kind."""
NONE: Final = re.compile(r"\s*(\w[\w ]*):\s+<none>\s*")
FIELD: Final = re.compile(r"\s*(\w[\w ]*):\s+(?:[\w-]+\.)?metallb\.io/\S+: .*")
EVENTS: Final = re.compile(r"\s*(Events):\s*")
HEADER: Final = re.compile(r"\s*(?:Type\s+Reason\b.*|----\s.*)")


def set_aside(expected: Sequence[Line], actual: Sequence[str]) -> tuple[list[Line], list[str], list[Difference]]:
    """Without fields for which a page shows ``<none>``, and which hold nothing but an add-on's notes."""
    lines = [(found[1], line) for line in expected if (found := NONE.fullmatch(line.text)) is not None]
    none = {key: line for key, line in lines if [other for other, _ in lines].count(key) == 1}
    brought = {key: at for key, at in (*fields(actual), *events(actual)) if key in none}
    if not brought:
        return list(expected), list(actual), []
    begin = brought.get("Events", len(actual))
    gone = {at for at, text in enumerate(actual) if at > begin and HEADER.fullmatch(text)}
    aside = [agreed(none[key], actual[at], (RULE.name,)) for key, at in brought.items()]
    aside += [extra(actual[at], RULE) for at in sorted(gone)]
    gone |= set(brought.values())
    left = [line for line in expected if line not in [none[key] for key in brought]]
    return left, [text for at, text in enumerate(actual) if at not in gone], aside


def fields(actual: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The name of a field that begins with an add-on's note, and where that is."""
    for at, text in enumerate(actual):
        found = FIELD.fullmatch(text)
        if found is not None:
            yield found[1], at


def events(actual: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The same of a list of events at the end of an output, each of which is an add-on's."""
    for at, text in enumerate(actual):
        found = EVENTS.fullmatch(text)
        rows = [row for row in actual[at + 1 :] if not HEADER.fullmatch(row)]
        if found is not None and rows and all(map(ADD_ON.search, rows)):
            yield found[1], at
