"""What is to be said of the paths of a page: tabs that none takes, and those that are for other machines."""

from collections.abc import Sequence

from harness.diagnostic import Diagnostic
from harness.parse.page import Page
from harness.plan.codes import OTHER_MACHINE, UNREACHED_TAB
from harness.plan.step import Variant


def unreached_tabs(page: Page, unreached: Sequence[str]) -> list[Diagnostic]:
    return [
        UNREACHED_TAB.found(
            tabset.at,
            f"no path through the page takes the tab '{tab.name}'",
            expected="a tab whose value does not contradict the tabs around it",
            remedy=f"give the tab another category-value than '{tab.value}', or name a path in a plan file",
        )
        for tabset in page.tabsets
        for tab in tabset.tabs
        if f"{tab.category}={tab.value}" in unreached
    ]


def paths_elsewhere(page: Page, variants: Sequence[Variant]) -> list[Diagnostic]:
    return [
        OTHER_MACHINE.found(
            next(tabset.at for tabset in page.tabsets if any(tab.name == path.elsewhere for tab in tabset.tabs)),
            f"the path {path.name} is not run here: its tab '{path.elsewhere}' is for another machine",
            remedy=f"to run it, select it: --variant {path.name}",
        )
        for path in variants
        if path.elsewhere
    ]
