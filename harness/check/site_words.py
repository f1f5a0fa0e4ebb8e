"""The words that the pages of a site share: a word that one page alone has, one slip off one of many, is mistyped."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from harness.check.site_links import CODE, language_root, markdown_below, text_of
from harness.check.typo import alike, is_one_slip, is_plural
from harness.parse.neighbours import translations
from harness.parse.page import Page
from harness.suggest import same_but_numbers

_WORD: Final = re.compile(r"[A-Za-z0-9][\w-]*[A-Za-z0-9]")
API_VERSION: Final = re.compile(r"\bapiVersion: *[\"']?([a-z][\w.-]*\.[\w-]+/v\w+)")
_ENOUGH: Final = 3  # other files that have a word
_SHORT: Final = 4  # letters of a word; shorter ones are like too many others


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteWords:
    """In the code of how many files of a site each word is; ``versions``: in how many of them each apiVersion."""

    files: Mapping[str, int]
    versions: Mapping[str, int]

    def meant(self, word: str, own: frozenset[str]) -> str:
        """The word of other files that was meant by one that none of them has; ``own`` are the file's words."""
        if not _WORD.fullmatch(word) or self.elsewhere(word, own):
            return ""
        near = (each for each in alike(word, self.files) if len(each) >= _SHORT and is_slip_of_word(word, each))
        often = [each for each in near if self.elsewhere(each, own) >= _ENOUGH]
        return min(often, key=lambda each: (-self.files[each], each), default="")

    def elsewhere(self, word: str, own: frozenset[str]) -> int:
        return self.files.get(word, 0) - (word in own)


def is_slip_of_word(word: str, other: str) -> bool:
    """One letter off, not by a number, and not by the ``s`` of a plural or the ``d`` of ``enabled``."""
    if abs(len(word) - len(other)) > 1 or is_plural(word, other) or f"{word}d" == other or f"{other}d" == word:
        return False
    if len(word) == len(other) <= _SHORT and sorted(word) != sorted(other):
        return False  # bind and find
    return not same_but_numbers(word, other) and is_one_slip(word, other)


def meant_on_site(word: str, page: Page) -> str:
    """The word that other pages have in the place of one that no other page has; empty where that is not clear."""
    file = page.path.absolute()
    root = language_root(file, page.language)
    meant = "" if root is None else site_words(root).meant(word, own_words(file))
    in_translation = meant and any(word in code_words(text_of(each, _version(each))) for each in translations(file))
    return "" if in_translation else meant


def is_elsewhere(word: str, page: Page) -> bool:
    """Whether the code of another page of the site has a word."""
    file = page.path.absolute()
    root = language_root(file, page.language)
    return root is not None and site_words(root).elsewhere(word, own_words(file)) > 0


def api_versions(page: Page) -> Mapping[str, int]:
    """How many other pages of the site have each apiVersion of a group."""
    file = page.path.absolute()
    root = language_root(file, page.language)
    found = Counter() if root is None else Counter(site_words(root).versions)
    if file.is_file():
        found.subtract(versions_in(text_of(file, _version(file))))
    return +found


def versions_in(text: str) -> frozenset[str]:
    return frozenset(API_VERSION.findall(text))


def own_words(file: Path) -> frozenset[str]:
    return code_words(text_of(file, _version(file))) if file.is_file() else frozenset()


def _version(file: Path) -> int:
    return file.stat().st_mtime_ns


@lru_cache(maxsize=8)
def site_words(root: Path) -> SiteWords:
    files, versions = Counter[str](), Counter[str]()
    for text in markdown_below(root).values():
        files.update(code_words(text))
        versions.update(versions_in(text))
    return SiteWords(files=files, versions=versions)


@lru_cache(maxsize=64)
def code_words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall("\n".join(found[0] for found in CODE.finditer(text))))
