"""Differences that a translation says are right, in comments, front matter or a plan file."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from harness.check.drift_kind import DRIFT_CODES, DRIFT_NAMES
from harness.check.ignoring import covers
from harness.diagnostic import Diagnostic
from harness.drift.drift import BlockDrift
from harness.parse.page import Ignore
from harness.plan.codes import UNUSED_IGNORE

Used = AbstractSet[tuple[Ignore, str]]


def without_ignored_changes(
    blocks: Sequence[BlockDrift], ignores: Sequence[Ignore]
) -> tuple[tuple[BlockDrift, ...], Used]:
    """The blocks with what is left of their differences, and which ignores were used, with the code."""
    used = {
        (ignore, code)
        for block in blocks
        for code in (DRIFT_CODES[kind].code for kind in block.kinds)
        for ignore in ignores
        if code in ignore.codes and covers(ignore, block.near)
    }
    if not used:
        return tuple(blocks), used
    left = []
    for block in blocks:
        codes = {code for ignore, code in used if covers(ignore, block.near)}
        changes = tuple(each for each in block.changes if DRIFT_CODES[each.kind].code not in codes)
        if changes:
            left.append(replace(block, changes=changes))
    return tuple(left), used


def unused_ignores(ignores: Iterable[Ignore], used: Used, *, off: AbstractSet[str]) -> Iterator[Diagnostic]:
    """Ignores of differences that are not there; a boilerplate's may be for another page that includes it."""
    for ignore in ignores:
        for code in ignore.codes:
            if code in DRIFT_NAMES - off and (ignore, code) not in used and ignore.at.included_from is None:
                yield UNUSED_IGNORE.found(
                    ignore.at,
                    f"there is no difference '{code}' here to ignore",
                    expected="a difference from the base in the block below it, or on the page",
                    remedy=f"remove {code} from it",
                )
