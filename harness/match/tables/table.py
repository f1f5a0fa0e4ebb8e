"""Tables such as ``kubectl get`` prints: columns by name, rows by name, each cell by its own rule.

The order of rows does not count. Rows that the page does not show are wrong, unless it has a ``...`` row. Columns that
the page does not show are accepted: new versions of tools add some. Lines around the tables are compared as lines.
"""

from collections.abc import Sequence

from harness.match.headline import quote, tell_nothing
from harness.match.lines.elided import search
from harness.match.lines.line import extra, missing
from harness.match.lines.line_key import Scanner, scanner
from harness.match.lines.text import Line
from harness.match.lines.tolerant import in_step
from harness.match.match import BAD, Match
from harness.match.rules import ALL_RULES
from harness.match.tables.table_pair import Compared, TablePair
from harness.match.tables.table_search import Table, names_for_sure, read_tables
from harness.settings import tolerance


def table(expected: str, actual: str, /, *, rules: tolerance.Tolerances = ALL_RULES) -> Match:
    """Agree when the output has every expected table, with the expected columns, rows and cells, and no other table."""
    scan = scanner(rules)
    printed, other_lines = read_tables(actual, names_for_sure(expected))
    known = frozenset(name for one in printed for name in one.columns.names)
    shown, lines = read_tables(expected, known)
    compared: list[Compared] = []
    left = list(printed)
    for one in shown:
        partner = _partner(one, left)
        if partner is None:
            compared.append(_absent(one, actual))
        else:
            left.remove(partner)
            compared.append(TablePair(scan, one, partner).compare())
    return _match([*compared, _lines(scan, lines, [line.text for line in other_lines]), _surplus(left)])


def _match(compared: Sequence[Compared]) -> Match:
    differences = tuple(difference for one in compared for difference in one.differences)
    if not any(one.mark in BAD for one in differences):
        return Match(matcher="table", agrees=True, differences=differences)
    return Match(
        matcher="table",
        agrees=False,
        differences=differences,
        telling=next(one.telling for one in compared if one.telling),
        score=min(sum(one.agreeing for one in compared) / max(1.0, sum(one.of for one in compared)), 0.999),
    )


def _partner(expected: Table, actual: Sequence[Table]) -> Table | None:
    """The first of the tables that share most column names with the expected one."""
    names = set(expected.columns.names)
    best = max(actual, key=lambda one: len(names & set(one.columns.names)), default=None)
    return best if best is not None and names & set(best.columns.names) else None


def _absent(expected: Table, actual: str) -> Compared:
    lines = [expected.header, *(row.line for row in expected.rows)]
    first = next((line for line in actual.splitlines() if line.strip()), "")
    telling = f"no table with the column {expected.columns.names[0]}; the output begins with {quote(first)}"
    return Compared(
        tuple(missing(line) for line in lines), telling if first else tell_nothing(len(lines)), of=len(lines)
    )


def _lines(scan: Scanner, expected: list[Line], actual: list[str]) -> Compared:
    """The lines around the tables."""
    if any(line.is_gap for line in expected):
        match = search(scan, "table", expected, actual, cut=tolerance.CUT in scan.rules)
    else:
        match = in_step(scan, "table", expected, actual)
    return Compared(match.differences, match.telling, match.score * len(expected), len(expected))


def _surplus(tables: Sequence[Table]) -> Compared:
    lines = [line for one in tables for line in (one.header, *(row.line for row in one.rows))]
    telling = f"the output has a table that the page does not show: {quote(lines[0].text)}" if lines else ""
    return Compared(tuple(extra(line.text) for line in lines), telling, of=len(lines))
