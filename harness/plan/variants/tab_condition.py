"""Blocks outside of tabs that the text above them gives to readers of one tab: "If you use the Gateway API, ..."."""

import re
from collections.abc import Mapping

from harness.parse.page import Page
from harness.plan.alternatives.choice import placed_in
from harness.plan.alternatives.lead import sentences
from harness.plan.alternatives.phrases import phrases
from harness.plan.step import Variant


def tabs_meant(page: Page) -> Mapping[str, tuple[str, str]]:
    """By block, the value and the name of the tab whose readers alone it is for."""
    if not page.tabsets:
        return {}
    tabs = {tab.name.lower(): tab for tabset in page.tabsets for tab in tabset.tabs if tab.name}
    found = {}
    for one in placed_in(page):
        inside = {tab.value for tab in one.snippet.tab_path}
        for clause in conditions(one.lead.text):
            named = [tab for name, tab in tabs.items() if names(name, clause)]
            if len(named) == 1 and named[0].value not in inside:
                found[one.snippet.id] = (named[0].value, named[0].name)
    return found


def conditions(text: str) -> list[str]:
    """The first clause of each sentence that begins with a condition, which is not that something is not so."""
    words = phrases()
    clauses = [
        re.split("[,\uff0c]", one, maxsplit=1)[0].lower() for one in sentences(text) if words.condition.match(one)
    ]
    return [clause for clause in clauses if words.negation.search(clause) is None]


def names(name: str, clause: str) -> bool:
    """Whether a clause has the name of a tab, as words of their own."""
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", clause) is not None


def for_another_tab(meant: Mapping[str, tuple[str, str]], block: str, variant: Variant) -> str | None:
    """Why a path leaves out a block; ``None`` for one that it runs."""
    if block not in meant or not variant.taken or meant[block][0] in variant.taken.values():
        return None
    return f"for readers of the tab '{meant[block][1]}', as the text above it says"
