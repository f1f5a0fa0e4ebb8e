"""Commands that find nothing where the page shows no output: they pass, and prove nothing."""

import re
from typing import Final

from harness.programs.roles import SEARCHES
from harness.run.output import FailedPart
from harness.shell.script_reader import read_script

LONGEST: Final = 4_000  # characters of an output in which a server says so
FOUND_NOTHING: Final = "found nothing, and the page does not say that there is something"
"""The note of a search that ended so."""
NOTHING: Final = re.compile(
    r"(?:error: |Error: )?No (?:\w+ )?(?:resources?|repositories|results|releases|matching \w+|issues|items|objects)"
    r"(?: were)?(?: found| to show)\b.*",
    re.IGNORECASE,
)
"""How programs say that there is nothing of what they look for."""
NO_PAGE: Final = re.compile(
    r"^\s*(?:404 page not found|.*<title>(?:404 Not Found|Error response)</title>.*|<pre>Cannot [A-Z]+ /.*"
    r"|\{\"detail\": ?\"Not Found\"\}|\"reason\": \"NotFound\",)\s*$",
    re.MULTILINE,
)
"""How servers answer that they have nothing at a path."""
ONLY_A_HEADER: Final = re.compile(r"[A-Z][A-Z()%/:-]*(?: [A-Z()%/:-]+)*(?:(?:\t| {2,})\s*[A-Z][A-Z()%/: -]*)+\s*")
"""The line above a table of which there are no rows: ``NAME   READY   STATUS``."""


def is_vain_search(part: FailedPart) -> bool:
    """Whether a part of a pipeline or a substitution is a search that found nothing, as the rest of it then does."""
    calls = read_script(part.text).calls
    silent = bool(calls) and not {"-q", "-c"}.isdisjoint(calls[-1].words)
    return part.status == 1 and bool(calls) and calls[-1].program in SEARCHES and not silent


def nothing_found(output: str) -> str:
    """The line in which an output says that nothing was found, empty where there is something."""
    if (answer := NO_PAGE.search(output[:LONGEST])) is not None:
        return answer[0].strip()
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    if len(lines) != 1:
        return ""
    if NOTHING.fullmatch(lines[0]):
        return lines[0]
    return "a table without rows" if ONLY_A_HEADER.fullmatch(lines[0]) else ""
