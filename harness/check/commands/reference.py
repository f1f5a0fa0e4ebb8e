"""What commands refer to: samples and URLs; and the small things that copying brings along."""

import re
from collections.abc import Iterator
from typing import Final

from harness.check.commands.command_line import line_place
from harness.check.rule import Rule, Subject
from harness.check.site_words import meant_on_site
from harness.diagnostic import Diagnostic
from harness.parse.page import Page, Segment, Snippet

SAMPLE: Final = Rule.named("missing-sample")
MOVING: Final = Rule.named("moving-url")
BLANKS: Final = Rule.named("double-space")
RULES: Final = (SAMPLE, MOVING, BLANKS)

_MOVING: Final = re.compile(
    r"https?://\S*?(?:/(?:master|main|HEAD)/|/latest/|[?&]ref=(?:master|main|HEAD)\b)[^\s\"'|)]*"
)
_BLANKS: Final = re.compile(r"(?<=[^\s\\])( {2,})(?=[^\s#|&>\\])")
_QUOTED: Final = re.compile(r"'[^']*'|\"(?:[^\"\\]|\\.)*\"", re.DOTALL)


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    for snippet in page.snippets:
        yield from misspelt_samples(snippet, page)
        for segment in snippet.segments:
            yield from small_things(segment)


def misspelt_samples(snippet: Snippet, page: Page) -> Iterator[Diagnostic]:
    """A part of a path that no other page has, where many have nearly the same one."""
    for path in dict.fromkeys(snippet.samples):
        for part in re.split(r"[/.]", path):
            meant = meant_on_site(part, page) if page.text.count(part) == 1 else ""
            if meant:
                start = snippet.body.find(path)
                at = snippet.body_at.within(snippet.body, max(0, start))
                yield SAMPLE.slip(
                    at,
                    f"no other page has '{part}', of the sample '{path}'",
                    path,
                    path.replace(part, meant),
                    expected=f"'{meant}', as other pages have",
                )


def small_things(segment: Segment) -> Iterator[Diagnostic]:
    # What a shortcode fills in has a version: the site's, which moves with the page.
    for line, text in enumerate(segment.documented.split("\n")):
        for found in _MOVING.finditer(text):
            yield MOVING.found(
                segment.at.down(line, column=segment.at.column),
                f"the content of {found[0]} changes with time",
                expected="a tag or a version in the URL",
            )
    head = segment.command.partition("<<")[0]
    plain = _QUOTED.sub(lambda quote: re.sub(r"[^\n]", "x", quote[0]), head)
    for line, text in enumerate(plain.split("\n")):
        if blanks := _BLANKS.search(text):
            yield BLANKS.found(
                line_place(segment, line, blanks.start()),
                "two spaces are between two words of the command",
                expected="one space",
            )
