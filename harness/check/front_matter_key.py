"""Front matter: a key one slip off one that sites read, and the mark of a tested page that is none."""

import re
from collections.abc import Iterator
from typing import Final

from harness.check.rule import Subject
from harness.check.shortcode_attribute import ATTRIBUTE
from harness.check.typo import is_plural, only_slip
from harness.diagnostic import Diagnostic
from harness.parse.markdown.front_matter import front_matter_end
from harness.parse.page import Page
from harness.source import Location

RULES: Final = ()  # the findings are those of misspelt attributes

# https://gohugo.io/content-management/front-matter/#fields, and what themes and other generators read.
_KEYS: Final = frozenset(
    """aliases author authors build cascade categories content_type date description draft expirydate height icon image
    keywords lastmod layout linktitle menu list_pages outputs owner params permalink publishdate redirect_from
    resources sidebar sitemap slug subtitle summary tags template title toc translationkey type url""".split()  # noqa: SIM905 - shorter than a list
)
_KEY: Final = re.compile(r"^([A-Za-z][A-Za-z_]+)(?=[ \t]*:)", re.MULTILINE)
_SHORT: Final = 4
_NO: Final = ("no", "false")


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    front = page.text[: front_matter_end(page.text)] if page.text.startswith("---") else ""
    keys = [found[1].casefold() for found in _KEY.finditer(front)]
    own = page.site.front_matter
    known = _KEYS | own.first_words()
    for found in _KEY.finditer(front):
        name = found[1]
        meant = "" if name.casefold() in known else only_slip(name.casefold(), known)
        if is_sure(name.casefold(), meant) and meant not in keys:
            yield misspelt(page, found, meant)
    answers = (*own.answers, *_NO)
    tested = "|".join(map(re.escape, own.tested))
    for found in re.finditer(rf"^(?:{tested}):[ \t]*(\w+)[ \t]*$", front, re.MULTILINE):
        answer = found[1].casefold()
        if answer not in answers and (meant := only_slip(answer, answers)):
            yield misspelt(page, found, meant)


def is_sure(name: str, meant: str) -> bool:
    """Whether a key is no word of its own: no plural, and in four letters not one letter for another (data, text)."""
    if len(meant) < _SHORT or is_plural(name, meant):
        return False
    return len(meant) > _SHORT or len(name) != len(meant) or sorted(name) == sorted(meant)


def misspelt(page: Page, found: re.Match[str], meant: str) -> Diagnostic:
    at = Location(path=page.path, line=1).within(page.text, found.start(1))
    return ATTRIBUTE.slip(at, f"nothing reads '{found[1]}' in the front matter", found[1], meant, expected=f"'{meant}'")
