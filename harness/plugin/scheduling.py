"""Which items stay on one worker: those of a page's variant, since its snippets build on each other."""

from collections.abc import Callable, Mapping
from typing import Final

import pytest
from xdist.scheduler import LoadGroupScheduling, LoadScheduling
from xdist.workermanage import WorkerController

from harness.plan.stretches import Stretches

PAGES: Final = (".md::", ".mdx::")
CHECK: Final = "::check"
SPREADING: Final = (LoadScheduling, LoadGroupScheduling)
"""Schedulers that would give snippets of one page to several workers; the others are used unchanged."""

EACH: Final = 2.0  # seconds for a snippet that no run has recorded


def keep_pages_together(config: pytest.Config, durations: Callable[[], Mapping[str, float]]) -> None:
    """Put our scheduler in the place of one that spreads items: call it when a worker has told of its first page.

    xdist makes its scheduler before anything is collected, and before the hook that can choose another one knows of
    pages. Until a worker's items are handed to it a scheduler knows only which workers there are.
    """
    session = config.pluginmanager.getplugin("dsession")
    if type(session.sched) in SPREADING:
        config.option.loadscopereorder = False  # the order of the items is ours
        scheduler = PageScheduling(config, session.log, durations())
        for node in session.sched.nodes:
            scheduler.add_node(node)
        session.sched = scheduler


class PageScheduling(LoadGroupScheduling):
    """Like loadgroup, with the groups of pages read from their node ids: pytest 9 loses those that xdist 3.8 adds.

    What is no page is given out in its order; then each worker walks through a stretch of the pages.
    """

    def __init__(self, config: pytest.Config, log: object, durations: Mapping[str, float]) -> None:
        super().__init__(config, log)
        self._durations = durations
        self._stretches: Stretches[WorkerController] | None = None

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

    def _assign_work_unit(self, node: WorkerController) -> None:
        """The group that is this worker's turn, as if it came first."""
        self.workqueue.move_to_end(self._next(node), last=False)
        super()._assign_work_unit(node)

    def _next(self, node: WorkerController) -> str:
        if self._stretches is None:
            work: Mapping[str, Mapping[str, bool]] = self.workqueue
            pages = {group: self._seconds(group, len(items)) for group, items in work.items() if paged(group)}
            self._stretches = Stretches(pages, self.nodes)
        first: str = next(iter(self.workqueue))
        if not paged(first):
            return first
        while (group := self._stretches.take(node)) is not None:
            if group in self.workqueue:
                return group
        return first  # what a killed worker has left

    def _seconds(self, group: str, items: int) -> float:
        return self._durations.get(group, EACH * items)

    def _reschedule(self, node: WorkerController) -> None:
        """When it is at its last item, not two before: another one may be free sooner."""
        if node.shutting_down or not self.workqueue or self._pending_of(self.assigned_work[node]) <= 1:
            super()._reschedule(node)

    def _split_scope(self, nodeid: str) -> str:
        """``page.md::helm`` of ``page.md::helm::install_1``; a check is a group of its own."""
        if not any(page in nodeid for page in PAGES) or nodeid.endswith(CHECK):
            return str(super()._split_scope(nodeid))
        return nodeid.rpartition("::")[0]


def paged(group: str) -> bool:
    """Whether a group is the snippets of a page."""
    return any(page in f"{group}::" for page in PAGES) and not group.endswith(CHECK)
