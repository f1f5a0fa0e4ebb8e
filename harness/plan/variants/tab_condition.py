"""Blocks outside of tabs that are for readers of one tab: they undo what it makes, or the text above says so.

Such a text is "If you use the Gateway API, ...".
"""

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from itertools import pairwise
from typing import Final

from harness.parse.page import Page, Snippet
from harness.plan.alternatives.choice import placed_in
from harness.plan.alternatives.lead import sentences
from harness.plan.alternatives.phrases import phrases
from harness.plan.cleanup import cleanup_ids
from harness.plan.step import Variant
from harness.programs.invocation import invocation
from harness.shell.script_reader import read_script

_SAID: Final = "for readers of the tab '{}', as the text above it says"
_MADE: Final = "cleans up what only readers of the tab '{}' make"


def tabs_meant(page: Page) -> Mapping[str, tuple[str, str]]:
    """By block, the value of the tab whose readers alone it is for, and why the others leave it out."""
    if not page.tabsets:
        return {}
    tabs = {tab.name.lower(): tab for tabset in page.tabsets for tab in tabset.tabs if tab.name}
    found = dict(undoing(page))
    for one in placed_in(page):
        inside = {tab.value for tab in one.snippet.tab_path}
        for clause in conditions(one.lead.text):
            named = [tab for name, tab in tabs.items() if names(name, clause)]
            if len(named) == 1 and named[0].value not in inside:
                found[one.snippet.id] = (named[0].value, _SAID.format(named[0].name))
    return found


def undoing(page: Page) -> Iterator[tuple[str, tuple[str, str]]]:
    """The blocks of a cleanup whose manifests only the blocks of one tab use."""
    cleaning = cleanup_ids(page)
    used: dict[str, set[tuple[str, str] | None]] = {}
    for snippet in page.snippets:
        if snippet.id not in cleaning:
            tab = next(((one.value, _MADE.format(one.name)) for one in reversed(snippet.tab_path)), None)
            for manifest in manifests_of(snippet):
                used.setdefault(manifest, set()).add(tab)
    for snippet in page.snippets:
        if snippet.id in cleaning and not snippet.tab_path:
            users = {tab for manifest in manifests_of(snippet) for tab in used.get(manifest, {None})}
            if len(users) == 1 and (only := users.pop()) is not None:
                yield snippet.id, only


def manifests_of(snippet: Snippet) -> Iterator[str]:
    """The files that the commands of a block give to programs as manifests."""
    for call in (call for segment in snippet.segments for call in read_script(segment.command).calls):
        flags = invocation(call.words).profile.file_flags
        yield from (word for flag, word in pairwise(call.words) if flag in flags)


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
    return meant[block][1]


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
