"""Every matcher by the name that plan files use."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Protocol

from harness.match.documents.structure import json_structure, yaml_structure
from harness.match.lines.elided import contains, elided, first_line, log
from harness.match.lines.listing import listing
from harness.match.lines.pattern import regex
from harness.match.lines.tolerant import exact, in_any_order, tolerant
from harness.match.match import Match
from harness.match.tables.table import table


class RuledMatcher(Protocol):
    """A ``Matcher`` that can be told which tolerance rules hold; all do by default."""

    def __call__(self, expected: str, actual: str, /, *, rules: frozenset[str] = ...) -> Match: ...


MATCHERS: Final[Mapping[str, RuledMatcher]] = MappingProxyType(
    {
        "contains": contains,
        "elided": elided,
        "exact": exact,
        "first-line": first_line,
        "json": json_structure,
        "lines": in_any_order,
        "listing": listing,
        "log": log,
        "regex": regex,
        "table": table,
        "tolerant": tolerant,
        "yaml": yaml_structure,
    }
)
