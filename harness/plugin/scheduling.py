"""Which items stay on one worker: those of a page's variant, since its snippets build on each other."""

from typing import Final

from xdist.scheduler import LoadGroupScheduling

PAGE: Final = ".md::"
CHECK: Final = "::check"


class PageScheduling(LoadGroupScheduling):
    """Like loadgroup, with the groups of pages read from their node ids."""

    def schedule(self) -> None:
        """Also start what is left for a worker that takes the place of a killed one.

        A worker runs an item only when it knows the next one or that there is none; after a crash xdist 3.8 hands out
        one group, and where that is a single item the run would wait for ever.
        """
        super().schedule()
        if self.collection and not self.workqueue:
            for node in self.nodes:
                node.shutdown()

    def _split_scope(self, nodeid: str) -> str:
        """``page.md::helm`` of ``page.md::helm::install_1``; a check is a group of its own."""
        if PAGE not in nodeid or nodeid.endswith(CHECK):
            return str(super()._split_scope(nodeid))
        return nodeid.rpartition("::")[0]
