"""The paths through the tabs of a page: as few as show every tab, and such as a reader would take.

Tabsets that share a value (directly or through others) form one *dimension*: who takes ``helm`` in one takes it in all.
Paths are made one after the other until every tab that matters has been taken. A path goes through the tabsets in
order; at each it takes the value that it took before in the dimension, else a tab that no path has taken yet, else the
first.
Dimensions advance side by side, so two of them with two values each give two paths, not four.
"""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from harness.parse.page import Page, TabChoice, Tabset
from harness.plan.step import Variant

Tab = tuple[int, str]  # a tabset's index and a value


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """``variants`` in order; ``unreached`` are the tabs that none of them takes, as ``category=value``."""

    variants: tuple[Variant, ...]
    unreached: tuple[str, ...] = ()


def paths_of(page: Page) -> Paths:
    """Every path of a page; one without a name where tabs make no difference."""
    tabsets = tabsets_that_matter(page)
    dimensions = dimensions_of(tabsets)
    todo = {(tabset.index, tab.value) for tabset in tabsets for tab in tabset.tabs}
    walks: list[Walk] = []
    while True:
        walk = Walk(tabsets=tabsets, dimensions=dimensions, todo=frozenset(todo))
        walk.go()
        if walks and not walk.new:
            break
        walks.append(walk)
        todo -= walk.new
        if not todo:
            break
    several = {d for d in set(dimensions.values()) if len({walk.values[d] for walk in walks if d in walk.values}) > 1}
    names = names_of(walks, several)
    return Paths(
        variants=tuple(Variant(name=name, taken=walk.taken) for name, walk in zip(names, walks, strict=True)),
        unreached=tuple(f"{t.category}={tab.value}" for t in tabsets for tab in t.tabs if (t.index, tab.value) in todo),
    )


def path_with(page: Page, wanted: Sequence[str], name: str) -> Variant | None:
    """The path that takes these values wherever it can; ``None`` when one of them cannot be taken with the others."""
    tabsets = tabsets_that_matter(page)
    walk = Walk(tabsets=tabsets, dimensions=dimensions_of(tabsets), todo=frozenset(), wanted=tuple(wanted))
    walk.go()
    return Variant(name=name, taken=walk.taken) if set(wanted) <= set(walk.taken.values()) else None


def tabsets_that_matter(page: Page) -> tuple[Tabset, ...]:
    """Tabsets of the dimensions in which some tab holds a command, in the page's order."""
    dimensions = dimensions_of(page.tabsets)
    used = {
        dimensions[choice.tabset]
        for snippet in page.snippets
        for choice in snippet.tab_path
        if snippet.segments and not snippet.left_out and choice.tabset in dimensions
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


@dataclass(slots=True, kw_only=True)
class Walk:
    """One way through the tabsets. ``wanted`` values come first of all; ``todo`` are tabs that earlier ways left."""

    tabsets: tuple[Tabset, ...]
    dimensions: Mapping[int, int]
    todo: frozenset[Tab]
    wanted: tuple[str, ...] = ()
    taken: dict[int, str] = field(default_factory=dict)
    values: dict[int, str] = field(default_factory=dict)  # what each dimension was first given

    @property
    def new(self) -> set[Tab]:
        return set(self.taken.items()) & self.todo

    def go(self) -> None:
        for tabset in self.tabsets:
            if tabset.tabs and self.comes_by(tabset.parent):
                value = self.choose(tabset)
                self.taken[tabset.index] = value
                self.values.setdefault(self.dimensions[tabset.index], value)

    def comes_by(self, parent: TabChoice | None) -> bool:
        """Whether the way leads into a tab; those of tabsets that make no difference are open to all."""
        return parent is None or parent.tabset not in self.dimensions or self.taken.get(parent.tabset) == parent.value

    def choose(self, tabset: Tabset) -> str:
        values = [tab.value for tab in tabset.tabs]
        asked = [value for value in values if value in self.wanted]
        given = self.values.get(self.dimensions[tabset.index])
        if asked or given in values:
            return asked[0] if asked else str(given)
        # A value that an earlier tabset of the path had to offer and did not take would contradict it.
        seen = [earlier for earlier in self.tabsets if earlier.index in self.taken]
        refused = {tab.value for earlier in seen for tab in earlier.tabs} - set(self.taken.values())
        fitting = [value for value in values if value not in refused]
        along = [value for value in fitting if value in self.taken.values()]
        fresh = [value for value in fitting if self.leads_on(tabset, value)]
        return (along or fresh or fitting or values)[0]

    def leads_on(self, tabset: Tabset, value: str) -> bool:
        """Whether taking it comes by a tab not taken yet: this one, one that goes together with it, or one inside."""
        dimension = self.dimensions[tabset.index]
        reached = {(each.index, value) for each in self.tabsets if self.dimensions[each.index] == dimension}
        for each in self.tabsets:  # outer ones come first, so one round finds those inside those inside
            if each.parent is not None and (each.parent.tabset, each.parent.value) in reached:
                reached |= {(each.index, tab.value) for tab in each.tabs}
        return bool(reached & self.todo)

    def short_name(self, dimensions: Container[int]) -> str:
        """The values of the dimensions in which paths differ: ``helm``, ``istio-apis+linux``."""
        return "+".join(slug(value) for dimension, value in self.values.items() if dimension in dimensions)

    def long_name(self, dimensions: Container[int]) -> str:
        """Every value taken in these dimensions, each once."""
        taken = (value for index, value in self.taken.items() if self.dimensions[index] in dimensions)
        return "+".join(dict.fromkeys(slug(value) for value in taken))


def slug(value: str) -> str:
    return re.sub(r"[^\w.-]+", "-", value).strip("-") or "tab"


def names_of(walks: Sequence[Walk], dimensions: Container[int]) -> list[str]:
    """A name for each way: short where that tells it from the others, and with a number where nothing does."""
    short = [walk.short_name(dimensions) for walk in walks]
    names: list[str] = []
    for walk, name in zip(walks, short, strict=True):
        full = name if short.count(name) == 1 else walk.long_name(dimensions)
        names.append(full if full not in names else f"{full}-{len(names) + 1}")
    return names


def on_path(choices: Sequence[TabChoice], variant: Variant) -> bool:
    """Whether a path comes by a place inside these tabs; tabsets that make no difference are all come by."""
    return all(variant.taken.get(choice.tabset, choice.value) == choice.value for choice in choices)
