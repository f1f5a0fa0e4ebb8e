"""An expected table and its actual one: columns, rows by name first, whatever the order, and cells."""

from collections import deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from harness.match.headline import quote
from harness.match.lines.add_ons import ADD_ON, BUILT_IN
from harness.match.lines.line import accepted_missing, agreed, extra, missing
from harness.match.lines.line_key import Scanner
from harness.match.lines.noise import OWN_NAMESPACES
from harness.match.match import Difference, Mark
from harness.match.tables.cell import WHOLE_COLUMNS, cell_agreement
from harness.match.tables.columns import leaves_out
from harness.match.tables.table_search import Row, Table
from harness.settings import tolerance

NODES: Final = frozenset({"NAME", "ROLES", "VERSION"})
"""Columns of a table whose names are those of nodes."""
OF_NODES: Final = {"NAME": "NODE", "VERSION": "NODE", "ROLES": "ROLES OF NODES", "LABELS": "LABELS OF NODES"}
"""What columns of such a table hold."""
NAMING: Final = ("NAMESPACE", "NAME", "RESOURCE NAME", "POD NAME")
MOST_TRIED: Final = 20  # rows that are tried for one that agrees


@dataclass(frozen=True, slots=True)
class Compared:
    """Differences, the sentence for the worst of them, and how much agrees of how much."""

    differences: tuple[Difference, ...]
    telling: str = ""
    agreeing: float = 0.0
    of: float = 0.0


