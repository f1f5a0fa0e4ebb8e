"""Differences for a terminal: each block side by side, then a table of pages."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from harness.check.drift_kind import Kind
from harness.drift.drift import BlockDrift, PageDrift
from harness.drift.findings import described
from harness.drift.side_by_side import Row, fit, rows
from harness.plural import counted
from harness.report.paint import Paint, visible

COLUMNS: Final = ("page", "differ", "missing", "added", "moved", "shown only")
STYLES: Final = {"=": "dim", ".": "dim", "<": "red", ">": "green", "|": "yellow"}


def drift_text(drifts: Sequence[PageDrift], *, columns: int, paint: Paint) -> Iterator[str]:
    """The lines of all blocks that differ."""
    for drift in drifts:
        for block in drift.blocks:
            yield from block_lines(drift, block, columns=columns, paint=paint)
            yield ""


def block_lines(drift: PageDrift, block: BlockDrift, *, columns: int, paint: Paint) -> Iterator[str]:
    place = f"{block.near.path}:{block.near.line}"
    way = f", {block.way}" if block.way is not None else ""
    yield f"{paint('bold', place)}: {', '.join(block.kinds)} [{block.id}]{way}"
    for change in block.changes:
        if change.kind not in {Kind.MISSING_BLOCK, Kind.ADDED_BLOCK}:
            yield f"  {visible(described(change))}"
    half = max(20, (columns - 7) // 2)
    base = f"{drift.base}:{block.base.at.line}" if block.base is not None else "not in the base page"
    other = place if block.translation is not None else "not in the translation"
    yield paint("bold", f"  {fit(_end(base, half), half)}   {_end(other, half)}".rstrip())
    left, right = _body(block, base=True), _body(block, base=False)
    for row in rows(left, right):
        yield _line(row, half, paint)


def _end(text: str, columns: int) -> str:
    """A place, cut at its beginning: its end says more."""
    return text if len(text) <= columns else f"…{text[1 - columns :]}"


def _body(block: BlockDrift, *, base: bool) -> str:
    snippet = block.base if base else block.translation
    return "" if snippet is None else snippet.body


def _line(row: Row, half: int, paint: Paint) -> str:
    mark = " " if row.mark in "=." else row.mark
    text = f"  {fit(visible(row.left), half)} {mark} {fit(visible(row.right), half)}".rstrip()
    return paint(STYLES[row.mark], text)


def table(drifts: Sequence[PageDrift]) -> Iterator[str]:
    """A line for each page that differs, with counts of blocks."""
    cells = [COLUMNS, *(_cells(drift) for drift in drifts if drift.blocks)]
    widths = [max(len(line[index]) for line in cells) for index in range(len(COLUMNS))]
    for name, *counts in cells if len(cells) > 1 else ():
        numbers = "  ".join(count.rjust(size) for count, size in zip(counts, widths[1:], strict=True))
        yield f"{name.ljust(widths[0])}  {numbers}"


def counts(blocks: Sequence[BlockDrift]) -> Counter[str]:
    """How many blocks of each sort of difference there are; a block counts once."""
    return Counter(_sort(block) for block in blocks)


def _sort(block: BlockDrift) -> str:
    for kind, name in ((Kind.MISSING_BLOCK, "missing"), (Kind.ADDED_BLOCK, "added"), (Kind.MOVED_BLOCK, "moved")):
        if kind in block.kinds:
            return name
    return "differ" if block.functional else "shown only"


def _cells(drift: PageDrift) -> tuple[str, ...]:
    found = counts(drift.blocks)
    return (str(drift.translation), *(str(found[name]) for name in COLUMNS[1:]))


def summary(drifts: Sequence[PageDrift], *, untranslated: Sequence[Path] = (), alone: Sequence[Path] = ()) -> str:
    differ = [drift for drift in drifts if drift.blocks]
    blocks = sum(len(drift.blocks) for drift in differ)
    functional = sum(block.functional for drift in differ for block in drift.blocks)
    words = [
        f"{counted(len(drifts), 'page')} compared",
        f"{blocks} {'block differs' if blocks == 1 else 'blocks differ'} on {len(differ)}",
        f"{functional} in what {'it does' if functional == 1 else 'they do'}",
    ]
    words += [f"{len(untranslated)} not translated"] if untranslated else []
    words += [f"{len(alone)} without a base page"] if alone else []
    return ", ".join(words)
