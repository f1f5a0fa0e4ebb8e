"""The kinds that the manifests on a site's pages have, with their versions and the values of their keys."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from harness.check.site_links import language_root, markdown_below, text_of
from harness.parse.page import Page

Head = tuple[str, str]  # apiVersion and kind
Value = tuple[str, str, str]  # the kind of a manifest, a key, the kind of its value, or the word that it is
A_LIST: Final = "a list"
KINDS_OF_VALUE: Final = {
    "a whole number": re.compile(r"\d+"),
    "true or false": re.compile(r"true|false"),
}
"""Kinds of values that a key may have everywhere."""

LIKE_A_NUMBER: Final = re.compile(r"(?=\D*\d)[\dOoIl]{2,}")
"""A number in which a letter is in the place of a digit; ``30s`` and ``auto`` may be other values of a key."""

WORD: Final = re.compile(r"[A-Z][A-Za-z]{2,}")
"""A value that is one of a few, and no name that a writer chooses."""

_HEAD: Final = re.compile(
    r"^[ \t]*(?:- )?(?:apiVersion: *[\"']?(?P<v>[a-z][\w.-]*/v\w+)[\"']?[ \t]*\n"
    r"[ \t]*kind: *[\"']?(?P<k>[A-Z]\w+)"
    r"|kind: *[\"']?(?P<k2>[A-Z]\w+)[\"']?[ \t]*\n[ \t]*apiVersion: *[\"']?(?P<v2>[a-z][\w.-]*/v\w+))",
    re.MULTILINE,
)
_LINE: Final = re.compile(
    r"^(?P<indent>[ \t]*)(?:(?P<end>`{3}|~{3}|---)"
    r"|(?:- )?kind: *[\"']?(?P<kind>[A-Z]\w+)"
    r"|(?<=[ \t])(?:- )?(?P<key>[a-z]\w{2,}):"
    r"(?: +(?P<value>[^\s#][^\n#]*?)[ \t]*(?:#.*)?$|[ \t]*(?:#.*)?(?=\n[ \t]*(?P<dash>- ))))",
    re.MULTILINE,
)
_UNKNOWN: Final = re.compile(r"[<>${}\[*&|]|\.\.\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteKinds:
    """``heads``: on how many pages each kind is; ``values``: on how many a key of a kind has each kind of value."""

    heads: Mapping[Head, int] = field(default_factory=dict)
    values: Mapping[Value, int] = field(default_factory=dict)

    def without(self, text: str) -> "SiteKinds":
        """What the site's other pages have, where ``text`` is one of its pages."""
        heads, values = Counter(self.heads), Counter(self.values)
        heads.subtract(set(heads_in(text)))
        values.subtract(set(values_in(text)))
        return SiteKinds(heads=+heads, values=+values)


def heads_in(text: str) -> Iterator[Head]:
    for found in _HEAD.finditer(text):
        yield (found["v"] or found["v2"], found["k"] or found["k2"])


def values_in(text: str) -> Iterator[Value]:
    """The keys of each kind with the kinds of their values; those that the reader fills in have none."""
    of, margin = "", 0
    for found in _LINE.finditer(text):
        indent = len(found["indent"])
        if found["end"]:
            of = ""
        elif found["kind"] and (not of or indent <= margin):
            of, margin = found["kind"], indent  # one further in is of a resource that this one names
        elif of and found["dash"]:
            yield of, found["key"], A_LIST
        elif of and found["value"] and not _UNKNOWN.search(found["value"]):
            yield of, found["key"], kind_of_value(found["value"])
            if WORD.fullmatch(found["value"]):
                yield of, found["key"], found["value"]


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
    heads, values = Counter[Head](), Counter[Value]()
    for text in markdown_below(root).values():
        if "apiVersion:" in text:
            heads.update(set(heads_in(text)))
            values.update(set(values_in(text)))
    return SiteKinds(heads=heads, values=values)
