"""What is for readers on another system.

The sentence in front of a block says so ("For macOS users, verify ..."), or the comment above some of its commands
("# macOS"), or the label of a tab that has one for this machine beside it.
"""

import platform
import re
import sys
from collections.abc import Mapping, Sequence
from typing import Final

from harness.edit.text_edits import lines_of
from harness.package_data import toml_data
from harness.parse.page import Page, Snippet, TabChoice, Tabset
from harness.plan.prose import prose

_SYSTEMS: Final = {"darwin": ("macos", "mac os"), "linux": ("linux",), "win32": ("windows",)}  # as sys.platform has it
_MARK: Final = re.compile(r"\s*(?:[*+-]|\d+[.)])?\s*")
_CONDITION: Final = re.compile(
    rf"(?:{prose('condition')}).{{0,40}}?(?P<system>macos|mac os x|mac os|windows|linux)\b", re.IGNORECASE
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
_WORDS: Final = {
    kind: {
        name: re.compile(rf"(?<![\w-])(?:{words})(?:-based)?(?![\w-])", re.IGNORECASE) for name, words in names.items()
    }
    for kind, names in toml_data("harness.plan.variants", "machines.toml").items()
}
_PROCESSORS: Final = {"arm64": "aarch64", "AMD64": "x86_64"}  # as other systems call them


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


def _distribution() -> frozenset[str]:
    """That of this machine and those that it is like; none where the system does not say."""
    try:
        said = platform.freedesktop_os_release()
    except OSError:  # no Linux, or one without the file
        return frozenset()
    return frozenset((*said.get("ID", "").split(), *said.get("ID_LIKE", "").split()))


HERE: Final = frozenset(
    {sys.platform, "bash", _PROCESSORS.get(platform.machine(), platform.machine()), *_distribution()}
)
"""The names of this machine; pages run in bash."""


def for_another_machine(tabset: Tabset, here: frozenset[str] = HERE) -> tuple[str, ...]:
    """The values of such tabs; none where no tab is left for this machine."""
    if len(tabset.tabs) < 2:
        return ()
    others = tuple(tab.value for tab in tabset.tabs if _is_for_another(tab, here))
    return others if len(others) < len(tabset.tabs) else ()


def _is_for_another(tab: TabChoice, here: frozenset[str]) -> bool:
    judged = (names for names in _WORDS.values() if names.keys() & here)  # what is not known of a machine fits any
    named = [{name for name, words in names.items() if words.search(tab.name)} for names in judged]
    return any(names and not names & here for names in named)
