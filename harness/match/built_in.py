"""The matchers that the harness brings along."""

from harness.extensions import hookimpl
from harness.match.documents.structure import json_structure, yaml_structure
from harness.match.lines.elided import contains, elided, first_line, log
from harness.match.lines.listing import listing
from harness.match.lines.pattern import regex
from harness.match.lines.tolerant import exact, in_any_order, tolerant
from harness.match.matchers import NamedMatcher
from harness.match.tables.table import table


@hookimpl
def harness_matchers() -> tuple[NamedMatcher, ...]:
    return (
        NamedMatcher(name="contains", compare=contains),
        NamedMatcher(name="elided", compare=elided),
        NamedMatcher(name="exact", compare=exact),
        NamedMatcher(name="first-line", compare=first_line),
        NamedMatcher(name="json", compare=json_structure),
        NamedMatcher(name="lines", compare=in_any_order),
        NamedMatcher(name="listing", compare=listing),
        NamedMatcher(name="log", compare=log),
        NamedMatcher(name="regex", compare=regex),
        NamedMatcher(name="table", compare=table),
        NamedMatcher(name="tolerant", compare=tolerant),
        NamedMatcher(name="yaml", compare=yaml_structure),
    )
