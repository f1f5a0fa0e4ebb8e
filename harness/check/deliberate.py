"""What a page shows wrong on purpose: a command whose output is the error about it, an example that is called wrong."""

import re
from typing import Final

from harness.check.manifests.shown_wrong import is_announced
from harness.diagnostic import Diagnostic, Severity
from harness.parse.page import Page, Snippet
from harness.plan.commands.command import ERROR_SHOWN
from harness.source import Location

_NOT_FOUND: Final = re.compile(r"command not found|unknown (?:shorthand )?flag|Usage:")
_WORD: Final = re.compile(r"'([^'\n]{2,})'|(?<!\S)(--?[\w-]+)")
_REMARK: Final = re.compile(
    r"#\W*(?:this (?:is |will )?(?:\w+ )?)?(?:wrong|bad|incorrect|invalid|fails?|typo|don'?t do|do not do)\b|#.*❌",
    re.IGNORECASE,
)
"""A comment that begins so speaks of the line below or beside it."""


def is_deliberate(finding: Diagnostic, page: Page) -> bool:
    """Whether the block around a finding says what is wrong with it; notes are left as they are."""
    if finding.severity is Severity.NOTE:
        return False
    snippet = next((each for each in page.snippets if is_in(finding.at, each)), None)
    if snippet is None:
        return False
    line = finding.at.line - snippet.body_at.line
    remarks = snippet.body.split("\n")[max(0, line - 1) : line + 1]
    if any(map(_REMARK.search, remarks)) or is_announced(page, snippet):
        return True
    words = [found[1] or found[2] for found in _WORD.finditer(finding.message)]
    return any(word in output for output in errors_at(finding.at, snippet) for word in words)


def is_in(at: Location, snippet: Snippet) -> bool:
    first = snippet.body_at.line
    return at.path == snippet.body_at.path and first <= at.line <= first + snippet.body.count("\n")


def errors_at(at: Location, snippet: Snippet) -> list[str]:
    """The expected output of the command at a place, where it is an error."""
    return [
        each.expected
        for each in snippet.segments
        if each.expected
        and each.at.line <= at.line <= each.at.line + each.command.count("\n")
        and (ERROR_SHOWN.search(each.expected) or _NOT_FOUND.search(each.expected))
    ]
