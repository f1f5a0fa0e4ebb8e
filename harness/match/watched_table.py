"""A table that is watched: rows come while things change, and some have changed before the watch began."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

from harness.match.lines.line import accepted_missing
from harness.match.lines.text import lines_of
from harness.match.match import LEFT_OUT, Match
from harness.match.tables.table import table
from harness.settings import tolerance

ON_THE_WAY: Final = re.compile(
    r"\s(?:Pending|ContainerCreating|PodInitializing|Init:\d+/\d+|<pending>|Progressing)(?:\s|$)"
)
PARTLY: Final = re.compile(r"\s(?!(\d+)/\1\s)(\d+/\d+)(?=\s|$)")
"""How many of the parts of something are ready, where not all are."""
NO_PARTS: Final = frozenset[str]()


def watched_table(expected: str, output_text: str, found: Match, *, rules: tolerance.Tolerances) -> Match:
    """A table that grows while it is watched: it may have more rows, and columns that the page does not show."""
    watched = table(f"{expected}\n{LEFT_OUT}", output_text, rules=rules)
    return watched if watched.agrees or watched.score > found.score else found


def settled_table(expected: str, output_text: str, found: Match, *, rules: tolerance.Tolerances) -> Match:
    """A watched table without the rows of what was still on its way: it may have arrived before the watch began."""
    if tolerance.PROGRESS not in rules:
        return found
    lines = expected.splitlines()
    names = [name_of(line) for line in lines]
    shown, printed = parts_by_name(lines), parts_by_name(output_text.splitlines())
    passing = {name for name, parts in shown.items() if printed.get(name, NO_PARTS) <= parts}
    left = [
        line
        for number, line in enumerate(lines)
        if not (names[number] in names[number + 1 :] and is_passing(line, passing))
    ]
    if len(left) == len(lines):
        return found
    settled = watched_table("\n".join(left), output_text, found, rules=rules)
    if not settled.agrees:
        return found
    gone = (accepted_missing(line, tolerance.PROGRESS) for line in lines_of(expected) if line.text not in left)
    return replace(settled, differences=(*settled.differences, *gone))


def is_passing(line: str, passing: Collection[str]) -> bool:
    """Whether a row tells of what passes: of those in ``passing`` the output shows no other state on the way."""
    return ON_THE_WAY.search(line) is not None or (PARTLY.search(line) is not None and name_of(line) in passing)


def parts_by_name(lines: Sequence[str]) -> Mapping[str, frozenset[str]]:
    """By the name of a row how much of it was ready while not all was."""
    found = [(name_of(line), parts[2]) for line in lines if (parts := PARTLY.search(line)) is not None]
    return {name: frozenset(part for other, part in found if other == name) for name, _ in found}


def name_of(line: str) -> str:
    return next(iter(line.split()), "")
