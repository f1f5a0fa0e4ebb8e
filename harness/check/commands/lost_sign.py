"""A here-document with one ``<`` for two: bash reads a file of the delimiter's name."""

import re
from collections.abc import Iterator
from typing import Final

from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic, Severity
from harness.fix import swap

LOST: Final = Rule(
    code="lost-heredoc-sign",
    severity=Severity.ERROR,
    meaning="A here-document with a single '<': bash reads a file instead.",
)
RULES: Final = (LOST,)

_SINGLE: Final = re.compile(
    r"(?<![<\w])<[ \t]*-?(?P<quote>['\"]?)(?P<end>[A-Z][A-Z_]+)(?P=quote)(?=[ \t]*(?:$|[|>&;]))"
)


def check(subject: Subject) -> Iterator[Diagnostic]:
    for snippet in subject.plan.page.snippets:
        if not snippet.segments or "<" not in snippet.body:
            continue
        lines = snippet.body.split("\n")
        for number, line in enumerate(lines):
            found = _SINGLE.search(line)
            if found and found["end"] in (below.strip() for below in lines[number + 1 :]):
                at = snippet.body_at.down(number, column=snippet.body_at.column + found.start())
                yield LOST.found(
                    at,
                    f"bash reads a file named '{found['end']}': the here-document has one '<'",
                    expected=f"<<{found['quote']}{found['end']}{found['quote']}",
                    remedy="write '<<'",
                    fix=swap(at, "<", "<<"),
                )
