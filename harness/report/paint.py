"""Colour, where it is asked for; the same words without it."""

import re
from dataclasses import dataclass
from typing import Final

CODES: Final = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36", "wrong": "1;31"}
PAINTED: Final = re.compile(r"\x1b\[[\d;]*m")
CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Paint:
    """Puts escape codes around text when ``on``; else text stays as it is."""

    on: bool

    def __call__(self, style: str, text: str) -> str:
        return f"\x1b[{CODES[style]}m{text}\x1b[0m" if self.on and text else text


def visible(text: str) -> str:
    r"""Text without anything that a terminal would obey: control characters as ``\x1b``, tabs as blanks."""
    return CONTROL.sub(lambda found: found.group().encode("unicode_escape").decode(), text.expandtabs())


def unpainted(text: str) -> str:
    """The same words without what `Paint` puts around them."""
    return PAINTED.sub("", text)


def shorten(text: str, width: int) -> str:
    """Text in at most ``width`` columns."""
    return text if len(text) <= width else f"{text[: max(0, width - 1)]}…"
