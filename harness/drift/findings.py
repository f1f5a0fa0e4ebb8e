"""Differences as findings at places of the translation, as ``harness check`` reports them."""

from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Final

from harness.check.drift_kind import DRIFT_CODES
from harness.diagnostic import Diagnostic
from harness.drift.drift import BlockDrift, Change, PageDrift
from harness.fix import Fix

LONGEST: Final = 80  # characters of a text


def findings(drift: PageDrift, fixes: Mapping[str, Fix]) -> Iterator[Diagnostic]:
    """One finding for each kind of difference of a block; ``fixes`` are those of blocks, by id."""
    for block in drift.blocks:
        for kind in block.kinds:
            changes = [change for change in block.changes if change.kind is kind]
            base = f"{drift.base}:{block.base.at.line}" if block.base is not None else str(drift.base)
            yield DRIFT_CODES[kind].found(
                block.near,
                f"the block {block.id!r} differs from {base}: {'; '.join(map(described, changes))}",
                remedy=_remedy(block),
                fix=fixes.get(block.id),
            )


def _remedy(block: BlockDrift) -> str:
    if block.translation is None:
        return "translate the block, or remove it from the base page"
    return "make the block do what the other one does" if block.base is not None else "remove it, or add it to the base"


def described(change: Change) -> str:
    """A difference in a few words."""
    subject = f"{change.kind} {change.subject}".strip()
    start = _shared(change.base, change.translation)
    base, translation = _short(change.base, start), _short(change.translation, start)
    if not base and not translation:
        return subject
    return f"{subject}: {base or 'nothing'} in the base, {translation or 'nothing'} here"


def _shared(base: str, translation: str) -> int:
    """How many characters to leave out, so that the first difference is among those that are shown."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(base, translation, strict=False)))
    return max(0, same - LONGEST // 2) if max(len(base), len(translation)) > LONGEST else 0


def _short(text: str, start: int) -> str:
    first, _, rest = text[start:].strip().partition("\n")
    cut = f"{first[: LONGEST - 1]}…" if len(first) > LONGEST else first
    return repr(f"{'…' if start else ''}{cut}{' ...' if rest else ''}") if text.strip() else ""
