"""Whether a page says before a block that what runs in another terminal is to be stopped."""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Final

from harness.edit.text_edits import lines_of
from harness.parse.page import Page, Snippet
from harness.patterns import patterns_in
from harness.plan.step import Command
from harness.programs.addresses import HERE

_WORDS: Final = (
    *("ctrl", "control", "strg", "^", "⌃", "stop", "interrupt", "quit", "terminate", "shut"),
    *("停止", "зупиніть"),
)
MARKUP: Final = re.compile(r"<[^<>]*>|[`*_]|\{\{[<%].*?[%>]\}\}")
SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|(?<=[。\uff01\uff1f])|\n\s*\n|\n\s*(?:[-*+]|\d+[.)])\s")


def interrupts(page: Page, snippet: Snippet, commands: Sequence[Command]) -> bool:
    """``commands`` are the block's own: what they speak to is not stopped before them because of a "when done"."""
    if snippet.boilerplate is not None or snippet.at.path != page.path or not may_interrupt(page.text):
        return False
    own = (each for each in page.snippets if each.boilerplate is None and each.at.line < snippet.at.line)
    end = max((each.last_line for each in own if each.at.path == page.path), default=0)
    prose = prose_before(lines_of(page.text), snippet.at.line, end)
    told = interruption(prose) if may_interrupt(prose) else None
    if told is Interruption.PERHAPS:
        return not any(HERE.search(command.text) for command in commands)
    return told is Interruption.NOW


@lru_cache(maxsize=16)
def may_interrupt(text: str) -> bool:
    """Whether a text has a word of those that ``interruption`` looks for; few have."""
    small = text.lower()
    return any(word in small for word in _WORDS)


class Interruption(StrEnum):
    """Whether what runs is to be stopped now, or perhaps only when the page is through with it."""

    NOW = "now"
    PERHAPS = "perhaps"


def interruption(prose: str) -> Interruption | None:
    """What the text between two blocks tells, in English, Chinese and Ukrainian."""
    found = {said for part in SENTENCE.split(prose) if (said := _of_sentence(" ".join(MARKUP.sub("", part).split())))}
    return min(found, default=None)  # "now" is before "perhaps"


def prose_before(lines: Sequence[str], line: int, end: int) -> str:
    """The text above the block of ``line`` (from 1) and below the one before, whose last line is ``end``."""
    return "\n".join(lines[end : line - 1])


def _of_sentence(sentence: str) -> Interruption | None:
    told = {what for what, said in patterns_in("harness.plan", "interruption.toml").items() if said.search(sentence)}
    if not told & {"key", "stop"} or "not_now" in told:
        return None
    return Interruption.PERHAPS if "perhaps" in told else Interruption.NOW
