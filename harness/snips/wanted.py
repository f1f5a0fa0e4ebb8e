"""The snippet files that pages give, before anything is compared with what is there."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from harness.diagnostic import Diagnostic
from harness.errors import PageError, SettingsError
from harness.parse.page import Page
from harness.snips.default_dialect import Paths, script
from harness.snips.layout import Layout


@dataclass(frozen=True, slots=True, kw_only=True)
class PageScript:
    """A page and its paths through the tabs, which planning knows."""

    page: Page
    paths: Paths


@dataclass(frozen=True, slots=True, kw_only=True)
class SnippetFile:
    """A file as it should be. ``text`` is ``None`` where the page gives none."""

    path: Path
    page: Path
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """``files`` of all pages but those with errors, which keep what they have; ``diagnostics`` tells which, and why."""

    files: tuple[SnippetFile, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def page_files(scripts: Iterable[PageScript], layout: Layout, *, header: str = "") -> Wanted:
    """The files of the ``default`` dialect. ``SettingsError`` when two pages would share one."""
    files: dict[Path, SnippetFile] = {}
    diagnostics: list[Diagnostic] = []
    for one in scripts:
        page = one.page.path
        path = layout.bundled(page, one.page.language)
        try:
            text = script(one.page, source=layout.source(page), paths=one.paths, header=header)
        except PageError as error:
            diagnostics += error.diagnostics
            continue
        file = files.setdefault(path, SnippetFile(path=path, page=page, text=text))
        if file.page != page:
            raise SettingsError(
                f"{file.page} and {page} have the same snippet file, {path}",
                expected="a file for each page",
                remedy="rename one of the pages, or write the files beside the pages",
            )
    return Wanted(files=tuple(files.values()), diagnostics=tuple(diagnostics))
