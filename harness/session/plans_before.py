"""Plans of pages that come before others, remembered where they are the same for whoever asks.

Where pages wait for one another in a circle, the plan of one depends on who asks: it leaves out the page that waits for
it. Such a plan serves only those who would leave out the same.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from harness.plan.step import PagePlan


@dataclass(kw_only=True)
class Below:
    """What was met below a page: pages further up that were ``left_out``, and those that it goes ``through``."""

    left_out: set[Path] = field(default_factory=set)
    through: set[Path] = field(default_factory=set)


@dataclass(kw_only=True)
class PlansBefore:
    """``opened`` are the pages from the one that was asked for down to the one whose plan is wanted."""

    _known: "dict[Path, list[tuple[Below, PagePlan | None]]]" = field(default_factory=dict, init=False)
    _below: list[Below] = field(default_factory=lambda: [Below()], init=False)

    def find(self, page: Path, opened: frozenset[Path]) -> "tuple[Below, PagePlan | None] | None":
        """A plan that leaves out what is ``opened`` and nothing else; ``None`` within for a page that has none."""
        for below, plan in self._known.get(page, ()):
            if below.left_out <= opened and not below.through & opened:
                self._meet(below)
                return below, plan
        return None

    def leave_out(self, page: Path) -> None:
        """A page further up waits for the one that is being planned."""
        self._below[-1].left_out.add(page)

    @contextmanager
    def planning(self, page: Path) -> "Iterator[list[PagePlan | None]]":
        """The plan that is put into the list is remembered."""
        found: list[PagePlan | None] = []
        self._below.append(Below(through={page}))
        try:
            yield found
        finally:
            below = self._below.pop()
            below.left_out.discard(page)
            self._meet(below)
        self._known.setdefault(page, []).append((below, found[0]))

    def _meet(self, below: Below) -> None:
        self._below[-1].left_out |= below.left_out
        self._below[-1].through |= below.through
