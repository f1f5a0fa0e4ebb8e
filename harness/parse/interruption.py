"""Prose that tells to stop what runs in another terminal: "Press Ctrl-C to stop the server"."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

MARKUP: Final = re.compile(r"<[^<>]*>|[`*_]|\{\{[<%].*?[%>]\}\}")
SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|(?<=[。\uff01\uff1f])|\n\s*\n|\n\s*(?:[-*+]|\d+[.)])\s")
KEY: Final = re.compile(
    r"(?<![a-z])(?:ctrl|control|strg)\s*[-+\u2011\u2013]?\s*c(?![a-z])|\^c(?![a-z])|⌃\s*c", re.IGNORECASE
)
STOP: Final = re.compile(
    r"^(?:now |then |next, )?(?:stop|interrupt|quit|terminate|shut down) (?:the|your|this|that)\b[^:]*"
    r"\b(?:server|forward\w*|proxy|process|watch|tunnel|command|application|app)\b[^:]*[.!]$"
    r"|^(?:现在)?停止[^\uff1a:]*(?:服务器?|进程|转发|代理|监视|命令|应用)[^\uff1a:]*。$"
    r"|^(?:тепер )?зупиніть [^:]*(?:сервер|процес|проксі|переспрямування|перенаправлення|команду|застосунок)[^:]*[.!]$",
    re.IGNORECASE,
)
NOT_NOW: Final = re.compile(
    r"\b(?:until|till|unless|do not|don't|never|leave|keep|keeps|any time|anytime|later|if)\b"
    r"|直到|不要|请勿|随时|稍后|如果|保持"
    r"|\b(?:доки|поки|допоки|якщо|пізніше|будь-коли|залиште|не)\b",
    re.IGNORECASE,
)
PERHAPS: Final = re.compile(
    r"^(?:to|in order to|when|once|after)\b|\bcan\b"
    r"|^(?:要|若要|如需|当)|可以|完成后"
    r"|^(?:щоб|коли|після)\b|\b(?:можете|можна)\b",
    re.IGNORECASE,
)


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
    told = KEY.search(sentence) is not None or STOP.search(sentence) is not None
    if not told or NOT_NOW.search(sentence) is not None:
        return None
    return Interruption.PERHAPS if PERHAPS.search(sentence) is not None else Interruption.NOW
