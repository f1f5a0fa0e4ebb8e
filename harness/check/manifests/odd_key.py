"""Keys that no schema knows, such as those of a program's own configuration, against the words of other pages."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Final

from harness.check.catalogue.catalogue import Catalogue
from harness.check.manifests.fields import UNKNOWN_FIELD
from harness.check.manifests.manifest_text import ManifestText
from harness.check.site_words import is_slip_of_word, meant_on_site
from harness.diagnostic import Diagnostic, Severity
from harness.parse.page import Page

_KEY: Final = re.compile(r"^[ \t]*(?:- )*\"?([A-Za-z][\w-]{3,})\"?:(?=\s|$)", re.MULTILINE)
_WORD: Final = re.compile(r"[\w-]+")
_OF_CHARTS: Final = frozenset({"appVersion"})
_TWICE: Final = 2


def odd_keys(
    text: ManifestText, page: Page, catalogue: Catalogue, known_faults: Collection[int]
) -> Iterator[Diagnostic]:
    """Keys that the page has once and no other page has; ``known_faults`` are lines with a finding of their own."""
    if text.at.path != page.path:
        return
    for found in _KEY.finditer(text.text):
        key = found[1]
        if key in catalogue.field_names or key in _OF_CHARTS or counts_of(_WORD, page.text)[key] > 1:
            continue
        at = text.at.within(text.text, found.start(1))
        if at.line in known_faults:
            continue
        meant = meant_on_page(key, page.text) or meant_on_site(key, page)
        if meant and meant.casefold() != key.casefold():
            yield UNKNOWN_FIELD.slip(
                at,
                f"no other manifest has a field {key!r}",
                key,
                meant,
                expected=f"{meant!r}, as others have",
                severity=Severity.WARNING,
            )


def meant_on_page(key: str, text: str) -> str:
    """A key that the page has more than once."""
    counts = counts_of(_KEY, text)
    near = sorted(each for each in counts if is_slip_of_word(key, each) and counts[each] >= _TWICE)
    return near[0] if len(near) == 1 else ""


@lru_cache(maxsize=4)
def counts_of(pattern: re.Pattern[str], text: str) -> Counter[str]:
    """How often a text has what a pattern finds, counted once for all keys of a page."""
    return Counter(pattern.findall(text))
