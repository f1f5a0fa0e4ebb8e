"""Manifests that the text has its user apply, without a command: "Save and apply the following resource:".

So are those in a tab "YAML" with nothing else, beside a tab whose command makes such an object.
"""

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
_TAB: Final = re.compile(r"\b(?:ya?ml|manifest|declarative)", re.IGNORECASE)
_MAKES: Final = re.compile(r"\b(?:apply|create|expose|run)\b")
_DELIMITER: Final = "END_OF_MANIFEST"


def told_manifests(page: Page, snippets: Sequence[Snippet]) -> Iterator[Snippet]:
    """Those of a path's blocks, in order, that no command below in their section applies."""
    for number, snippet in enumerate(snippets):
        if _may_be_told(snippet) and (_is_told(page, snippet) or _is_beside_commands(page, snippet)):
            below = _rest_of_section(snippet, snippets[number + 1 :])
            if not any(_APPLIES.search(segment.command) for one in below for segment in one.segments):
                yield snippet


def _is_told(page: Page, snippet: Snippet) -> bool:
    return _APPLY.fullmatch(SENTENCE_END.split(above_of(page, snippet).strip())[-1]) is not None


def _is_beside_commands(page: Page, snippet: Snippet) -> bool:
    """Whether a manifest is all that a tab "YAML" has, and another one beside it makes something."""
    if not snippet.tab_path or _TAB.search(snippet.tab_path[-1].name) is None:
        return False
    around, tab = snippet.tab_path[:-1], snippet.tab_path[-1]
    beside = [
        (one.tab_path[len(around)], segment.command)
        for one in page.snippets
        if len(one.tab_path) > len(around) and one.tab_path[: len(around)] == around
        for segment in one.segments
    ]
    others = [text for own, text in beside if own.tabset == tab.tabset and own != tab]
    return all(own != tab for own, _ in beside) and any(map(_MAKES.search, others))


def _rest_of_section(snippet: Snippet, later: Sequence[Snippet]) -> Iterator[Snippet]:
    return takewhile(lambda one: one.section == snippet.section, later)


def _may_be_told(snippet: Snippet) -> bool:
    if snippet.segments or snippet.excluded or snippet.unread or _DELIMITER in snippet.body:
        return False
    return MANIFEST.search(snippet.body) is not None and _LEFT_OUT.search(snippet.body) is None


def applying(snippet: Snippet) -> str:
    """The command that applies a manifest as the user would."""
    return f"kubectl apply -f - <<'{_DELIMITER}'\n{snippet.body.rstrip()}\n{_DELIMITER}"
