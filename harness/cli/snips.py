"""``harness snips``: snippet files from pages, written or checked."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from harness.cli.common import add_site_arguments, site_of
from harness.diagnostic import Diagnostic
from harness.errors import PageError, SettingsError
from harness.gc_pause import uncollected
from harness.parse.page import Page
from harness.parse.page_files import find_pages
from harness.plan.step import Variant
from harness.plan.variants.variant import on_path, paths_of
from harness.session.site import Site, plain_values
from harness.settings import Settings
from harness.snips.change_report import check_record, render_check
from harness.snips.compat_site import CompatSite, compat_files
from harness.snips.disk import plan_files, write
from harness.snips.layout import Layout
from harness.snips.snippet_changes import FileChanges
from harness.snips.wanted import PageScript, Wanted, page_files

DEFAULT_OUT = "snippets"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_site_arguments(parser)
    parser.add_argument("--dialect", choices=("default", "compat"), help="default: settings, else `default`")
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--out", type=Path, metavar="DIR", help=f"folder of the files (default: settings, else {DEFAULT_OUT}/)"
    )
    where.add_argument("--beside", action="store_true", help="next to each page instead")
    parser.add_argument(
        "--header", metavar="FILE", help="template of the lines at the top; {source} is the page's path"
    )
    parser.add_argument("--check", action="store_true", help="write nothing; print a diff and exit 1 when stale")
    parser.add_argument("--json", action="store_true", help="say what changed as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Exit status 1 when a page could not be read, or with ``--check`` when a file is not current."""
    site = site_of(arguments)
    settings = site.settings(arguments.paths[0] / "_" if arguments.paths[0].is_dir() else arguments.paths[0])
    layout = layout_of(arguments, settings)
    pages = list(find_pages(arguments.paths))
    compat = (arguments.dialect or settings.snips.dialect) == "compat"
    with uncollected():
        wanted = (
            compat_wanted(pages, settings, layout, arguments)
            if compat
            else default_wanted(pages, site, layout, arguments)
        )
        changes = plan_files(wanted, layout, looked_at=pages, keep_stale=compat)
    if not arguments.check:
        write(changes)
    report(changes, arguments)
    return int(bool(changes.diagnostics) or (arguments.check and not changes.current))


def layout_of(arguments: argparse.Namespace, settings: Settings) -> Layout:
    beside = arguments.beside or (settings.snips.beside and arguments.out is None)
    out = arguments.out or seen_from_here(settings.snips.out or settings.root / DEFAULT_OUT)
    return Layout(
        root=settings.root,
        content=tuple(settings.content.values()),
        given=tuple(path if path.is_dir() else path.parent for path in arguments.paths),
        out=None if beside else out,
        language=settings.language,
    )


def seen_from_here(path: Path) -> Path:
    """A path as people would type it, where it is below the current folder."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def default_wanted(pages: Sequence[Path], site: Site, layout: Layout, arguments: argparse.Namespace) -> Wanted:
    """Files of every page with snippets; a page that cannot be read keeps the file it has."""
    scripts: list[PageScript] = []
    diagnostics: list[Diagnostic] = []
    for path in pages:
        try:
            page = site.page(path)
        except PageError as error:
            diagnostics += error.diagnostics
            continue
        scripts.append(PageScript(page=page, paths=[(one.name, ids_on(page, one)) for one in paths_of(page).variants]))
    header = header_of(arguments, site.settings(pages[0])) if pages else ""
    wanted = page_files(scripts, layout, header=header)
    return Wanted(files=wanted.files, diagnostics=(*diagnostics, *wanted.diagnostics))


def ids_on(page: Page, variant: Variant) -> list[str]:
    """The shell snippets that a reader of one path meets, in order."""
    return [one.id for one in page.snippets if one.segments and on_path(one.tab_path, variant)]


def compat_wanted(pages: Sequence[Path], settings: Settings, layout: Layout, arguments: argparse.Namespace) -> Wanted:
    """Files as the site's own generator writes them; only those of the language that ids come from."""
    if not pages:
        return Wanted(files=())
    folder = (
        settings.boilerplates.get(settings.language) or settings.boilerplates.get("*") or boilerplates_above(pages[0])
    )
    return compat_files(
        pages,
        CompatSite(
            layout=layout,
            header=header_of(arguments, settings),
            values=plain_values(pages[0], settings),
            boilerplates=folder,
        ),
    )


def boilerplates_above(page: Path) -> Path | None:
    """The nearest folder ``boilerplates`` beside or above a page."""
    folders = (folder / "boilerplates" for folder in page.absolute().parents)
    return next((folder for folder in folders if folder.is_dir()), None)


def header_of(arguments: argparse.Namespace, settings: Settings) -> str:
    """The template's text: of a file, or what settings say, which is text when it has a line break."""
    given: str = arguments.header or settings.snips.header
    if not given or "\n" in given:
        return given
    file = Path(given) if arguments.header else settings.resolve(given)
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"the header template cannot be read: {error}", remedy="name a text file") from error


def report(changes: FileChanges, arguments: argparse.Namespace) -> None:
    if arguments.json:
        json.dump(check_record(changes), sys.stdout, indent=2)
        sys.stdout.write("\n")
    elif arguments.check:
        sys.stdout.write(render_check(changes))
        if not changes.current:
            sys.stderr.write("not current; to fix: run the same command without --check\n")
    else:
        for diagnostic in changes.diagnostics:
            sys.stderr.write(f"{diagnostic}\n")
        for change in changes.changes:
            sys.stdout.write(f"{change.kind}: {change.path}\n")
        sys.stdout.write(f"{len(changes.changes)} changed, {changes.unchanged} current\n")
