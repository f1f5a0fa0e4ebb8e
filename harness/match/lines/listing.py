"""Names of files as ``ls`` prints them: how they are laid out depends on the terminal, their order on the language."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from harness.match.lines.text import Line, lines_of
from harness.match.lines.tolerant import in_any_order_of, tolerant
from harness.match.match import Mark, Match
from harness.match.rules import ALL_RULES
from harness.settings import tolerance


def listing(expected: str, actual: str, /, *, rules: tolerance.Tolerances = ALL_RULES) -> Match:
    """Agree when every folder has the expected names and no other; by the rule ``listing`` laid out in any way."""
    match = tolerant(expected, actual, rules=rules)
    if match.agrees or tolerance.LISTING not in rules:
        return match
    printed = [line.text for line in names(lines_of(actual))]
    found = in_any_order_of("listing", list(names(lines_of(expected))), printed, rules)
    if not found.agrees:
        return found
    accepted = (replace(one, mark=Mark.ACCEPTED, rules=(tolerance.LISTING.name,)) for one in found.differences)
    return replace(found, differences=tuple(accepted))


def names(lines: Sequence[Line]) -> Iterator[Line]:
    """Each name with the folder that it is listed under, as ``folder/name``."""
    folder = ""
    for line in lines:
        if line.text.endswith(":"):
            folder = f"{line.text.removesuffix(':').strip()}/"
            continue
        yield from (Line(line.number, f"{folder}{name}") for name in line.text.split())
