"""What clusters bring along, such as MetalLB: its objects, and what it writes at a page's own objects."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from harness.match.lines.line import Sides, agreed, extra
from harness.match.lines.text import Line
from harness.settings.tolerance import ADD_ON as RULE

ADD_ON: Final = re.compile(
    r"(?<![\w-])(?:metallb-[\w-]+|[\w-]+\.metallb\.io|metallb\.io(?=/)|local-path-storage)(?![\w-])"
)
"""Namespaces and objects that clusters have from whoever made them: MetalLB, and the storage of kind."""
BUILT_IN: Final = {"kube-root-ca.crt": frozenset({"DATA"}), "kubernetes": frozenset({"CLUSTER-IP"})}
"""Objects that each namespace or cluster has by itself, with the columns of tables of their kind."""
NOTHING: Final = re.compile(r"No resources found(?: in [\w-]+ namespace)?\.?\s*")
NONE: Final = re.compile(r"\s*(\w[\w ]*):\s+<none>\s*")
FIELD: Final = re.compile(r"\s*(\w[\w ]*):\s+(?:[\w-]+\.)?metallb\.io/\S+: .*")
EVENTS: Final = re.compile(r"\s*(Events):\s*")
HEADER: Final = re.compile(r"\s*(?:Type\s+Reason\b.*|----\s.*)")


def set_aside(expected: Sequence[Line], actual: Sequence[str]) -> Sides:
    """Without fields for which a page shows ``<none>``, and which hold nothing but an add-on's notes.

    The same of a table of nothing but what each cluster has, where the page shows that there is nothing.
    """
    nothing = next((line for line in expected if NOTHING.fullmatch(line.text)), None)
    table = brought_table(actual) if nothing is not None else None
    if nothing is not None and table is not None:
        aside = [agreed(nothing, actual[table], (RULE.name,)), *(extra(row, RULE) for row in actual[table + 1 :])]
        return Sides([line for line in expected if line is not nothing], list(actual[:table]), aside)
    lines = [(found[1], line) for line in expected if (found := NONE.fullmatch(line.text)) is not None]
    none = {key: line for key, line in lines if [other for other, _ in lines].count(key) == 1}
    brought = {key: at for key, at in (*fields(actual), *events(actual)) if key in none}
    if not brought:
        return Sides(list(expected), list(actual), [])
    begin = brought.get("Events", len(actual))
    gone = {at for at, text in enumerate(actual) if at > begin and HEADER.fullmatch(text)}
    aside = [agreed(none[key], actual[at], (RULE.name,)) for key, at in brought.items()]
    aside += [extra(actual[at], RULE) for at in sorted(gone)]
    gone |= set(brought.values())
    left = [line for line in expected if line not in [none[key] for key in brought]]
    return Sides(left, [text for at, text in enumerate(actual) if at not in gone], aside)


def brought_table(actual: Sequence[str]) -> int | None:
    """Where a table begins at the end of an output, of whose rows none is a page's own; ``None`` without one."""
    rows = [*takewhile(BUILT_IN.__contains__, (next(iter(text.split()), "") for text in reversed(actual)))]
    header = len(actual) - len(rows) - 1
    if not rows or header < 0:
        return None
    columns = set(actual[header].split())
    return header if all(BUILT_IN[name] <= columns for name in rows) else None


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
