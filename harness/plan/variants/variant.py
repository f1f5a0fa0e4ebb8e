"""The paths through the tabs of a page: as few as show every tab, and such as a reader would take.

Tabsets that share a value (directly or through others) form one *dimension*: who takes ``helm`` in one takes it in all.
Paths are made one after the other until every tab that matters has been taken. Each aims at the first tab that is left
and at as many others as go together with it; in between it takes the value that it has in the dimension already, else
the first. Dimensions advance side by side, so two of them with two values each give two paths, not four.
"""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from harness.parse.announcements import names_output
from harness.parse.page import Page, TabChoice, Tabset
from harness.plan.step import Variant
from harness.plan.variants.os_filter import HERE, for_another_machine

Tab = tuple[int, str]  # a tabset's index and a value


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """``variants`` in order; ``unreached`` are the tabs that none of them takes, as ``category=value``."""

    variants: tuple[Variant, ...]
    unreached: tuple[str, ...] = ()


def paths_of(page: Page, here: frozenset[str] = HERE) -> Paths:
    """Every path of a page; one without a name where tabs make no difference.

    Tabs for another machine than ``here`` are taken last, so that all others are on paths without them. One that shows
    what the commands of another print is read with them.
    """
    if not page.tabsets:
        return Paths(variants=(Variant(name=""),))
    maze = Maze.of(tabsets_that_matter(page), here)
    holding = {(tab.tabset, tab.value) for one in page.snippets if one.segments for tab in one.tab_path}
    every = ((tabset.index, tab) for tabset in maze.tabsets.values() for tab in tabset.tabs)
    tabs = [(at, tab.value) for at, tab in every if (at, tab.value) in holding or not names_output(tab.name)]
    walks: list[Walk] = []
    unreached: list[Tab] = []
    for elsewhere in (False, True):
        todo = [tab for tab in tabs if (tab in maze.elsewhere) is elsewhere]
        cover(maze, todo, walks, unreached)
    names = names_of(walks)
    return Paths(
        variants=tuple(
            Variant(name=name, taken=walk.taken, elsewhere=walk.elsewhere())
            for name, walk in zip(names, walks, strict=True)
        ),
        unreached=tuple(f"{maze.tabsets[index].category}={value}" for index, value in unreached),
    )


def cover(maze: "Maze", todo: list[Tab], walks: list["Walk"], unreached: list[Tab]) -> None:
    """Add ways until every tab of ``todo`` is on one, or cannot be; there is at least one way."""
    while todo or not walks:
        aims = maze.aims(todo)
        if todo and todo[0] not in aims.items():
            unreached.append(todo.pop(0))
            continue
        walk = Walk(maze=maze, aims=aims)
        walk.go()
        walks.append(walk)
        for tabs in (todo, unreached):
            tabs[:] = [tab for tab in tabs if tab not in walk.taken.items()]


def path_with(page: Page, wanted: Sequence[str], name: str) -> Variant | None:
    """The path that takes these values wherever it can; ``None`` when one of them cannot be taken with the others."""
    maze = Maze.of(tabsets_that_matter(page))
    tabs = [(index, value) for value in wanted for index in maze.tabsets if value in maze.offers[index]]
    aims = maze.aims(tabs)
    if not set(wanted) <= set(aims.values()):
        return None
    walk = Walk(maze=maze, aims=aims)
    walk.go()
    return Variant(name=name, taken=walk.taken)


def tabsets_that_matter(page: Page) -> tuple[Tabset, ...]:
    """Tabsets of the dimensions in which some tab holds a command, in the page's order."""
    dimensions = dimensions_of(page.tabsets)
    used = {
        dimensions[choice.tabset]
        for snippet in page.snippets
        for choice in snippet.tab_path
        if snippet.segments and not snippet.excluded and choice.tabset in dimensions
    }
    return tuple(tabset for tabset in page.tabsets if dimensions[tabset.index] in used)


def dimensions_of(tabsets: Sequence[Tabset]) -> dict[int, int]:
    """The dimension of each tabset: the index of the first tabset that it hangs together with by values."""
    dimension: dict[int, int] = {tabset.index: tabset.index for tabset in tabsets}
    first_with: dict[str, int] = {}
    for tabset in tabsets:
        for tab in tabset.tabs:
            one = dimension[first_with.setdefault(tab.value, tabset.index)]
            other = dimension[tabset.index]
            low, high = min(one, other), max(one, other)
            dimension = {index: low if value == high else value for index, value in dimension.items()}
    return dimension


