"""The files of a page, and which of them was meant by a name that nothing makes."""

import re
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Final

from harness.check.commands.namespace_name import is_slip, nearest_slip
from harness.check.odd_one import is_odd_one
from harness.check.prose_value import is_another_word
from harness.check.site_words import is_elsewhere
from harness.check.typo import is_one_slip, is_plural, only_slip, typo_of
from harness.parse.page import Page
from harness.programs.invocation import base_name
from harness.programs.resource_names import resource_words
from harness.suggest import nearest, same_but_numbers

MANIFEST_NAME: Final = re.compile(r"(?<![\w-])[A-Za-z0-9][\w-]*\.ya?ml\b")
_OF_CERTIFICATES: Final = frozenset({"cer", "cert", "cnf", "conf", "crt", "csr", "key", "pem", "srl"})
_USUAL: Final = ("kustomization", "values")
_ENDINGS: Final = ("yaml", "json")
_STEM: Final = re.compile(r"[a-z0-9][a-z0-9-]*")
_LONG: Final = 5  # letters of a name that is no usual word
_ALIKE: Final = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """``made`` by commands, ``told`` by the text (Save this as `name`), ``read`` by commands.

    ``closed``: there are no others. ``text`` is the page's.
    """

    made: frozenset[str]
    told: frozenset[str]
    read: Counter[str]
    closed: bool
    text: str = ""
    word_meant: Callable[[str], str] = lambda _stem: ""  # what the page has in its code in the place of a word

    def slip(self, name: str) -> str:
        """A file that the text names or that other commands read, one slip off in its stem or its ending."""
        for each in sorted(self.told | self.read.keys()):
            stem, _, suffix = name.rpartition(".")
            other, _, ending = each.rpartition(".")
            same = suffix == ending and is_slip(stem, other)
            if same or (stem == other and len(suffix) >= len("tml") and is_one_slip(suffix, ending)):
                return each
        return ""

    def mentioned(self, name: str) -> str:
        """The only manifest that the page has anywhere, as the end of an address or in a tag, one slip off."""
        near = {
            found[0]
            for found in MANIFEST_NAME.finditer(self.text)
            if found[0] != base_name(name) and is_slip(found[0].rpartition(".")[0], base_name(name).rpartition(".")[0])
        }
        alone = len(near) == 1 and MANIFEST_NAME.fullmatch(base_name(name)) and self.text.count(base_name(name)) == 1
        return name.replace(base_name(name), near.pop()) if alone else ""

    def longer(self, name: str) -> str:
        """The only file whose name has more words before those of a name that is nowhere else."""
        longer = [each for each in {*self.made, *self.told, *self.read} if each.endswith(f"-{name}")]
        alone = len(longer) == 1 and self.text.count(name) == self.text.count(longer[0]) + 1
        return longer[0] if alone else ""

    def of_word(self, name: str) -> str:
        """A file called as what the page and its site have in their code, one slip off."""
        stem, _, suffix = base_name(name).rpartition(".")
        known = MANIFEST_NAME.fullmatch(base_name(name)) or (self.closed and suffix != "sh")
        plain = len(stem) >= _LONG and _STEM.fullmatch(stem) and "://" not in name
        meant = self.word_meant(stem) if known and plain else ""
        meant = "" if not is_one_slip(stem, meant) or is_another_word(stem, meant) else meant
        return name.removesuffix(base_name(name)) + f"{meant}.{suffix}" if meant else ""

    def with_ending(self, name: str) -> str:
        """The only manifest that is called like a name without an ending; empty where that is a folder."""
        if f"{name}/" in self.text or self.read[name] > 1:
            return ""
        near = {each for each in self.made | self.told | self.read.keys() if each.rpartition(".")[0] == name}
        return near.pop() if len(near) == 1 and name[:1].isalnum() else ""

    def shown_ending(self, name: str) -> str:
        """The manifest that a tag or an address of the page ends with, where the name is nowhere else without it."""
        shown = {each for each in MANIFEST_NAME.findall(self.text) if each.rpartition(".")[0] == name}
        alone = len(re.findall(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])", self.text)) == 1
        return shown.pop() if len(shown) == 1 and alone and f"{name}/" not in self.text else ""

    def usual_ending(self, name: str) -> str:
        """The name with the ending of all other manifests of its folder, where it alone has none, or another."""
        folder, _, base = name.rpartition("/")
        stem, _, suffix = base.rpartition(".")
        every = {*self.read, *self.made, *self.told} - {name}
        others = [
            each for each in every if each.rpartition("/")[0] == folder and MANIFEST_NAME.fullmatch(base_name(each))
        ]
        alike = bool(others) and all(each.endswith(".yaml") for each in others)
        alone = (
            len(re.findall(rf"(?<![\w/-]){re.escape(name)}(?![\w-])", self.text)) == 1 and f"{base}/" not in self.text
        )
        if not alike or not alone or not self.closed or not _STEM.fullmatch(stem or suffix):
            return ""
        return f"{name.removesuffix('.yml')}.yaml" if suffix == "yml" or not stem else ""

    def meant(self, name: str) -> tuple[str, bool]:
        """The file that was meant, and whether that is sure."""
        if name in self.made or name in self.told:
            return "", False
        if near := self.surely(name):
            return near, True
        other = self.usual_ending(name) or ("" if "." in base_name(name) else self.shown_ending(name))
        if other or "." not in base_name(name):
            return other, False
        near = self.slip(name) if self.read[name] == 1 else ""
        near = "" if near and is_odd_one(near, name, self.text) else near
        near = near or self.mentioned(name) or self.longer(name) or self.of_word(name) if self.read[name] == 1 else ""
        if near:
            return near, False
        if not self.closed or "PLACEHOLDER" in name or "/" in name:
            return "", False
        return like(name, (self.made | self.told) - self.read.keys()), False

    def surely(self, name: str) -> str:
        """A file that the page makes, or the same with an ending that manifests have."""
        if "." not in base_name(name):
            return self.with_ending(name)
        near = typo_of(name, (each for each in self.made if may_be_slip(name, each)))
        return near if near and not same_but_numbers(name, near) else ending_meant(name)


