"""Boilerplates that a site writes for the readers of one tab and includes outside of all tabs."""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import Final

from harness.parse.page import Page, Snippet
from harness.plan.step import Variant

PRESETS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {"": {}, "istio.io": {"gateway-api-*": "gateway-api"}}
)
"""By preset: names of boilerplates, as a pattern, and the value of the tabs whose readers they are for."""


def for_readers_of_another_tab(snippet: Snippet, page: Page, variant: Variant, preset: str) -> str | None:
    """Why a path leaves out a snippet of such a boilerplate; ``None`` for one that it runs.

    Where no tab of the page has the value, the boilerplate is for everybody.
    """
    if snippet.boilerplate is None or not variant.taken:
        return None
    values = (value for name, value in PRESETS[preset].items() if fnmatchcase(snippet.boilerplate, name))
    offered = {tab.value for tabset in page.tabsets for tab in tabset.tabs}
    value = next((value for value in values if value in offered), None)
    if value is None or value in variant.taken.values():
        return None
    return f"the boilerplate {snippet.boilerplate} is for readers of the tab {value}"
