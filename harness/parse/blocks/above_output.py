"""The blocks whose output a block may show: the one right above it, or the last one of each of the tabs right above.

A tab that is called "Output" shows that of the tab beside it.
"""

from collections.abc import Sequence

from harness.parse.announcements import names_output
from harness.parse.page import Snippet, TabChoice


def above_output(snippets: Sequence[Snippet], path: tuple[TabChoice, ...]) -> list[int]:
    """As indices of ``snippets``; ``path`` is the tabs around the block. Empty where there is no such block."""
    if not snippets:
        return []
    last = snippets[-1].tab_path
    if last == path:
        return [len(snippets) - 1]
    if path and names_output(path[-1].name) and _is_beside(last, path):
        return [len(snippets) - 1]
    if last[:-1] != path:
        return []
    of_tabs = {
        snippet.tab_path[len(path)]: index
        for index, snippet in enumerate(snippets)
        if snippet.tab_path[: len(path)] == path and _tabset(snippet.tab_path[len(path) :]) == last[-1].tabset
    }
    return list(of_tabs.values())


def _is_beside(one: Sequence[TabChoice], other: Sequence[TabChoice]) -> bool:
    """Whether two tabs are of one tabset: that of a command, and the one that shows what it prints."""
    return len(one) == len(other) and one[:-1] == other[:-1] and _tabset(one[-1:]) == _tabset(other[-1:])


def _tabset(inner: Sequence[TabChoice]) -> int | None:
    return inner[0].tabset if inner else None
