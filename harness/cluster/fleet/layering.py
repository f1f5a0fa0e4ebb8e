"""Bringing a fleet to a layer that it remembers, and remembering one. Whoever does it holds the fleet's lock."""

import logging
from collections.abc import Sequence

from harness.cluster.fleet.layers import forget_local
from harness.cluster.fleet.pool_entry import PoolEntry
from harness.cluster.provider import ClusterProvider, Fleet, Progress
from harness.errors import ClusterError

LOG = logging.getLogger(__name__)


def bring_back(entry: PoolEntry, provider: ClusterProvider, wanted: Sequence[str], *, progress: Progress) -> str:
    """To the highest of the wanted layers that is remembered, which come lowest first; what there is to say of that.

    A layer that cannot be gone back to is retired, and the next one below is tried.
    ``ClusterError`` when the fleet cannot be brought back to the state it was made in either.
    """
    trouble = ""
    best, used = entry.layers.best(wanted), entry.used_by
    while used or entry.layers.current != best:
        progress(f"{entry.fleet.name}: reset after {used or 'another layer'}")
        entry.use(used or "a reset that was interrupted")  # were this process killed now, it must be done again
        try:
            _go(entry.fleet, provider, best, progress)
        except ClusterError as error:
            if not best:
                raise
            trouble = f"a layer ({entry.layers.known[best]}) broke after {used or 'another layer'}: {error.message}"
            LOG.warning("%s", trouble)
            retire(entry, provider, best)
            best, used = entry.layers.best(wanted), entry.used_by
            continue
        entry.layers.at(best).write(entry.folder)
        entry.forget_use()
        break
    entry.put_contexts_back(best)
    return trouble


def keep(entry: PoolEntry, provider: ClusterProvider, layer: str, name: str) -> bool:
    """Remember what a fleet's clusters hold now; whether their provider can go back to it."""
    if provider.layers is None:
        return False
    provider.layers.remember(entry.fleet, layer)
    entry.keep_contexts(layer)
    entry.layers.at(layer, name).write(entry.folder)
    for old in entry.layers.surplus:
        retire(entry, provider, old)
    return True


def retire(entry: PoolEntry, provider: ClusterProvider, layer: str) -> None:
    """Forget a layer; first that it is there, so that nobody goes back to half of it."""
    entry.layers.without(layer).write(entry.folder)
    forget_local(entry.folder, layer)
    entry.forget_contexts(layer)
    if provider.layers is not None:
        provider.layers.forget(entry.fleet, layer)


def _go(fleet: Fleet, provider: ClusterProvider, layer: str, progress: Progress) -> None:
    if layer and provider.layers is not None:
        provider.layers.return_to(fleet, layer, progress=progress)
    else:
        provider.reset(fleet, progress=progress)
