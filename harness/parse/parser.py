"""Text in, Page out."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from harness.diagnostic import Diagnostic, Severity
from harness.parse.blocks.ids import EnglishIds, tell_apart
from harness.parse.codes import DUPLICATE_BOILERPLATE, DUPLICATE_ID
from harness.parse.markdown.front_matter import read_front_matter
from harness.parse.markdown.headings import headings
from harness.parse.markdown.offsets import Lines
from harness.parse.page import Page, Snippet
from harness.parse.page_scan import scan
from harness.parse.shortcodes.boilerplate import Boilerplates, NoBoilerplates
from harness.parse.shortcodes.cascade import own_params
from harness.parse.shortcodes.included_file import IncludedFiles, NoIncludedFiles
from harness.parse.shortcodes.values import Values, values_of
from harness.parse.sources import Sources
from harness.parse.unread_commands import unread_commands
from harness.parse.walk import Walk
from harness.sites.detection import site_of_text
from harness.sites.site_profile import SiteProfile

_NO_BOILERPLATES: Final = NoBoilerplates()
_NO_FILES: Final = NoIncludedFiles()


def parse_page(
    text: str,
    *,
    path: Path,
    language: str = "en",
    base: str = "en",
    values: Values | None = None,
    site: SiteProfile | None = None,
    boilerplates: Boilerplates = _NO_BOILERPLATES,
    files: IncludedFiles = _NO_FILES,
    english: Page | EnglishIds | None = None,
) -> Page:
    """Read a page's text completely; whatever is odd about it is among the page's diagnostics.

    ``site`` is the kind of site that the page is of, by default what its text shows; without ``values`` it has those of
    the site. ``files`` are those that the page may include. ``english`` is the page that this one is a translation of:
    its ids are taken over. ``base`` is the language that ids come from.
    """
    lines = Lines(text, path)
    front_matter = read_front_matter(lines)
    site = site_of_text(text) if site is None else site
    values = values_of(site) if values is None else values
    if values.macros:
        own = front_matter.values
        values = replace(values, data={**values.data, "page": {**own, "meta": own}, **own})
    if "params" in values.data:
        params = {**values.data["params"], **own_params(front_matter.values)}
        values = replace(values, data={**values.data, "params": params})
    scanned = scan(lines, site)
    source = EnglishIds.of(english) if isinstance(english, Page) else english
    own_headings = headings(scanned, translated=language != base, english=source)
    walk = Walk(Sources(site=site, values=values, boilerplates=boilerplates, files=files, language=language, base=base))
    walk.read(scanned, own_headings)
    snippets, duplicates = _with_distinct_ids(walk.snippets)
    odd = [*front_matter.diagnostics, *walk.diagnostics, *duplicates]
    if all(one.severity is not Severity.ERROR for one in odd):  # an error says more: all below it may be misread
        odd += unread_commands(scanned, snippets)
    return Page(
        path=path,
        language=language,
        text=text,
        front_matter=front_matter.values,
        snippets=snippets,
        headings=own_headings,
        tabsets=walk.tabs.tabsets,
        boilerplates=tuple(walk.boilerplates),
        diagnostics=tuple(sorted(odd, key=lambda each: (each.at.on_page.line, each.at.on_page.column))),
        ignores=tuple(walk.ignores),
        site=site,
        cut=scanned.nodes,
    )


def _with_distinct_ids(snippets: list[Snippet]) -> tuple[tuple[Snippet, ...], list[Diagnostic]]:
    duplicates: list[Diagnostic] = []
    distinct: list[Snippet] = []
    for snippet, (own, owner) in zip(snippets, tell_apart(snippet.id for snippet in snippets), strict=True):
        if owner is None:
            distinct.append(snippet)
            continue
        distinct.append(replace(snippet, id=own))
        duplicates.append(_duplicate(snippet, snippets[owner], own))
    return tuple(distinct), duplicates


def _duplicate(snippet: Snippet, owner: Snippet, own: str) -> Diagnostic:
    if snippet.boilerplate is not None and snippet.boilerplate == owner.boilerplate:
        return DUPLICATE_BOILERPLATE.found(
            snippet.at,
            f"the block {snippet.id!r} is included a second time, after {owner.at}; here it is called {own!r}",
        )
    return DUPLICATE_ID.found(
        snippet.at,
        f"the id {snippet.id!r} is also that of the block on line {owner.at.line}; here the block is called {own!r}",
        expected="an id that occurs once on the page",
        remedy="give one of the blocks an id of its own, snip_id=...",
    )


@lru_cache(maxsize=512)
def english_ids(text: str, site: SiteProfile) -> EnglishIds:
    """What the translations of an English page need, without reading all of the page."""
    return EnglishIds.of(headings(scan(Lines(text, Path()), site), translated=False, english=None))
