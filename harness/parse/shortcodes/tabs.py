"""Tabsets of a page: which tab the reader of a place has chosen."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

from harness.parse.page import TabChoice, Tabset
from harness.source import Location

_MARKUP: Final = re.compile(r":[a-z0-9_+-]+:(?:\{[^{}]*\})?|<[^<>]*>|[*`]+")  # icons, tags, emphasis
_LEAD: Final = re.compile(r"^(?:(?:for|on|using|use|with|via)\s+)+(?:the\s+)?(?=\S)")
_SAME: Final = {"mac-os-x": "macos", "mac-os": "macos", "os-x": "macos", "osx": "macos", "mac": "macos"}
"""One value for what sites spell in several ways, so that tabs with either are chosen together."""


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


def value_of_label(label: str, taken: Collection[str]) -> str:
    """What a tab is called in selectors, made of the label that its users read: ``For Linux`` -> ``linux``.

    A value that no other tab of the tabset has: without the words in front, if that is enough to tell them apart.
    """
    words = " ".join(_MARKUP.sub(" ", label.casefold()).split()) or " ".join(label.casefold().split())
    whole = "-".join(words.split())
    bare = "-".join(_LEAD.sub("", words, count=1).split())
    value = _SAME.get(bare, bare)
    return next((one for one in (value, whole) if one not in taken), f"{whole}-{len(taken) + 1}" if whole else "")
