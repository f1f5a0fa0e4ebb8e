"""The order of items: findings in seconds first, then pages without clusters, then those that need most clusters."""

import pytest

from harness.plan.step import Role
from harness.plugin.collect import CheckItem, SnippetItem


def sort_items(items: list[pytest.Item]) -> None:
    """In place. Items that are not ours keep their places before ours; a variant's items stay together and in order."""
    items.sort(key=rank)


def group_of(item: pytest.Item) -> str | None:
    """What stays together on a shard: a page's variant, as reports name it; ``None`` for what is not ours."""
    if isinstance(item, SnippetItem):
        return "::".join(part for part in (str(item.plan.page.path), item.variant.variant.name) if part)
    return f"{item.path}::check" if isinstance(item, CheckItem) else None


def rank(item: pytest.Item) -> tuple[int, int, tuple[str, ...]]:
    """Pages with many clusters come first among those with clusters: smaller pages then use the fleet that is there.

    Of as many clusters, pages that stand on the same come one after the other: a fleet makes each layer once.
    """
    if isinstance(item, CheckItem):
        return 1, 0, ()
    if isinstance(item, SnippetItem):
        needed = item.variant.needs.clusters
        return (3, -needed, chain_of(item)) if needed else (2, 0, ())
    return 0, 0, ()


def chain_of(item: pytest.Item) -> tuple[str, ...]:
    """What a page's variant stands on, lowest first; nothing for what is not a snippet."""
    if not isinstance(item, SnippetItem):
        return ()
    return tuple(dict.fromkeys(step.prepares for step in item.variant.steps if step.role is Role.BEFORE))
