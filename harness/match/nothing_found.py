"""Commands that find nothing where the page shows no output: they pass, and prove nothing."""

import re
from typing import Final

FOUND_NOTHING: Final = "found nothing, and the page does not say that there is something"
"""The note of a search that ended so."""
NOTHING: Final = re.compile(
    r"(?:error: |Error: )?No (?:\w+ )?(?:resources?|repositories|results|releases|matching \w+|issues|items|objects)"
    r"(?: were)?(?: found| to show)\b.*",
    re.IGNORECASE,
)
"""How programs say that there is nothing of what they look for."""
ONLY_A_HEADER: Final = re.compile(r"[A-Z][A-Z()%/:-]*(?: [A-Z()%/:-]+)*(?:(?:\t| {2,})\s*[A-Z][A-Z()%/: -]*)+\s*")
"""The line above a table of which there are no rows: ``NAME   READY   STATUS``."""


def nothing_found(output: str) -> str:
    """The line in which an output says that nothing was found, empty where there is something."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    if len(lines) != 1:
        return ""
    if NOTHING.fullmatch(lines[0]):
        return lines[0]
    return "a table without rows" if ONLY_A_HEADER.fullmatch(lines[0]) else ""
