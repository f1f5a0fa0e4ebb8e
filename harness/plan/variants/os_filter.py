"""What is for readers on another system.

The sentence in front of a block says so ("For macOS users, verify ..."), or the comment above some of its commands
("# macOS").
"""

import re
import sys
from collections.abc import Mapping, Sequence
from typing import Final

from harness.edit.text_edits import lines_of
from harness.parse.page import Page, Snippet

_SYSTEMS: Final = {"darwin": ("macos", "mac os"), "linux": ("linux",), "win32": ("windows",)}  # as sys.platform has it
_MARK: Final = re.compile(r"\s*(?:[*+-]|\d+[.)])?\s*")
_CONDITION: Final = re.compile(
    r"(?:(?:for|if|on|when|для|якщо|на)\b|对于|如果|在).{0,40}?(?P<system>macos|mac os x|mac os|windows|linux)\b",
    re.IGNORECASE,
)
_NAMES: Final = {
    "darwin": r"mac(?:\s?os)?(?:\s?x)?|os\s?x|darwin|homebrew",
    "linux": r"linux|ubuntu|debian|wsl2?|fedora|centos|rhel|red hat|arch|alpine|snap|apt|dnf|yum",
    "win32": r"windows|powershell|chocolatey|choco|winget|scoop",
}
_NAME: Final = rf"(?:{'|'.join(_NAMES.values())})(?:\s(?:linux|users))?"
_COMMENT: Final = re.compile(
    rf"\s*#+\s*(?:(?:for|on|in|with|using|via|install(?: on| for| with)?)\s+)?"
    rf"(?P<names>{_NAME}(?:\s*(?:/|,|&|\||\band\b|\bor\b)\s*{_NAME})*)\s*(?:\([^()]*\))?\s*[:.]?\s*",
    re.IGNORECASE,
)
"""A comment that says nothing but whom the commands below it are for."""
_LINES: Final = 8  # of a paragraph


def names_systems(page: Page) -> bool:
    """Whether a page speaks of systems at all; most do not."""
    text = page.text.lower()
    return any(name in text for names in _SYSTEMS.values() for name in names)


def for_another_system(page: Page, snippet: Snippet, *, here: str = sys.platform) -> str | None:
    """Why a block is not for this system: its paragraph begins with a condition that names others and not this one.

    A boilerplate's blocks are for everybody.
    """
    if snippet.at.path != page.path:
        return None
    clause = re.split(r"[,:;.\uff0c\uff1a]", paragraph_above(lines_of(page.text), snippet.at.line), maxsplit=1)[0]
    found = _CONDITION.match(clause)
    if found is None or any(name in clause.lower() for name in _SYSTEMS.get(here, ())):
        return None
    return f"for readers on {found['system']}, as the text above it says"


def lines_for_others(snippet: Snippet, *, here: str = sys.platform) -> Mapping[int, str]:
    """The lines of a block that are below such a comment, up to an empty line or another one, with the reason."""
    found: dict[int, str] = {}
    reason = ""
    for number, line in enumerate(snippet.body.splitlines(), start=snippet.body_at.line):
        said = _COMMENT.fullmatch(line)
        if said is not None:
            ours = re.search(rf"\b(?:{_NAMES.get(here, '$^')})\b", said["names"], re.IGNORECASE)
            reason = "" if ours else f"for readers on {said['names']}, as the comment above it says"
        elif not line.strip() or line.lstrip().startswith("#"):
            reason = ""
        elif reason:
            found[number] = reason
    return found


def paragraph_above(lines: Sequence[str], line: int) -> str:
    """The text right above a line, without the mark of a list."""
    above = line - 2
    while above >= 0 and not lines[above].strip():
        above -= 1
    first = above
    while first > 0 and above - first < _LINES and lines[first - 1].strip() and not _starts_item(lines[first]):
        first -= 1
    return _MARK.sub("", " ".join(lines[max(first, 0) : above + 1]), count=1)


def _starts_item(line: str) -> bool:
    return re.match(r"\s*(?:[*+-]|\d+[.)])\s", line) is not None
