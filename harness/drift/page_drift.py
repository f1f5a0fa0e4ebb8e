"""Which pages are languages of each other, and which of their blocks."""

from collections.abc import Collection, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Final

from harness.check.drift_kind import Kind
from harness.drift.block_comparison import compare, likeness
from harness.drift.drift import BlockDrift, Change, PageDrift
from harness.drift.language_noise import is_foreign
from harness.drift.sequence_alignment import Pair, align
from harness.parse.page import Page, Snippet
from harness.source import Location

MOVED: Final = 0.8
ALIKE: Final = 0.5
"""How much two blocks must have in common to be one that moved, or one that was changed in its place."""


def drift_of(
    base: Page,
    translation: Page,
    *,
    compared: Collection[tuple[Path, Path]] = (),
    languages: frozenset[str] = frozenset(),
) -> PageDrift:
    """What differs between a page and its translation.

    ``compared`` are the pairs of files that are compared: what is in boilerplates of them is not compared here again.
    ``languages`` are names of the two beyond those that the pages say.
    """
    languages = languages | {base.language, translation.language}
    left, right = base.snippets, translation.snippets
    pairs = _pairs(left, right, languages)
    blocks: list[BlockDrift] = []
    near = Location(path=translation.path, line=1)
    for i, j in pairs:
        one = None if i is None else left[i]
        other = None if j is None else right[j]
        if other is not None:
            near = other.at.on_page
        if one and other and one.boilerplate and (one.at.path, other.at.path) in compared:
            continue
        blocks.extend(_differences(one, other, near, languages))
    return PageDrift(
        base=base.path,
        translation=translation.path,
        language=translation.language,
        blocks=tuple(_moved(blocks, languages)),
        compared=len(left) + len(right),
    )


def _pairs(left: Sequence[Snippet], right: Sequence[Snippet], languages: frozenset[str]) -> list[Pair]:
    """Blocks side by side; what is equal at the beginning and at the end needs no search."""
    head = _equal(left, right)
    tail = _equal(left[head:][::-1], right[head:][::-1])
    inner, other = left[head : len(left) - tail], right[head : len(right) - tail]
    between = align(inner, other, lambda one, two: _likeness(one, two, languages))
    return [
        *((index, index) for index in range(head)),
        *((None if i is None else i + head, None if j is None else j + head) for i, j in between),
        *((len(left) - tail + index, len(right) - tail + index) for index in range(tail)),
    ]


def _equal(left: Sequence[Snippet], right: Sequence[Snippet]) -> int:
    """How many blocks are equal from the beginning on."""
    return sum(1 for _ in takewhile(lambda pair: _known(*pair), zip(left, right, strict=False)))


def _known(left: Snippet, right: Snippet) -> bool:
    return left.id == right.id and left.body == right.body and left.syntax == right.syntax


def _likeness(left: Snippet, right: Snippet, languages: frozenset[str]) -> float:
    """About 2 for blocks that do the same, so that these become pairs before blocks that are only much alike.

    Of several such blocks those become a pair that have the same id, section and tab, too.
    """
    same_id = left.id == right.id
    beside = 0.05 * same_id + 0.05 * (tabs(left) == tabs(right)) + 0.02 * (left.section == right.section)
    if left.body == right.body or (left.boilerplate and left.boilerplate == right.boilerplate and same_id):
        return 2 + beside
    text = likeness(left.body, right.body)
    near = text >= ALIKE or same_id or left.section == right.section
    if near and compare(left, right, languages) == ():
        return 1.9 + beside
    if same_id and text < ALIKE and _same_place(left, right):
        text = ALIKE
    return text + beside if text >= ALIKE else 0.0


def _same_place(left: Snippet, right: Snippet) -> bool:
    """Whether blocks with one id are languages of one block though they have few words in common."""
    if "snip_id" in left.attributes:
        return True
    if left.segments:
        return programs(left) == programs(right) or not right.body.strip()
    return left.syntax == right.syntax and (is_foreign(right.body) or "\n" not in right.body)


def programs(snippet: Snippet) -> list[str]:
    """The first word of each command."""
    return [segment.command.split(maxsplit=1)[0] for segment in snippet.segments if segment.command.strip()]


def tabs(snippet: Snippet) -> tuple[str, ...]:
    return tuple(choice.value for choice in snippet.tab_path)


def _differences(
    base: Snippet | None, translation: Snippet | None, near: Location, languages: frozenset[str]
) -> list[BlockDrift]:
    if base is not None and translation is not None:
        changes = compare(base, translation, languages)
    elif base is not None:
        changes = (Change(kind=Kind.MISSING_BLOCK, base=base.body),)
    elif translation is not None:
        changes = (Change(kind=Kind.ADDED_BLOCK, translation=translation.body),)
    known = base or translation
    if not changes or known is None:
        return []
    return [BlockDrift(id=known.id, near=near, changes=changes, base=base, translation=translation)]


def _moved(blocks: Sequence[BlockDrift], languages: frozenset[str]) -> list[BlockDrift]:
    """Missing and added blocks that are much alike are one block that moved."""
    lost = [one for one in blocks if one.translation is None]
    new = [one for one in blocks if one.base is None]
    found: dict[int, BlockDrift] = {}
    gone: set[int] = set()
    for one in lost:
        free = [other for other in new if id(other) not in gone]
        best = max(free, key=lambda other: _between(one, other), default=None)
        if best is None or _between(one, best) < MOVED or one.base is None or best.translation is None:
            continue
        gone.add(id(best))
        changes = (Change(kind=Kind.MOVED_BLOCK), *compare(one.base, best.translation, languages))
        found[id(one)] = BlockDrift(
            id=one.id, near=best.near, changes=changes, base=one.base, translation=best.translation
        )
    return [found.get(id(one), one) for one in blocks if id(one) not in gone]


def _between(lost: BlockDrift, new: BlockDrift) -> float:
    return likeness(lost.base.body, new.translation.body) if lost.base and new.translation else 0.0