def ending_meant(name: str) -> str:
    """A manifest whose ending is one slip off."""
    stem, _, suffix = name.rpartition(".")
    near = only_slip(suffix, _ENDINGS) if suffix.isalpha() and suffix not in {*_ENDINGS, "yml"} else ""
    return f"{stem}.{near}" if near else ""


def may_be_slip(name: str, other: str) -> bool:
    """Not of another sort of file, and not of a name of two or three letters: ``pv.yaml`` and ``pvc.yaml``."""
    (stem, suffix), (other_stem, ending) = (each.rpartition(".")[::2] for each in (name, other))
    if suffix != ending:
        return stem == other_stem and "/" not in name and not {suffix, ending} <= _OF_CERTIFICATES
    return stem.casefold() == other_stem.casefold() or typo_of(stem, [other_stem]) != ""


@cache
def usual_words() -> frozenset[str]:
    return frozenset(word for word in (*resource_words(), *_USUAL) if len(word) > len("route"))


def usual_word(stem: str, page: Page) -> str:
    """What many manifests are called, such as the kind that they hold, one slip off; empty for words of the site."""
    usual = usual_words()
    meant = "" if stem in usual or is_elsewhere(stem, page) else nearest_slip(stem, usual)
    return "" if is_plural(stem, meant) or len(re.findall(rf"\b{re.escape(stem)}\b", page.text)) > 1 else meant


def like(name: str, others: Collection[str]) -> str:
    """A file of the same sort whose name is much the same: `shop-cfg.json`, `oven1.yaml`."""
    suffix = name.rpartition(".")[2]
    same = {each.rpartition(".")[0]: each for each in sorted(others) if each.rpartition(".")[2] == suffix}
    stem = name.rpartition(".")[0]
    near = nearest(stem, same)
    return same[near] if near and SequenceMatcher(None, stem, near).ratio() >= _ALIKE else ""
