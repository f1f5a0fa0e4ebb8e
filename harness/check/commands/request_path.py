"""Paths of requests and routes: a word that is there once, one slip off one that other paths have again and again."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from harness.check.commands.command_line import place_of
from harness.check.prose_value import is_another_word
from harness.check.rule import Rule, Subject
from harness.check.typo import is_one_slip, is_plural
from harness.diagnostic import Diagnostic
from harness.parse.page import Page
from harness.source import Location
from harness.suggest import same_but_numbers

PATH: Final = Rule.named("unknown-path")
RULES: Final = (PATH,)

_IN_URL: Final = re.compile(r"\bhttps?://[^\s/\"'|]+(/[\w./-]+)")
_IN_ROUTE: Final = re.compile(r"^ *(?:- )?(?:value|prefix|exact|path|uri): [\"']?(/[\w./-]+)[\"']? *$", re.MULTILINE)
_WORD: Final = re.compile(r"[a-z][\w-]{3,}(?![\w.-])")
_WEB: Final = re.compile(r"https?://(?:[\w-]+\.)*(?:com|io|org|dev|net)/")
_OFTEN: Final = 2
_SHORT: Final = 5  # letters


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    uses = list(words_on(page))
    counts = Counter(word for word, _ in uses)
    for word, at in uses:
        often = (each for each, count in sorted(counts.items()) if count >= _OFTEN)
        near = [each for each in often if is_slip(word, each)] if counts[word] == 1 else []
        if len(near) == 1 and len(re.findall(rf"(?<![\w-]){re.escape(word)}(?![\w-])", page.text)) == 1:
            message = f"no other path of the page has '{word}'"
            yield PATH.slip(at, message, word, near[0], expected=f"'{near[0]}', as in its other paths")


def is_slip(word: str, other: str) -> bool:
    alike = is_plural(word, other) or same_but_numbers(word, other) or is_another_word(word, other)
    changed = len(word) == len(other) and sorted(word) != sorted(other)  # another letter: of a short word another word
    return not alike and is_one_slip(word, other) and (not changed or len(word) > _SHORT)


def words_on(page: Page) -> Iterator[tuple[str, Location]]:
    """The words of paths, in the requests of commands and in the routes of manifests."""
    for snippet in page.snippets:
        texts = [(segment.command, segment.at) for segment in snippet.segments]
        for text, at in texts or [(snippet.body, snippet.body_at)]:
            for path in (*_IN_URL.finditer(text), *_IN_ROUTE.finditer(text)):
                if not _WEB.match(path[0]):  # files that are loaded
                    for word in _WORD.finditer(path[1]):
                        start = path.start(1) + word.start()
                        yield word[0], place_of(start, text, at) if texts else at.within(text, start)