@dataclass(frozen=True, slots=True, kw_only=True)
class Maze:
    """The tabsets by their index, what each offers, the dimension of each, and the tabs that are for other machines."""

    tabsets: Mapping[int, Tabset]
    offers: Mapping[int, frozenset[str]]
    dimensions: Mapping[int, int]
    elsewhere: frozenset[Tab] = frozenset()

    @classmethod
    def of(cls, tabsets: Sequence[Tabset], here: frozenset[str] = HERE) -> "Maze":
        return cls(
            tabsets={tabset.index: tabset for tabset in tabsets},
            offers={tabset.index: frozenset(tab.value for tab in tabset.tabs) for tabset in tabsets},
            dimensions=dimensions_of(tabsets),
            elsewhere=frozenset(
                (tabset.index, value) for tabset in tabsets for value in for_another_machine(tabset, here)
            ),
        )

    def aims(self, tabs: Sequence[Tab]) -> dict[int, str]:
        """What to take in which tabset, to come by as many of ``tabs`` as go together, the first ones first."""
        aims: dict[int, str] = {}
        for tab in tabs:
            way = self.way_to(tab)
            if all(self.agree(step, other) for step in way for other in [*aims.items(), *way]):
                aims.update(way)
        return aims

    def way_to(self, tab: Tab) -> list[Tab]:
        """The tabs around a tab, outermost first, and itself."""
        parent = self.tabsets[tab[0]].parent
        if parent is None or parent.tabset not in self.tabsets:
            return [tab]
        return [*self.way_to((parent.tabset, parent.value)), tab]

    def agree(self, one: Tab, other: Tab) -> bool:
        """Whether a reader who takes one can take the other: neither tabset offers what is taken in the other one.

        Where there is but one tab, taking it is no choice that could contradict another.
        """
        (index, value), (other_index, other_value) = one, other
        offered, others = self.offers[index], self.offers[other_index]
        if self.dimensions[index] != self.dimensions[other_index] or 1 in {len(offered), len(others)}:
            return True
        return value == other_value or (other_value not in offered and value not in others)


@dataclass(slots=True, kw_only=True)
class Walk:
    """One way through a maze. ``aims`` are tabs that it has to come by."""

    maze: Maze
    aims: Mapping[int, str]
    taken: dict[int, str] = field(default_factory=dict)

    def go(self) -> None:
        for index, tabset in self.maze.tabsets.items():
            if tabset.tabs and self.comes_by(tabset.parent):
                self.taken[index] = self.choose(tabset)

    def comes_by(self, parent: TabChoice | None) -> bool:
        """Whether the way leads into a tab; those of tabsets that make no difference are open to all."""
        return parent is None or parent.tabset not in self.maze.tabsets or self.taken.get(parent.tabset) == parent.value

    def choose(self, tabset: Tabset) -> str:
        if tabset.index in self.aims:
            return self.aims[tabset.index]
        tabs = [(tabset.index, tab.value) for tab in tabset.tabs]
        values = [value for _, value in sorted(tabs, key=lambda tab: tab in self.maze.elsewhere)]
        along = [value for value in self.given(self.maze.dimensions[tabset.index]) if value in values]
        fitting = [value for value in values if self.fits((tabset.index, value))]
        return (along or fitting or values)[0]

    def elsewhere(self) -> str:
        """The label of a tab on the way that is for another machine, if there is one."""
        tabs = (tab for index in self.taken for tab in self.maze.tabsets[index].tabs)
        return next((tab.name for tab in tabs if self.has(tab) and (tab.tabset, tab.value) in self.maze.elsewhere), "")

    def has(self, tab: TabChoice) -> bool:
        return self.taken.get(tab.tabset) == tab.value

    def given(self, dimension: int) -> list[str]:
        """The values that the way has in a dimension, aims first."""
        decided = (*self.aims.items(), *self.taken.items())
        return [value for index, value in decided if self.maze.dimensions[index] == dimension]

    def fits(self, tab: Tab) -> bool:
        return all(self.maze.agree(tab, other) for other in (*self.aims.items(), *self.taken.items()))

    def short_name(self, dimensions: Container[int]) -> str:
        """The value aimed at in each of the dimensions: ``helm``, ``gateway+plain``."""
        by_dimension: dict[int, str] = {}
        for index in self.taken:
            dimension = self.maze.dimensions[index]
            by_dimension.setdefault(dimension, self.given(dimension)[0])
        return "+".join(slug(value) for dimension, value in by_dimension.items() if dimension in dimensions)

    def long_name(self) -> str:
        """Every value taken, each once."""
        return "+".join(dict.fromkeys(slug(value) for value in self.taken.values()))


def names_of(walks: Sequence[Walk]) -> list[str]:
    """A name for each way: of the dimensions in which ways differ, longer or numbered where that does not tell."""
    taken: dict[int, set[str | None]] = {}
    for walk in walks:
        for index in walk.maze.tabsets:
            taken.setdefault(walk.maze.dimensions[index], set()).add(walk.taken.get(index))
    several = {dimension for dimension, values in taken.items() if len(values - {None}) > 1}
    short = [walk.short_name(several) for walk in walks]
    names: list[str] = []
    for walk, name in zip(walks, short, strict=True):
        full = name if short.count(name) == 1 else walk.long_name()
        names.append(full if full not in names else f"{full}-{len(names) + 1}")
    return names


def slug(value: str) -> str:
    return re.sub(r"[^\w.-]+", "-", value).strip("-") or "tab"


def on_path(choices: Sequence[TabChoice], variant: Variant) -> bool:
    """Whether a path comes by a place inside these tabs; tabsets that make no difference are all come by."""
    return all(variant.taken.get(choice.tabset, choice.value) == choice.value for choice in choices)
