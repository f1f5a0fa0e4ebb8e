"""Keys that no schema knows, such as those of a program's own configuration, against the words of other pages."""

import re
from collections.abc import Collection, Iterator
from typing import Final

from harness.check.catalogue.catalogue import Catalogue
from harness.check.manifests.fields import UNKNOWN_FIELD
from harness.check.manifests.manifest_text import ManifestText
from harness.check.site_words import is_slip_of_word, meant_on_site
from harness.diagnostic import Diagnostic, Severity
from harness.fix import swap
from harness.parse.page import Page

_KEY: Final = re.compile(r"^[ \t]*(?:- )*\"?([A-Za-z][\w-]{3,})\"?:(?=\s|$)", re.MULTILINE)
_OF_CHARTS: Final = frozenset({"appVersion"})
_TWICE: Final = 2


def odd_keys(
    text: ManifestText, page: Page, catalogue: Catalogue, known_faults: Collection[int]
) -> Iterator[Diagnostic]:
    """Keys that the page has once and no other page has; ``known_faults`` are lines with a finding of their own."""
    if text.at.path != page.path:
        return
    known = catalogue.field_names | _OF_CHARTS
    for found in _KEY.finditer(text.text):
        key, at = found[1], text.at.within(text.text, found.start(1))
        if key in known or at.line in known_faults or is_said_again(key, page):
            continue
        meant = meant_on_page(key, page) or meant_on_site(key, page)
        if meant and meant.casefold() != key.casefold():
            yield UNKNOWN_FIELD.found(
                at,
                f"no other manifest has a field {key!r}",
                expected=f"{meant!r}, as others have",
                remedy=f"did you mean {meant!r}?",
                severity=Severity.WARNING,
                fix=swap(at, key, meant),
            )


def is_said_again(word: str, page: Page) -> bool:
    return len(re.findall(rf"(?<![\w-]){re.escape(word)}(?![\w-])", page.text)) > 1


def meant_on_page(key: str, page: Page) -> str:
    """A key that the page has more than once."""
    keys = [found[1] for found in _KEY.finditer(page.text)]
    near = sorted(each for each in set(keys) if is_slip_of_word(key, each) and keys.count(each) >= _TWICE)
    return near[0] if len(near) == 1 else ""
