"""Manifests that the text has its user apply, without a command: "Save and apply the following resource:"."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from harness.parse.announcements import SENTENCE_END
from harness.parse.page import Page, Snippet
from harness.plan.told_files import MANIFEST, above_of

_APPLY: Final = re.compile(
    r"(?:[-*+]\s+|\d+[.)]\s+)?(?:(?:now|then|next|finally),?\s+)?(?:(?:save|create)\s+and\s+)?apply\s+"
    r"(?:the following|this|these)\b(?!.*\b(?:or|if)\b)[^:]*:",
    re.IGNORECASE,
)
_LEFT_OUT: Final = re.compile(r"(?m)^\s*(?:\.\.\.|…|#\s*\.\.\.)\s*$")
_APPLIES: Final = re.compile(r"\b(?:apply|create|replace)\b[^\n]*\s(?:-f|--filename|-k)\b")
_DELIMITER: Final = "END_OF_MANIFEST"


def told_manifests(page: Page, snippets: Sequence[Snippet]) -> Iterator[Snippet]:
    """Those of a path's blocks, in order, that no command below in their section applies."""
    for number, snippet in enumerate(snippets):
        if _may_be_told(snippet) and _APPLY.fullmatch(SENTENCE_END.split(above_of(page, snippet).strip())[-1]):
            below = _rest_of_section(snippet, snippets[number + 1 :])
            if not any(_APPLIES.search(segment.command) for one in below for segment in one.segments):
                yield snippet


def _rest_of_section(snippet: Snippet, later: Sequence[Snippet]) -> Iterator[Snippet]:
    return takewhile(lambda one: one.section == snippet.section, later)


def _may_be_told(snippet: Snippet) -> bool:
    if snippet.segments or snippet.excluded or snippet.unread or _DELIMITER in snippet.body:
        return False
    return MANIFEST.search(snippet.body) is not None and _LEFT_OUT.search(snippet.body) is None


def applying(snippet: Snippet) -> str:
    """The command that applies a manifest as the user would."""
    return f"kubectl apply -f - <<'{_DELIMITER}'\n{snippet.body.rstrip()}\n{_DELIMITER}"
