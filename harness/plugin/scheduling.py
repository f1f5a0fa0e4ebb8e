"""Which items stay on one worker: those of a page's variant, since its snippets build on each other."""

from typing import Final

import pytest
from xdist.scheduler import LoadGroupScheduling, LoadScheduling
from xdist.workermanage import WorkerController

PAGES: Final = (".md::", ".mdx::")
CHECK: Final = "::check"
SPREADING: Final = (LoadScheduling, LoadGroupScheduling)
"""Schedulers that would give snippets of one page to several workers; the others are used unchanged."""


def keep_pages_together(config: pytest.Config) -> None:
    """Put our scheduler in the place of one that spreads items: call it when a worker has told of its first page.

    xdist makes its scheduler before anything is collected, and before the hook that can choose another one knows of
    pages. Until a worker's items are handed to it a scheduler knows only which workers there are.
    """
    session = config.pluginmanager.getplugin("dsession")
    if type(session.sched) in SPREADING:
        config.option.loadscopereorder = False  # checks first: they take no time
        scheduler = PageScheduling(config, session.log)
        for node in session.sched.nodes:
            scheduler.add_node(node)
        session.sched = scheduler


class PageScheduling(LoadGroupScheduling):
    """Like loadgroup, with the groups of pages read from their node ids: pytest 9 loses those that xdist 3.8 adds."""

    def schedule(self) -> None:
        """Also give enough to a worker that takes the place of a killed one.

        A worker runs an item only when it knows the next one or that there is none. At the start xdist 3.8 hands out
        two groups, after a crash only one: where that is a single item the run would wait for ever.
        """
        again = self.collection is not None
        super().schedule()
        for node in self.nodes if again else ():
            self._reschedule(node)

    def remove_node(self, node: WorkerController) -> str | None:
        """Keep what a killed worker had finished from being handed out: nothing to do gives no sign of being done."""
        work = self.assigned_work.get(node, {})
        for group in [group for group, items in work.items() if all(items.values())]:
            del work[group]
        crashed: str | None = super().remove_node(node)
        return crashed

    def _split_scope(self, nodeid: str) -> str:
        """``page.md::helm`` of ``page.md::helm::install_1``; a check is a group of its own."""
        if not any(page in nodeid for page in PAGES) or nodeid.endswith(CHECK):
            return str(super()._split_scope(nodeid))
        return nodeid.rpartition("::")[0]
