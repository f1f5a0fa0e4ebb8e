"""Promised outputs that any output would keep: a comparison with them proves nothing."""

import re
from collections.abc import Iterator
from typing import Final

from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic, Severity

VACUOUS: Final = Rule(
    code="vacuous-output", severity=Severity.WARNING, meaning="A promised output that any output would match."
)
RULES: Final = (VACUOUS,)

_NOTHING_SAID: Final = re.compile(r"(?:\s|\.{3}|…|\[\.\.\.\]|<(?:snip|snipped|omitted|output)>)*")


def check(subject: Subject) -> Iterator[Diagnostic]:
    for snippet in subject.plan.page.snippets:
        for segment in snippet.segments:
            if segment.expected is not None and _NOTHING_SAID.fullmatch(segment.expected):
                yield VACUOUS.found(
                    segment.expected_at or segment.at,
                    "the promised output says nothing: every output matches it",
                    expected="at least one line that the command really prints",
                    remedy="show the line that tells the reader that it worked, or remove the output",
                )
