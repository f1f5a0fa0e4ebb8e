"""``...`` inside a line or a cell: any text may stand there, or none."""

import re
from typing import Final

from harness.match.lines.line_key import BLANKS, Scanner

GAP: Final = re.compile(r"\.{3,}|…")


def has_gap(expected: str) -> bool:
    return GAP.search(expected) is not None


def fits(scanner: Scanner, expected: str, actual: str) -> bool:
    """Whether ``actual`` reads like ``expected`` with something in place of every ``...``."""
    written = fits_pattern(BLANKS.sub(" ", expected).strip(), BLANKS.sub(" ", actual).strip())
    return written or fits_pattern(scanner.plain_key(expected), scanner.plain_key(actual))


def fits_pattern(expected: str, actual: str) -> bool:
    """The same for two texts as they are.

    A part that a blank separates from its ``...`` begins or ends a word of the output: ``v1 ...`` does not fit ``v10``.
    Each part is sought once, after the one before it, so the time is linear.
    """
    parts = GAP.split(expected)
    if len(parts) == 1:
        return expected == actual
    padded = f" {actual} "
    first, last = f" {parts[0].lstrip()}", f"{parts[-1].rstrip()} "
    if not padded.startswith(first) or not padded.endswith(last):
        return False
    at = _after(first, 0)
    for part in parts[1:-1]:
        found = padded.find(part, at)
        if found < 0:
            return False
        at = _after(part, found)
    return at <= len(padded) - len(last)


def _after(part: str, found: int) -> int:
    """Where the next part may begin: it may share the blank that ends this one."""
    return found + len(part) - (1 if part.endswith(" ") else 0)
