"""Boilerplates that a site writes for the readers of one tab and includes outside of all tabs."""

from fnmatch import fnmatchcase

from harness.parse.page import Page, Snippet
from harness.plan.step import Variant


def for_readers_of_another_tab(snippet: Snippet, page: Page, variant: Variant) -> str | None:
    """Why a path leaves out a snippet of such a boilerplate; ``None`` for one that it runs.

    Where no tab of the page has the value, the boilerplate is for everybody.
    """
    if snippet.boilerplate is None or not variant.taken:
        return None
    values = (value for name, value in page.site.tab_boilerplates.items() if fnmatchcase(snippet.boilerplate, name))
    offered = {tab.value for tabset in page.tabsets for tab in tabset.tabs}
    value = next((value for value in values if value in offered), None)
    if value is None or value in variant.taken.values():
        return None
    return f"the boilerplate {snippet.boilerplate} is for readers of the tab {value}"
