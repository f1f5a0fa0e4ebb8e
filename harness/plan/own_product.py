"""The product that a site is about, which most of its pages take to be installed and do not speak of, and others'.

A page of knative.dev applies a Service of serving.knative.dev. Where nothing on its path installs Knative, that says
nothing about the page: its reader has it. So it is with a product that a page says has to be there, with a link to it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from harness.parse.shortcodes.published_urls import repository_in
from harness.plan.step import Command, Effect, Step
from harness.shell.script_reader import read_script
from harness.sites.preparation import Preparation
from harness.sites.site_profile import SiteProfile

_HOSTED: Final = re.compile(
    r"\.github\.(?:com|io)$|\.githubusercontent\.com$|\.(?:readthedocs|gitlab|gitbook)\.io$|\.app$"
)
_GENERAL: Final = frozenset(
    {"", "docs", "documentation", "examples", "github", "k8s", "kubernetes", "site", "web", "website"}
)
_INSTALLS: Final = re.compile(r"://|\bhelm\b|\binstall\b")
_PARTS: Final = 2  # of a domain
_HEADING: Final = re.compile(r"(#{1,6})\s+(.*?)\s*(?:#+|\{#[\w-]+\})?\s*$")
_URL: Final = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+(?:/[\w.~/-]*)?")
_TO_BE_THERE: Final = re.compile(
    r"\b(?:must|needs? to|has to|have to|should|is|are) (?:already )?(?:be )?installed\b|\balready installed\b",
    re.IGNORECASE,
)


def products_of(site: SiteProfile) -> tuple[str, ...]:
    """Names that the groups of a site's own kinds have in them: of its domain, of its repository and of who has that.

    None where it is known what pages of the site stand on.
    """
    return () if site.prerequisites else tuple(dict.fromkeys(_names_in(site.published)))


def _names_in(urls: Iterable[str]) -> Iterator[str]:
    names = (name.lower() for url in urls for name in _named_by(url))
    yield from (name for name in names if name not in _GENERAL)


def _named_by(url: str) -> Sequence[str]:
    """cert-manager.io and docs.cert-manager.io: cert-manager."""
    if (repository := repository_in(url)) is not None:
        return repository
    host = urlsplit(url).hostname or ""
    parts = host.split(".")
    return () if len(parts) < _PARTS or _HOSTED.search(f".{host}") else (parts[-_PARTS],)


def products_before(text: str, site: SiteProfile) -> tuple[str, ...]:
    """The same of products elsewhere that a page links to where it says what comes before, or is to be installed."""
    own = frozenset(_names_in(site.published))
    return tuple(name for name in dict.fromkeys(_linked_before(text, site.preparation)) if name not in own)


def _linked_before(text: str, words: Preparation) -> Iterator[str]:
    level = 0  # of the heading of a section that prepares
    for line in text.splitlines():
        heading = _HEADING.match(line)
        if heading is not None and (not level or len(heading[1]) <= level):
            level = len(heading[1]) if words.find("sections", heading[2]) else 0
        if "://" in line and (level or _TO_BE_THERE.search(line)):
            yield from _names_in(_URL.findall(line))


def with_products(steps: Sequence[Step], own: Sequence[str], others: Sequence[str]) -> list[Step]:
    """Steps whose commands know of the products that they stand on, up to the first one that may install each.

    All names of the ``own`` product go with one that is installed.
    """
    names = list(dict.fromkeys((*own, *others)))
    found = list(steps)
    for number, step in enumerate(found):
        calls = list(_installing(step.commands)) if names and step.skip is None else []
        if any(name in call for call in calls for name in own):
            names = [name for name in names if name not in own]
        names = [name for name in names if not any(name in call for call in calls)]
        if not names:
            break
        found[number] = replace(step, commands=tuple(replace(one, products=tuple(names)) for one in step.commands))
    return found


def _installing(commands: Sequence[Command]) -> Iterator[str]:
    """The words of calls that may install something."""
    for command in commands:
        if command.skip is None and command.effect is Effect.CHANGES:
            calls = (" ".join(call.words).lower() for call in read_script(command.text).calls)
            yield from (call for call in calls if _INSTALLS.search(call) is not None)
