"""Objects that a page takes to be on its reader's cluster: "In this example, there is already a Deployment `oven`".

Also those that it names for the reader's own: "Replace `oven` with the name of your Deployment".
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from harness.parse.announcements import SENTENCE_END
from harness.parse.page import Page
from harness.plan.prose import prose, words_of_prose
from harness.plan.step import GivenObject
from harness.source import Location

_SAYS: Final = re.compile(prose("has_object"), re.IGNORECASE)
_SIGNS: Final = words_of_prose("object_signs")
"""What each of them has in it: most texts have none, and ``in`` says so in a tenth of the time."""
_NAME: Final = re.compile(r"[`\"*\u201c]([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)[`\"*\u201d]")
_TO_CHANGE: Final = re.compile(
    r"(?:^[ \t]*#[ \t]*(?:change|replace|substitute|adapt)\b[^\n]*?"
    r"|\breplac(?:e|ing) (?:the (?:\w+ ){0,3})?"
    r"(?=[`\"*\u201c][^`\"*]+[`\"*\u201d]\W{1,3}(?:with|by)\b[^.]*\byou(?:r|rs)?\b))"
    rf"{_NAME.pattern}",
    re.IGNORECASE,
)
"""A name that the user has another one for: a comment in a block says so, or a sentence."""
_PARAGRAPH: Final = re.compile(r"\n[ \t]*\n")
_CODE: Final = re.compile(r"(?m)^[ \t>]*(?:```|~~~)[^\n]*\n(?:.*\n)*?[ \t>]*(?:```|~~~)[ \t]*$")


def given_objects(page: Page) -> tuple[GivenObject, ...]:
    """Those that the page's own words name, each with the line that the paragraph about it begins on."""
    lowered = page.text.lower()
    signs = [sign for sign in _SIGNS if sign in lowered]
    return tuple(_given(page, signs)) if signs else ()


def _may_say(text: str, signs: Sequence[str]) -> bool:
    lowered = text.lower()
    return any(sign in lowered for sign in signs)


def _given(page: Page, signs: Sequence[str]) -> Iterator[GivenObject]:
    for number, shown in enumerate(page.text.splitlines(), start=1):
        if _may_say(shown, signs) and (found := _TO_CHANGE.search(shown)) is not None:
            yield GivenObject(name=found[1], at=Location(path=page.path, line=number))
    text = _CODE.sub(lambda code: "\n" * code[0].count("\n"), page.text)
    start = 0
    for end in [*(found.start() for found in _PARAGRAPH.finditer(text)), len(text)]:
        paragraph = text[start:end]
        for sentence in SENTENCE_END.split(paragraph) if _may_say(paragraph, signs) else ():
            names = dict.fromkeys(_NAME.findall(sentence))
            if names and _SAYS.search(sentence):
                line = text.count("\n", 0, start + paragraph.index(sentence)) + 1 + _blank_lines(sentence)
                at = Location(path=page.path, line=line)
                yield from (GivenObject(name=name, at=at) for name in names)
        start = end


def _blank_lines(text: str) -> int:
    return text[: len(text) - len(text.lstrip())].count("\n")
