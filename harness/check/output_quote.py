"""Double quotes in what programs print: one that nothing opens or closes, or whose other half is typographic."""

import re
from collections.abc import Iterator
from typing import Final

from harness.check.rule import Rule, Subject
from harness.check.typography import TYPOGRAPHY
from harness.diagnostic import Diagnostic, Severity
from harness.fix import Fix, swap
from harness.parse.page import Page
from harness.source import Location

ODD: Final = Rule.named("lost-quote")
RULES: Final = (ODD,)

_PRINTED: Final = frozenset(
    {"", "bash", "console", "diff", "json", "log", "none", "output", "plain", "plaintext", "text"}
)
"""The syntaxes of blocks that show what is printed."""
_TYPOGRAPHIC: Final = re.compile("[\u201c\u201d\u201e\u201f]")
_NO_QUOTE: Final = re.compile(r"\\\"|'\"'|(?<=\s)\d+\"|…|\.\.\.")
_ENTRY: Final = re.compile(r"\s*(?:\"[^\"]+\"\s*:\s*)?(?:\"[^\"]*\"|-?[\d.]+|true|false|null|\{|\[)\s*,?\s*")
_PLACES: Final = re.compile(r"(?<=\s)(?=\S)|^(?=\S)|(?=\s*:)|(?=,?\s*$)")


def check(subject: Subject) -> Iterator[Diagnostic]:
    for text, at in printed(subject.plan.page):
        lines = text.split("\n")
        odd = [number for number, line in enumerate(lines) if line.count('"') % 2] if '"' in text else []
        for number in odd:
            line, start = lines[number], at.down(number, column=at.column)
            signs = list(_TYPOGRAPHIC.finditer(line))
            if len(signs) % 2:
                message = f"the quote {signs[0][0]} is typographic, and the one that it belongs to is not"
                yield TYPOGRAPHY.mended(start.within(line, signs[0].start()), message, signs[0][0], '"')
            elif len(odd) == 1 and not _NO_QUOTE.search(line):
                yield ODD.found(
                    start.within(line, len(line) - len(line.lstrip())),
                    f"a quote has no other one: {line.strip()[:60]}",
                    expected="two of them around a text",
                    remedy="add the other one",
                    severity=Severity.WARNING,
                    fix=fix(line, start),
                )


def printed(page: Page) -> Iterator[tuple[str, Location]]:
    for snippet in page.snippets:
        if not snippet.segments and snippet.syntax in _PRINTED:
            yield snippet.body, snippet.body_at
        for segment in snippet.segments:
            if segment.expected and segment.expected_at:
                yield segment.expected, segment.expected_at


def fix(line: str, start: Location) -> Fix | None:
    """The only place where a quote makes an entry of JSON of the line."""
    places = dict.fromkeys(found.start() for found in _PLACES.finditer(line))
    right = {place for place in places if _ENTRY.fullmatch(f'{line[:place]}"{line[place:]}')}
    return swap(start.within(line, right.pop()), "", '"') if len(right) == 1 else None