class TablePair:
    """Compares two tables; columns by name, so that their order does not count."""

    def __init__(self, scan: Scanner, expected: Table, actual: Table) -> None:
        self._scan, self._expected, self._actual = scan, expected, actual
        places = {name: number for number, name in enumerate(actual.columns.names)}
        self._columns = [
            (number, name, places.get(name))
            for number, name in enumerate(expected.columns.names)
            if not self._is_elided(name)
        ]
        self._naming = self._find_naming()
        self._of_nodes = {*expected.columns.names} >= NODES

    def compare(self) -> Compared:
        """The header, then every expected row, then rows that are not on the page."""
        found = pair_rows(
            self._expected.rows,
            self._actual.rows,
            keys=(lambda row: self._key(row, self._expected), lambda row: self._key(row, self._actual)),
            agrees=lambda row, actual: all(rules is not None for *_, rules in self._cells(row, actual)),
        )
        latest = -1
        rows: list[Compared] = []
        for row, number in found.pairs:
            rows.append(self._row(row, self._actual.rows[number], late=number < latest))
            latest = max(latest, number)
        return _joined([self._header(), *rows, self._absent(found.absent), self._surplus(found.surplus)])

    def _is_elided(self, name: str) -> bool:
        return leaves_out(name) and tolerance.ELISION in self._scan.rules

    def _find_naming(self) -> list[str]:
        """The columns that name a row: those of names, or else the first one that is not volatile."""
        shared = [name for _, name, place in self._columns if place is not None]
        naming = [name for name in shared if name in NAMING]
        return naming or [name for name in shared if name not in WHOLE_COLUMNS][:1]

    def _header(self) -> Compared:
        expected, actual = self._expected, self._actual
        lacking = [name for _, name, place in self._columns if place is None]
        added = [name for name in actual.columns.names if name not in expected.columns.names]
        elided = len(self._columns) < len(expected.columns.names)
        if not lacking and (not added or elided or tolerance.EXTRA_COLUMN in self._scan.rules):
            rule = tolerance.ELISION if elided else tolerance.EXTRA_COLUMN
            rules = (rule.name,) if added or elided else ()
            return Compared((agreed(expected.header, actual.header.text, rules),), agreeing=1.0, of=1.0)
        starts = dict(zip(actual.columns.names, actual.columns.starts, strict=True))
        difference = Difference(
            mark=Mark.WRONG,
            line=expected.header.number,
            expected=expected.header.text,
            actual=actual.header.text,
            spans=tuple((starts[name], starts[name] + len(name)) for name in added),
        )
        if lacking:
            return Compared((difference,), f"column {lacking[0]} is missing from the output{_more(lacking)}", of=1.0)
        return Compared((difference,), f"column {added[0]} is not on the page{_more(added)}", of=1.0)

    def _row(self, row: Row, actual: Row, *, late: bool) -> Compared:
        cells = list(self._cells(row, actual))
        bad = [(name, expected, actual.cells[place]) for name, expected, place, rules in cells if rules is None]
        accepted = [rule for *_, rules in cells for rule in rules or ()]
        if late and tolerance.ROW_ORDER in self._scan.rules:
            accepted.append(tolerance.ROW_ORDER.name)
            late = False
        rules = tuple(dict.fromkeys(accepted))
        if not bad and not late:
            return Compared((agreed(row.line, actual.line.text, rules),), agreeing=1.0, of=1.0)
        telling = f"row {self._name(row, self._expected)} comes later than on the page"
        if bad:
            column, expected, cell = bad[0]
            telling = f"{column}: expected {expected or 'nothing'}, got {cell.text or 'nothing'}{_more(bad)}"
            if column not in self._naming:
                telling = f"{self._name(row, self._expected)} {telling}"
        difference = Difference(
            mark=Mark.WRONG,
            line=row.line.number,
            expected=row.line.text,
            actual=actual.line.text,
            rules=rules,
            spans=tuple((cell.start, cell.start + len(cell.text)) for *_, cell in bad),
        )
        return Compared((difference,), telling, agreeing=1.0 - len(bad) / max(1, len(cells)), of=1.0)

    def _absent(self, rows: Sequence[Row]) -> Compared:
        """Expected rows that are missing: right where the page shows what was just ending."""
        gone = [row for row in rows if self._is_ending(row)] if tolerance.GONE in self._scan.rules else []
        if self._other_nodes(len(rows), len(self._expected.rows)) and all(map(self._is_like_another, rows)):
            return Compared(tuple(accepted_missing(row.line, tolerance.MACHINE) for row in rows))
        wrong = [row for row in rows if row not in gone]
        telling = f"row {self._name(wrong[0], self._expected)} is missing{_more(wrong)}" if wrong else ""
        differences = (
            *(accepted_missing(row.line, tolerance.GONE) for row in gone),
            *(missing(row.line) for row in wrong),
        )
        return Compared(differences, telling, of=len(wrong))

    def _other_nodes(self, other: int, of: int) -> bool:
        """Whether one side has more nodes than the other: how many there are is the cluster's matter."""
        return self._of_nodes and other < of and tolerance.MACHINE in self._scan.rules

    def _is_like_another(self, row: Row) -> bool:
        """Whether an expected row agrees with an actual one that another row is paired with."""
        return any(all(rules is not None for *_, rules in self._cells(row, actual)) for actual in self._actual.rows)

    def _is_ending(self, row: Row) -> bool:
        shown = zip(self._expected.columns.names, row.cells, strict=True)
        return any(name == "STATUS" and cell.text == "Terminating" for name, cell in shown)

    def _surplus(self, rows: Sequence[Row]) -> Compared:
        """Rows that are not on the page: right where the page leaves rows out, and where a page cannot know of them."""
        nodes = tolerance.MACHINE if self._other_nodes(len(rows), len(self._actual.rows)) else None
        rules = [nodes or self._surplus_rule(row) for row in rows]
        wrong = [row for row, rule in zip(rows, rules, strict=True) if rule is None]
        differences = tuple(extra(row.line.text, rule) for row, rule in zip(rows, rules, strict=True))
        if not wrong:
            return Compared(differences)
        return Compared(
            differences, f"row {self._name(wrong[0], self._actual)} is not on the page{_more(wrong)}", of=len(wrong)
        )

    def _surplus_rule(self, row: Row) -> tolerance.Tolerance | None:
        if self._expected.gaps and tolerance.EXTRA_ROW in self._scan.rules:
            return tolerance.EXTRA_ROW
        names = self._naming_cells(row, self._actual)
        brought = any(ADD_ON.fullmatch(text) or OWN_NAMESPACES.fullmatch(text) for text in names[:1])
        columns = {*self._actual.columns.names}
        own = any(BUILT_IN[text] <= columns for text in names[-1:] if text in BUILT_IN)
        return tolerance.ADD_ON if (brought or own) and tolerance.ADD_ON in self._scan.rules else None

    def _cells(self, row: Row, actual: Row) -> Iterator[tuple[str, str, int, tuple[str, ...] | None]]:
        """For each column of both tables: its name, the expected text, its place in the actual table, and the rules."""
        for number, name, place in self._columns:
            if place is not None:
                expected = row.cells[number].text
                about = OF_NODES.get(name, name) if self._of_nodes else name
                yield name, expected, place, cell_agreement(self._scan, about, expected, actual.cells[place].text)

    def _naming_cells(self, row: Row, table: Table) -> list[str]:
        return [row.cells[table.columns.names.index(name)].text for name in self._naming]

    def _key(self, row: Row, table: Table) -> tuple[str, ...]:
        return tuple(self._scan.key(text) for text in self._naming_cells(row, table))

    def _name(self, row: Row, table: Table) -> str:
        """A row as people call it: ``kube-system/coredns``, without the end that changes with every pod."""
        cells = []
        for text in self._naming_cells(row, table):
            ends = [token.start for token in self._scan.tokens(text) if token.rule is tolerance.POD_HASH]
            cells.append(text[: ends[0]] if ends else text)
        return "/".join(cell for cell in cells if cell) or quote(row.line.text)


