"""Text as the lines that are compared: numbered, without blank ones, each certificate in one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from harness.plan.vacuous import GAP_LINE

BEGIN_PEM: Final = re.compile(r"\s*-----BEGIN ([A-Z0-9 ]+)-----\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank; ``number`` counts from 1 in the text it came from."""

    number: int
    text: str

    @property
    def is_gap(self) -> bool:
        """Whether the line is only ``...``: here the page leaves lines out."""
        return GAP_LINE.fullmatch(self.text) is not None


def lines_of(text: str) -> list[Line]:
    """The lines that count, without blanks at their ends."""
    lines = [Line(number, line.rstrip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    return _join_certificates(lines)


def has_gap_line(text: str) -> bool:
    """Whether a page leaves lines out of its output."""
    return any(GAP_LINE.fullmatch(line) for line in text.splitlines())


def _join_certificates(lines: Sequence[Line]) -> list[Line]:
    """Two certificates differ in how many lines they take, so each is compared as one line."""
    joined: list[Line] = []
    at = 0
    while at < len(lines):
        begin = BEGIN_PEM.fullmatch(lines[at].text)
        end = _end_of_certificate(lines, at, begin.group(1)) if begin else None
        if end is None:
            joined.append(lines[at])
            at += 1
            continue
        body = "".join(line.text.strip() for line in lines[at + 1 : end])
        joined.append(Line(lines[at].number, f"{lines[at].text.rstrip()} {body} {lines[end].text.strip()}"))
        at = end + 1
    return joined


def _end_of_certificate(lines: Sequence[Line], begin: int, kind: str) -> int | None:
    """Where the block ends, ``None`` when another one begins before that."""
    for at in range(begin + 1, len(lines)):
        if f"-----END {kind}-----" in lines[at].text:
            return at
        if BEGIN_PEM.fullmatch(lines[at].text):
            return None
    return None
