"""The product that a site is about, which most of its pages take to be installed and do not speak of.

A page of knative.dev applies a Service of serving.knative.dev. Where nothing on its path installs Knative, that says
nothing about the page: its reader has it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from harness.parse.shortcodes.published_urls import repository_in
from harness.plan.step import Command, Effect, Step
from harness.shell.script_reader import read_script
from harness.sites.site_profile import SiteProfile

_HOSTED: Final = re.compile(
    r"\.github\.(?:com|io)$|\.githubusercontent\.com$|\.(?:readthedocs|gitlab|gitbook)\.io$|\.app$"
)
_GENERAL: Final = frozenset(
    {"", "docs", "documentation", "examples", "github", "k8s", "kubernetes", "site", "web", "website"}
)
_INSTALLS: Final = re.compile(r"://|\bhelm\b|\binstall\b")
_PARTS: Final = 2  # of a domain


def products_of(site: SiteProfile) -> tuple[str, ...]:
    """Names that the groups of a site's own kinds have in them: of its domain, of its repository and of who has that.

    None where it is known what pages of the site stand on.
    """
    if site.prerequisites:
        return ()
    names = dict.fromkeys(name.lower() for url in site.published for name in _named_by(url))
    return tuple(name for name in names if name not in _GENERAL)


def _named_by(url: str) -> Sequence[str]:
    """cert-manager.io and docs.cert-manager.io: cert-manager."""
    if (repository := repository_in(url)) is not None:
        return repository
    host = urlsplit(url).hostname or ""
    parts = host.split(".")
    return () if len(parts) < _PARTS or _HOSTED.search(f".{host}") else (parts[-_PARTS],)


def with_own_product(steps: Sequence[Step], site: SiteProfile) -> list[Step]:
    """Steps whose commands know of the product that they stand on, up to the first one that may install it."""
    names = products_of(site)
    found = list(steps)
    for number, step in enumerate(found if names else ()):
        if step.skip is None and any(_installs(command, names) for command in step.commands):
            break
        found[number] = replace(step, commands=tuple(replace(one, products=names) for one in step.commands))
    return found


def _installs(command: Command, names: Sequence[str]) -> bool:
    if command.skip is not None or command.effect is not Effect.CHANGES:
        return False
    calls = (" ".join(call.words).lower() for call in read_script(command.text).calls)
    return any(_INSTALLS.search(call) is not None and any(name in call for name in names) for call in calls)
