"""Folders: the one that ``git clone`` makes, against the ``cd`` behind it, and names in ``cd`` and ``rm``."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from harness.check.commands.command_line import page_calls, segments
from harness.check.commands.flags import place
from harness.check.rule import Rule, Subject
from harness.check.typo import is_one_slip, is_plural
from harness.diagnostic import Diagnostic
from harness.parse.page import Page
from harness.programs.git_clone import git_clone
from harness.suggest import same_but_numbers

FOLDER: Final = Rule.named("unknown-folder")
RULES: Final = (FOLDER,)

_NAMED: Final = re.compile(r"[\w.-]+")
_FOLDER: Final = re.compile(r"(?:\./)?([\w.-]+)(?:/.*)?")
_PART: Final = re.compile(r"[\w-][\w.-]*[A-Za-z0-9_]")
_OF_FOLDERS: Final = frozenset({"cd", "rm", "rmdir"})
_IN_PATH: Final = re.compile(r"[\w-][/.]\S|\S/$")
_BEFORE_PATH: Final = ("mkdir", "-p", "cd", ">", "-out")
_LONG: Final = 5  # letters of a name
_ANYWHERE: Final = frozenset({".", "..", "-"})


def check(subject: Subject) -> Iterator[Diagnostic]:
    cloned = ""
    for segment, call in page_calls(subject.plan.page):
        if call.program == "cd" and cloned and len(call.words) == len(("cd", "folder")):
            found = _FOLDER.fullmatch(call.words[1])
            if found and found[1] != cloned and found[1] not in _ANYWHERE and not is_made(found[1], subject.plan.page):
                at = place(segment, call, found[1])
                yield FOLDER.slip(
                    at,
                    f"'git clone' makes the folder '{cloned}', and no command makes '{found[1]}'",
                    found[1],
                    cloned,
                    expected=f"cd {cloned}",
                )
        clone = git_clone(call.words)
        cloned = clone.folder if clone and _NAMED.fullmatch(clone.folder) else ""
    yield from misspelt(subject.plan.page)


def is_made(folder: str, page: Page) -> bool:
    """Whether another command names it: one that makes it, or goes there too."""
    return (
        page.text.count(folder) > 1
        and re.search(rf"(?:mkdir|mv|cp|ln|unzip|tar)\b.*\b{re.escape(folder)}\b", page.text) is not None
    )


def misspelt(page: Page) -> Iterator[Diagnostic]:
    """A folder or file that ``cd`` or ``rm`` names once, one slip off one that the commands have otherwise."""
    texts = "\n".join(segment.command for segment in segments(page))
    counts = Counter(_PART.findall(texts))
    paths = frozenset(part for word in paths_in(texts.split()) for part in _PART.findall(word))
    for segment, call in page_calls(page):
        words = call.words[1:] if call.words[0] in _OF_FOLDERS else ()
        for part in dict.fromkeys(part for word in words if not word.startswith("-") for part in _PART.findall(word)):
            if counts[part] > 1 or len(part) < _LONG:
                continue
            near = [each for each in paths if is_one_slip(part, each) and not same_but_numbers(part, each)]
            if len(near) == 1 and not is_plural(part, near[0]) and part in page.text:
                at = place(segment, call, part)
                yield FOLDER.slip(
                    at,
                    f"'{part}' is nowhere else on the page",
                    part,
                    near[0],
                    expected=f"a name that its commands have, such as '{near[0]}'",
                )


def paths_in(words: Sequence[str]) -> Iterator[str]:
    for before, word in pairwise(("", *words)):
        if _IN_PATH.search(word) or before.endswith(_BEFORE_PATH):
            yield word
