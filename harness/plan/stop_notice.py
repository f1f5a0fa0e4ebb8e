"""Whether a page says before a block that what runs in another terminal is to be stopped."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from harness.edit.text_edits import lines_of
from harness.parse.interruption import Interruption, interruption, prose_before
from harness.parse.page import Page, Snippet
from harness.plan.step import Command
from harness.programs.addresses import HERE

_WORDS: Final = (
    *("ctrl", "control", "strg", "^", "⌃", "stop", "interrupt", "quit", "terminate", "shut"),
    *("停止", "зупиніть"),
)


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
