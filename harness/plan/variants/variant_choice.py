"""Which of a page's paths are run: what plan files and the command line name, restrict and exclude.

A selector is a path's name (``helm``, ``gateway+plain``) or values of tabs joined by ``+`` or ``,``, each alone or
with its tabset's category: ``category=value``. Of a category some words do: ``install=helm`` finds ``install-type-1``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from harness.parse.page import Page, Tabset
from harness.plan.overrides.override import VariantsOverride
from harness.plan.step import Variant
from harness.plan.variants.variant import path_with, paths_of, slug


@dataclass(frozen=True, slots=True)
class Part:
    """One value of a selector; ``category`` is empty for any."""

    category: str
    value: str

    def meets(self, tabset: Tabset, value: str) -> bool:
        words = set(re.split(r"[-_ ]", self.category)) - {""}
        return self.value in {value, slug(value)} and words <= set(re.split(r"[-_ ]", tabset.category))


def chosen_variants(page: Page, said: VariantsOverride, selectors: Sequence[str]) -> tuple[Variant, ...]:
    """The paths to run. A selector that the page knows nothing of leaves it as it is: it is meant for other pages."""
    variants = named_variants(page, said) or paths_of(page).variants
    if said.only:
        variants = selected(page, variants, said.only)
    variants = tuple(each for each in variants if not any(matches(page, each, value) for value in said.exclude))
    meant = [selector for selector in selectors if knows(page, variants, selector)]
    return selected(page, variants, meant) if meant else variants


def named_variants(page: Page, said: VariantsOverride) -> tuple[Variant, ...]:
    """The paths that a plan file names; values that do not go together give none."""
    paths = (path_with(page, values, name) for name, values in said.named.items())
    return tuple(path for path in paths if path is not None)


def selected(page: Page, variants: Sequence[Variant], selectors: Sequence[str]) -> tuple[Variant, ...]:
    """The paths that a selector matches, each once; a combination that no path has is made."""
    found: dict[str, Variant] = {}
    for selector in selectors:
        matching = [each for each in variants if matches(page, each, selector)]
        if not matching:
            values = [value for part in parts(selector) for value in values_of(page, part)]
            made = path_with(page, values, "+".join(slug(value) for value in values))
            matching = [] if made is None else [made]
        found.update({each.name: run_if_meant(page, each, selector) for each in matching})
    return tuple(found.values())


def run_if_meant(page: Page, variant: Variant, selector: str) -> Variant:
    """A path for another machine is run where it, or its tab for that machine, is selected."""
    taken = [(tabset, tab) for tabset in page.tabsets for tab in tabset.tabs if tab.name == variant.elsewhere]
    meant = any(part.meets(tabset, tab.value) for part in parts(selector) for tabset, tab in taken)
    return replace(variant, elsewhere="") if meant or selector == variant.name else variant


def matches(page: Page, variant: Variant, selector: str) -> bool:
    if variant.name == selector:
        return True
    taken = [(tabset, variant.taken[tabset.index]) for tabset in page.tabsets if tabset.index in variant.taken]
    return all(any(part.meets(*tab) for tab in taken) for part in parts(selector))


def knows(page: Page, variants: Sequence[Variant], selector: str) -> bool:
    """Whether a selector means something on this page."""
    return any(each.name == selector for each in variants) or all(values_of(page, part) for part in parts(selector))


def selectors_of(page: Page, variants: Sequence[Variant]) -> list[str]:
    """What one may select by on this page."""
    values = dict.fromkeys(tab.value for tabset in page.tabsets for tab in tabset.tabs)
    return list(dict.fromkeys((*(each.name for each in variants if each.name), *values)))


def values_of(page: Page, part: Part) -> list[str]:
    """The values of the page's tabs that one part means: at most one, however many tabsets have it."""
    met = (tab.value for tabset in page.tabsets for tab in tabset.tabs if part.meets(tabset, tab.value))
    return list(dict.fromkeys(met))[:1]


def parts(selector: str) -> list[Part]:
    found = []
    for text in re.split(r"[+,]", selector):
        category, equals, value = text.strip().rpartition("=")
        found.append(Part(category if equals else "", value))
    return found
