"""The folder that ``git clone`` makes, against the ``cd`` behind it."""

import re
from collections.abc import Iterator
from typing import Final

from harness.check.commands.command_line import page_calls
from harness.check.commands.flags import place
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic, Severity
from harness.fix import swap
from harness.parse.page import Page
from harness.shell.script import Call

FOLDER: Final = Rule(
    code="unknown-folder",
    severity=Severity.WARNING,
    meaning="A 'cd' directly behind 'git clone', into a folder that the clone does not make.",
)
RULES: Final = (FOLDER,)

_ADDRESS: Final = re.compile(r"(?:https?://|git@|ssh://)\S+?/([\w.-]+?)(?:\.git)?/?")
_FOLDER: Final = re.compile(r"(?:\./)?([\w.-]+)(?:/.*)?")
_ANYWHERE: Final = frozenset({".", "..", "-"})


def check(subject: Subject) -> Iterator[Diagnostic]:
    cloned = ""
    for segment, call in page_calls(subject.plan.page):
        if call.program == "cd" and cloned and len(call.words) == len(("cd", "folder")):
            found = _FOLDER.fullmatch(call.words[1])
            if found and found[1] != cloned and found[1] not in _ANYWHERE and not is_made(found[1], subject.plan.page):
                at = place(segment, call, found[1])
                yield FOLDER.found(
                    at,
                    f"'git clone' makes the folder '{cloned}', and no command makes '{found[1]}'",
                    expected=f"cd {cloned}",
                    remedy=f"did you mean '{cloned}'?",
                    fix=swap(at, found[1], cloned),
                )
        cloned = folder_of(call)


def folder_of(call: Call) -> str:
    """The folder that a call clones into; empty where it is no clone, or names the folder itself."""
    words = [word for word in call.words if not word.startswith("-")]
    found = _ADDRESS.fullmatch(words[-1]) if words[:2] == ["git", "clone"] else None
    return found[1] if found else ""


def is_made(folder: str, page: Page) -> bool:
    """Whether another command names it: one that makes it, or goes there too."""
    return (
        page.text.count(folder) > 1
        and re.search(rf"(?:mkdir|mv|cp|ln|unzip|tar)\b.*\b{re.escape(folder)}\b", page.text) is not None
    )
