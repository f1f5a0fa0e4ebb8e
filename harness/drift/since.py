"""Who made a difference: the base, which went on, or the translation."""

from collections.abc import Iterator
from dataclasses import replace

from harness.drift.drift import BlockDrift, PageDrift, Way


def with_ways(now: PageDrift, then: PageDrift) -> PageDrift:
    """The differences with their way. ``then`` compares the same translation with an earlier state of the base."""
    return replace(now, blocks=tuple(_with_ways(now, then)))


def _with_ways(now: PageDrift, then: PageDrift) -> Iterator[BlockDrift]:
    for block in now.blocks:
        yield replace(block, way=_way(block, then))


def _way(block: BlockDrift, then: PageDrift) -> Way:
    earlier = next((one for one in then.blocks if _same(one, block)), None)
    if earlier is None:
        return Way.BASE
    return Way.TRANSLATION if _body(earlier) == _body(block) else Way.BOTH


def _same(earlier: BlockDrift, block: BlockDrift) -> bool:
    if block.translation is None or earlier.translation is None:
        return block.translation is earlier.translation and _body(earlier) == _body(block)
    return earlier.translation.at == block.translation.at


def _body(block: BlockDrift) -> str | None:
    return None if block.base is None else block.base.body
