"""Tabsets of a page: which tab the reader of a place has chosen."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from harness.parse.page import TabChoice, Tabset
from harness.parse.shortcodes.tab_labels import value_of_label
from harness.source import Location


@dataclass(slots=True)
class _OpenTabset:
    index: int
    category: str
    at: Location
    parent: TabChoice | None
    labels: Sequence[str] = ()
    tabs: list[TabChoice] = field(default_factory=list)


class Tabs:
    """Follows tabsets and tabs as they open and close; ``path`` is the tabs around the current place."""

    def __init__(self) -> None:
        self._tabsets: list[_OpenTabset] = []
        self._open: list[_OpenTabset] = []
        self._path: list[TabChoice] = []
        self._kinds: list[str] = []

    @property
    def path(self) -> tuple[TabChoice, ...]:
        return tuple(self._path)

    @property
    def tabsets(self) -> tuple[Tabset, ...]:
        return tuple(
            Tabset(index=each.index, category=each.category, at=each.at, tabs=tuple(each.tabs), parent=each.parent)
            for each in self._tabsets
        )

    @property
    def in_tabset(self) -> bool:
        """Whether a tab may open here: directly inside a tabset, whatever else stands between."""
        return bool(self._kinds) and self._kinds[-1] == "tabset"

    def open_tabset(self, group: str, at: Location, labels: Sequence[str] = ()) -> None:
        """``labels`` are those of its tabs that have none of their own."""
        index = len(self._tabsets)
        parent = self._path[-1] if self._path else None
        tabset = _OpenTabset(index, group or f"tabset-{index}", at, parent, labels)
        self._tabsets.append(tabset)
        self._open.append(tabset)
        self._kinds.append("tabset")

    def open_tab(self, name: str, value: str) -> None:
        """A tab of the innermost open tabset. Without a value it gets one made of its name."""
        tabset = self._open[-1]
        name = name or "".join(tabset.labels[len(tabset.tabs) : len(tabset.tabs) + 1])
        value = value or value_of_label(name, [tab.value for tab in tabset.tabs])
        choice = TabChoice(
            tabset=tabset.index,
            category=tabset.category,
            value=value or f"tab-{len(tabset.tabs)}",
            name=name or value,
        )
        tabset.tabs.append(choice)
        self._path.append(choice)
        self._kinds.append("tab")

    def close_tab(self) -> None:
        self._path.pop()
        self._kinds.pop()

    def close_tabset(self) -> bool:
        """Whether it had a tab."""
        self._kinds.pop()
        return bool(self._open.pop().tabs)
