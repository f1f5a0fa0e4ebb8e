"""Prose that tells to stop what runs in another terminal: "Press Ctrl-C to stop the server"."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from harness.patterns import patterns_in

MARKUP: Final = re.compile(r"<[^<>]*>|[`*_]|\{\{[<%].*?[%>]\}\}")
SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|(?<=[。\uff01\uff1f])|\n\s*\n|\n\s*(?:[-*+]|\d+[.)])\s")


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
    told = {what for what, said in patterns_in("harness.parse", "interruption.toml").items() if said.search(sentence)}
    if not told & {"key", "stop"} or "not_now" in told:
        return None
    return Interruption.PERHAPS if "perhaps" in told else Interruption.NOW