def _joined(parts: Sequence[Compared]) -> Compared:
    return Compared(
        tuple(difference for part in parts for difference in part.differences),
        next((part.telling for part in parts if part.telling), ""),
        sum(part.agreeing for part in parts),
        sum(part.of for part in parts),
    )


def _more(found: Sequence[object]) -> str:
    return f" (and {len(found) - 1} more)" if len(found) > 1 else ""


@dataclass(frozen=True, slots=True)
class RowPairs:
    """``pairs`` are expected rows with the index of the actual row of each, in expected order."""

    pairs: list[tuple[Row, int]]
    absent: list[Row]
    surplus: list[Row]


def pair_rows(
    expected: Sequence[Row],
    actual: Sequence[Row],
    *,
    keys: tuple[Callable[[Row], Hashable], Callable[[Row], Hashable]],
    agrees: Callable[[Row, Row], bool],
) -> RowPairs:
    """Rows of equal key that agree, then those of equal key, then those that agree (``...`` in a name).

    As many rows left on one side as on the other are taken for rows whose name is wrong.
    """
    waiting: dict[Hashable, deque[int]] = {}
    for number, row in enumerate(actual):
        waiting.setdefault(keys[1](row), deque()).append(number)
    queues = [waiting.get(keys[0](row), deque[int]()) for row in expected]
    pairs: dict[int, int] = {}

    def take(number: int, candidates: Sequence[int], queue: deque[int] | list[int]) -> None:
        found = next((one for one in candidates if agrees(expected[number], actual[one])), None)
        if found is not None:
            queue.remove(found)
            pairs[number] = found

    for number, queue in enumerate(queues):
        take(number, [queue[step] for step in range(min(len(queue), MOST_TRIED))], queue)
    for number, queue in enumerate(queues):
        if number not in pairs and queue:
            pairs[number] = queue.popleft()
    left = sorted(number for queue in waiting.values() for number in queue)
    for number in range(len(expected)):
        if number not in pairs:
            take(number, left[:MOST_TRIED], left)
    absent = [number for number in range(len(expected)) if number not in pairs]
    if len(absent) == len(left):
        pairs.update(zip(absent, left, strict=True))
        absent, left = [], []
    return RowPairs(
        pairs=[(expected[number], pairs[number]) for number in sorted(pairs)],
        absent=[expected[number] for number in absent],
        surplus=[actual[number] for number in left],
    )
