"""Accepting what a run printed, with the files and the site around it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from harness.accept.accept import Acceptance, accept
from harness.edit.text_edits import lines_of
from harness.errors import PageError
from harness.parse.neighbours import translations
from harness.parse.page import Page, Snippet
from harness.report.step_record import Record
from harness.session.site import Site
from harness.source import Location


def acceptance(
    records: Iterable[Record],
    *,
    site: Site,
    root: Path,
    page: str = "",
    ids: Sequence[str] = (),
    everywhere: bool = False,
) -> Acceptance:
    """What accepting makes of the pages.

    ``page`` is a part of the paths of those that count, ``ids`` the snippets that do (none: all); ``everywhere`` also
    changes the same outputs in other languages. Paths of records are as seen from ``root``.
    """
    chosen = [one for one in records if page in one.page and (not ids or one.id in ids)]
    root = Path() if root == Path.cwd() else root
    others = _translations(site, chosen, root) if everywhere else None
    return accept(chosen, root=root, lines_of=_lines, translations_of=others)


def _lines(path: Path) -> Sequence[str]:
    with suppress(OSError, UnicodeDecodeError):
        return lines_of(path.read_bytes().decode())
    return ()


def _translations(site: Site, records: Sequence[Record], root: Path) -> Callable[[Location], Iterator[Location]]:
    """By the place of an expected output: where other languages have the same one in the block of the same id."""
    named = {
        (root / command.expected_at.path, command.expected_at.line): (record.id, command.expected)
        for record in records
        for command in record.commands
        if command.expected_at is not None
    }

    def others(at: Location) -> Iterator[Location]:
        own, expected = named[at.path, at.line]
        for path in translations(at.path):
            for snippet in _page(site, path):
                if snippet.id == own or at.included_from is not None:
                    for segment in snippet.segments:
                        if segment.expected == expected and segment.expected_at is not None:
                            yield segment.expected_at

    return others


def _page(site: Site, path: Path) -> Sequence[Snippet]:
    try:
        page: Page = site.page(path)
    except PageError:
        return ()
    return page.snippets


def accepted_lines(found: Acceptance) -> list[str]:
    """A line for each file that changes; of a boilerplate which pages include it."""
    pages = dict(found.including)
    lines = []
    for change in found.changes.changes:
        included = pages.get(change.path, ())
        lines.append(f"accepted: {change.path}" + (f" (included by {', '.join(included)})" if included else ""))
    return lines or ["nothing to accept"]
