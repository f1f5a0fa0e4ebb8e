"""Attributes of shortcodes and their values: one that the page has once, one slip off one that it has otherwise."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from harness.check.odd_one import is_odd_one
from harness.check.rule import Rule, Subject
from harness.check.site_words import is_slip_of_word
from harness.check.typo import is_one_slip
from harness.diagnostic import Diagnostic
from harness.parse.page import Page
from harness.source import Location
from harness.suggest import same_but_numbers

ATTRIBUTE: Final = Rule.named("misspelt-attribute")
RULES: Final = (ATTRIBUTE,)

_TAG: Final = re.compile(r"\{\{[<%][ \t]*\w+[ \t]([^{}\n]*)[>%]\}\}")
_OPENS: Final = re.compile(r"\{\{[<%][ \t]*([\w-]+)(?=[ \t])")
_LONG: Final = 5  # letters of a name that is no usual word
_QUOTED: Final = re.compile(r"\"[^\"\n]*\"|`[^`\n]*`")
_LOOSE: Final = re.compile(r"(?<![^\s])([A-Za-z]\w*)(?=\s)(?! *=)")
_VALUE: Final = re.compile(r"(?:^|\s)(name|header|[a-z]+-(?:name|value))=\"?([^\"\s=][^\"\n=]{2,}?)(?=\"|\s*$|\s\w+=)")
_NAME: Final = re.compile(r"(?:^|\s)([A-Za-z][\w-]{2,})=(?=[\"'`\w])")


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    tags = list(_TAG.finditer(page.text))
    names = [(name[1], tag.start(1) + name.start(1)) for tag in tags for name in _NAME.finditer(tag[1])]
    counts = Counter(name for name, _ in names)
    for name, start in names if counts else ():
        near = [each for each in counts if counts[each] > 1 and is_one_slip(name, each)] if counts[name] == 1 else []
        if near:
            message = f"no other shortcode of the page has the attribute '{name}'"
            yield misspelt(page, start, name, near[0], message)
    yield from tabs(page)
    yield from shortcodes(page)
    yield from values(page, tags)
    for tag in tags:
        bare = _QUOTED.sub(lambda found: "x" * len(found[0]), tag[1])
        loose = _LOOSE.search(bare) if "=" in bare and "/*" not in bare else None
        if loose:
            at = Location(path=page.path, line=1).within(page.text, tag.start(1) + loose.start(1))
            yield ATTRIBUTE.found(
                at,
                f"'{loose[1]}' has no name, and other values of the shortcode have one",
                expected="NAME=VALUE for each of them: the site's build refuses both in one shortcode",
                remedy="remove it, or give it a name",
            )


def tabs(page: Page) -> Iterator[Diagnostic]:
    """Two tabs of one tabset with the same name: a reader cannot tell them apart."""
    for tabset in page.tabsets:
        twice = [name for name, count in Counter(tab.name for tab in tabset.tabs if tab.name).items() if count > 1]
        if twice:
            expected = "another name for each tab"
            yield ATTRIBUTE.found(tabset.at, f"two tabs have the name '{twice[0]}'", expected=expected)


def shortcodes(page: Page) -> Iterator[Diagnostic]:
    """A shortcode that the page has once, one slip off one that the site's kind has, or the page again and again."""
    found = [each for each in _OPENS.finditer(page.text) if each[1] not in page.site.shortcodes]
    counts = Counter(each[1] for each in _OPENS.finditer(page.text))
    usual = {*page.site.shortcodes, *page.site.values, *(name for name in counts if counts[name] > 1)}
    for each in found:
        name = each[1]
        near = [other for other in usual if len(other) >= _LONG and is_slip_of_word(name, other)]
        if len(near) == 1 and counts[name] == 1:
            yield misspelt(page, each.start(1), name, near[0], f"no other page has a shortcode '{name}'")


def values(page: Page, tags: Sequence[re.Match[str]]) -> Iterator[Diagnostic]:
    """A value that an attribute has once, where its words are nearly those of another value of this attribute."""
    every = [(found[1], found[2], tag.start(1) + found.start(2)) for tag in tags for found in _VALUE.finditer(tag[1])]
    counts = Counter((name, value) for name, value, _ in every)
    for name, value, start in every:
        if counts[name, value] > 1:
            continue
        others = (other for attribute, other in counts if attribute == name and other != value)
        near = [other for other in others if is_one_slip(value, other) and not same_but_numbers(value, other)]
        if len(near) == 1 and (counts[name, near[0]] > 1 or is_odd_one(value, near[0], page.text)):
            yield misspelt(
                page, start, value, near[0], f"no other shortcode of the page has '{value}' for its '{name}'"
            )


def misspelt(page: Page, start: int, old: str, meant: str, message: str) -> Diagnostic:
    at = Location(path=page.path, line=1).within(page.text, start)
    return ATTRIBUTE.slip(at, message, old, meant, expected=f"one such as '{meant}'")
