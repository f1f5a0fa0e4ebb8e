"""The order of steps: a file is read above the command that writes it, where it cannot be there yet."""

from collections.abc import Iterator, Mapping
from typing import Final

from harness.check.commands.file_name import files_made, reads_of
from harness.check.commands.step_order import EARLY
from harness.check.rule import Rule, Subject
from harness.diagnostic import Diagnostic
from harness.parse.page import Page, Segment, Snippet
from harness.shell.script_reader import read_script
from harness.source import Location

RULES: Final[tuple[Rule, ...]] = ()  # the finding is that of the order of steps

_MAY_BRING_FILES: Final = frozenset({"cd", "cp", "docker", "git", "helm", "kustomize", "make", "mv", "tar", "unzip"})


def check(subject: Subject) -> Iterator[Diagnostic]:
    page = subject.plan.page
    writing = written_on(page)
    done: set[str] = set()
    for snippet, segment in segments_of(page) if writing else ():
        if _MAY_BRING_FILES.intersection(call.program for call in read_script(segment.command).calls):
            return
        done.update(files_made(segment.command))
        for at, name in reads_of(segment) if "delete" not in segment.command else ():
            later, by = writing.get(name, (snippet, segment))
            known = name in done or by is segment or is_named_above(name, at, page)
            if not known and later.tab_path == snippet.tab_path:
                yield EARLY.found(
                    at,
                    f"the file '{name}' is not there yet: line {by.at.line} writes it",
                    expected=f"the command of line {by.at.line} above this one",
                    remedy="move one of them",
                )


def is_named_above(name: str, at: Location, page: Page) -> bool:
    """Whether the page speaks of the file before: its reader may have made it."""
    return at.path != page.path or any(name in line for line in page.text.split("\n")[: at.line - 1])


def written_on(page: Page) -> Mapping[str, tuple[Snippet, Segment]]:
    """The only command that writes each file; a page may mean different files by one name."""
    found: dict[str, list[tuple[Snippet, Segment]]] = {}
    for snippet, segment in segments_of(page):
        for name in dict.fromkeys(files_made(segment.command)):
            found.setdefault(name, []).append((snippet, segment))
    return {name: places[0] for name, places in found.items() if len(places) == 1 and is_source(places[0][1])}


def is_source(segment: Segment) -> bool:
    """Whether a command makes a file of its own text or of nothing; what a cluster says may be kept at any time."""
    return "<<" in segment.command or "kubectl" not in segment.command


def segments_of(page: Page) -> Iterator[tuple[Snippet, Segment]]:
    for snippet in page.snippets:
        if not snippet.excluded:
            yield from ((snippet, segment) for segment in snippet.segments)
