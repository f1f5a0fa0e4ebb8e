"""The kinds that the manifests on a site's pages have, with their versions and the values of their keys."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from harness.check.site_links import files_below, language_root, text_of
from harness.parse.page import Page

Head = tuple[str, str]  # apiVersion and kind
KINDS_OF_VALUE: Final = {
    "a whole number": re.compile(r"\d+"),
    "true or false": re.compile(r"true|false"),
}
"""Kinds of values that a key may have everywhere."""

LIKE_A_NUMBER: Final = re.compile(r"(?=\D*\d)[\dOoIl]{2,}")
"""A number in which a letter is in the place of a digit; ``30s`` and ``auto`` may be other values of a key."""
EITHER: Final = frozenset(
    {"value", "values", "cpu", "memory", "storage", "port", "targetPort", "id", "version", "name"}
)
"""Keys whose values are texts and numbers as their owners like."""

_HEAD: Final = re.compile(
    r"^[ \t]*(?:- )?(?:apiVersion: *[\"']?(?P<v>[a-z][\w.-]*/v\w+)[\"']?[ \t]*\n"
    r"[ \t]*kind: *[\"']?(?P<k>[A-Z]\w+)"
    r"|kind: *[\"']?(?P<k2>[A-Z]\w+)[\"']?[ \t]*\n[ \t]*apiVersion: *[\"']?(?P<v2>[a-z][\w.-]*/v\w+))",
    re.MULTILINE,
)
_VALUE: Final = re.compile(
    r"^[ \t]+(?:- )?(?P<key>[a-z]\w{2,}): +(?P<value>[^\s#][^\n#]*?)[ \t]*(?:#.*)?$", re.MULTILINE
)
_UNKNOWN: Final = re.compile(r"[<>${}\[*&|]|\.\.\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteKinds:
    """``heads``: on how many pages each kind is; ``values``: of how many each kind of value a key has."""

    heads: Mapping[Head, int] = field(default_factory=dict)
    values: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def without(self, text: str) -> "SiteKinds":
        """What the site's other pages have, where ``text`` is one of its pages."""
        heads, values = Counter(self.heads), Counter(self.values)
        heads.subtract(set(heads_in(text)))
        values.subtract(set(values_in(text)))
        return SiteKinds(heads=+heads, values=+values)


def heads_in(text: str) -> Iterator[Head]:
    for found in _HEAD.finditer(text):
        yield (found["v"] or found["v2"], found["k"] or found["k2"])


def values_in(text: str) -> Iterator[tuple[str, str]]:
    """Each key with the kind of its value; those that the reader fills in have none."""
    for found in _VALUE.finditer(text):
        if not _UNKNOWN.search(found["value"]):
            yield found["key"], kind_of_value(found["value"])


def kind_of_value(value: str) -> str:
    return next((name for name, pattern in KINDS_OF_VALUE.items() if pattern.fullmatch(value)), "text")


def is_said(version: str, page: Page) -> bool:
    """Whether the page has a version such as ``v1beta1`` otherwise than behind its group."""
    return re.search(rf"(?<![/\w.]){re.escape(version)}(?![\w.])", page.text) is not None


def other_pages(page: Page) -> SiteKinds:
    """What the other pages of the site have."""
    file = page.path.absolute()
    root = language_root(file, page.language)
    if root is None:
        return SiteKinds()
    return _without(root, file, file.stat().st_mtime_ns if file.is_file() else 0)


@lru_cache(maxsize=4)
def _without(root: Path, file: Path, version: int) -> SiteKinds:
    return site_kinds(root).without(text_of(file, version) if version else "")


@lru_cache(maxsize=8)
def site_kinds(root: Path) -> SiteKinds:
    heads, values = Counter[Head](), Counter[tuple[str, str]]()
    for file in files_below(root):
        if file.suffix == ".md":
            text = file.read_text(encoding="utf-8", errors="replace")
            if "apiVersion:" in text:
                heads.update(set(heads_in(text)))
                values.update(set(values_in(text)))
    return SiteKinds(heads=heads, values=values)
