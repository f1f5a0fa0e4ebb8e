"""``harness drift``: translations compared with the pages that they are translated from."""

import argparse
import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Final

from harness.cli.common import add_site_arguments, site_of
from harness.cli.counted import Counted
from harness.drift.drift import PageDrift
from harness.drift.drift_html import drift_html
from harness.drift.drift_json import drift_json
from harness.drift.drift_text import drift_text, summary, table
from harness.edit.changes import changes_of, diff, write
from harness.errors import SettingsError
from harness.gc_pause import uncollected
from harness.report.paint import Paint
from harness.session.translations import Translations, require_revision

WIDE: Final = 160  # columns where nobody says how wide the terminal is

DESCRIPTION: Final = """\
Blocks of a translation that are missing, added, moved, or do something else than the blocks of the base page. Comments,
translated words, placeholders and links into a language are no difference. Nothing is run.
"""
EXAMPLES: Final = """\
examples:
  harness drift --base content/en content/zh content/uk    compare two languages with English
  harness drift --base docs docs                           index.md with index.zh.md beside it
  harness drift --base content/en content/zh --table       only the table of pages
  harness drift --base content/en content/zh --since last  tell whether the base changed after the translation
  harness drift --base content/en content/zh --fix --diff  show what --fix would change

exit status: 0 no difference, 1 blocks differ or a page could not be read, 2 usage
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description, parser.epilog = f"{parser.description}\n\n{DESCRIPTION}", EXAMPLES
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    add_site_arguments(parser)
    parser.add_argument("--base", type=Path, required=True, metavar="PATH", help="the pages that were translated")
    parser.add_argument(
        "--since",
        default="",
        metavar="REV",
        help="say which side changed after the git revision REV, or after `last`: each translation's last commit",
    )
    parser.add_argument("--functional", action="store_true", help="only blocks that do something else")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write the report as an HTML file as well")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="write JSON")
    form.add_argument("--table", action="store_true", help="only the table of pages")
    parser.add_argument("--fix", action="store_true", help="take the base's block where only the commands differ")
    parser.add_argument("--diff", action="store_true", help="with --fix: show the changes, write nothing")
    parser.add_argument("--force", action="store_true", help="with --fix: change files with uncommitted changes, too")


@dataclass(kw_only=True)
class Compared:
    """All that was compared."""

    drifts: list[PageDrift] = field(default_factory=list)
    untranslated: list[Path] = field(default_factory=list)
    alone: list[Path] = field(default_factory=list)


def run(arguments: argparse.Namespace) -> int:
    """Exit status 1 when blocks differ or a page could not be read."""
    require_arguments(arguments)
    translations = Translations(site=site_of(arguments), base=arguments.base, since=arguments.since)
    require_revision(arguments.since, arguments.base)
    with uncollected():
        compared = compare(translations, arguments.paths)
    if arguments.functional:
        compared.drifts = [only_functional(drift) for drift in compared.drifts]
    if arguments.html is not None:
        write_html(arguments.html, compared)
    show(compared, arguments)
    for diagnostic in translations.unreadable:
        sys.stderr.write(f"{diagnostic}\n")
    if arguments.fix:
        fix(translations, compared.drifts, arguments)
    return int(bool(translations.unreadable) or any(drift.blocks for drift in compared.drifts))


def require_arguments(arguments: argparse.Namespace) -> None:
    if (arguments.diff or arguments.force) and not arguments.fix:
        raise SettingsError("--diff and --force belong to --fix", remedy="add --fix, or leave them out")
    if arguments.fix and arguments.json:
        raise SettingsError("--fix and --json exclude each other", remedy="leave out one of them")
    for path in (arguments.base, *arguments.paths):
        if not path.exists():
            raise SettingsError(f"no such page or folder: {path}", remedy="check the path")
        if path.is_dir() is not arguments.base.is_dir():
            raise SettingsError(
                f"{path}: a page and a folder cannot be compared",
                expected="two folders, or two pages",
                remedy="name both",
            )


def compare(translations: Translations, folders: Sequence[Path]) -> Compared:
    found = Compared()
    paired = [(folder, translations.paired(folder)) for folder in folders]
    if not any(each.pairs for _, each in paired):
        raise SettingsError(
            f"no page below {', '.join(map(str, folders))} is a translation of one below {translations.base}",
            expected="the same path below both folders, or `index.zh.md` beside `index.md`",
            remedy="name the folders of the languages",
        )
    total, numbers = sum(len(each.pairs) for _, each in paired), count(1)
    with Counted("drift", "pages") as counted:
        for folder, each in paired:
            found.drifts += translations.compare(each, folder, progress=lambda: counted(next(numbers), total))
            found.untranslated += each.untranslated
            found.alone += each.alone
    return found


def only_functional(drift: PageDrift) -> PageDrift:
    return replace(drift, blocks=tuple(block for block in drift.blocks if block.functional))


def write_html(file: Path, compared: Compared) -> None:
    text = drift_html(compared.drifts, untranslated=compared.untranslated, alone=compared.alone)
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"{file} cannot be written: {error.strerror}", remedy="name another file") from error


def show(compared: Compared, arguments: argparse.Namespace) -> None:
    more = {"untranslated": compared.untranslated, "alone": compared.alone}
    if arguments.json:
        json.dump(drift_json(compared.drifts, **more), sys.stdout, indent=2, ensure_ascii=False)
        sys.stdout.write("\n")
        return
    sys.stdout.writelines(f"{line}\n" for line in lines(compared, arguments))
    sys.stdout.write(f"{summary(compared.drifts, **more)}\n")


def lines(compared: Compared, arguments: argparse.Namespace) -> Iterator[str]:
    if not arguments.table:
        columns = shutil.get_terminal_size((WIDE, 24)).columns
        yield from drift_text(compared.drifts, columns=columns, paint=Paint(sys.stdout.isatty()))
    counted = list(table(compared.drifts))
    yield from counted
    if counted:
        yield ""


def fix(translations: Translations, drifts: Sequence[PageDrift], arguments: argparse.Namespace) -> None:
    """Show or make the changes of all blocks where only the commands differ."""
    fixes = [one for drift in drifts for one in translations.fixes(drift).values()]
    changes = changes_of(edit for one in fixes for edit in one.edits)
    if arguments.diff:
        sys.stdout.write(diff(changes.changes))
        return
    write(changes.changes, force=arguments.force)
    sys.stdout.write(f"{len(fixes)} blocks taken from the base on {len(changes.changes)} pages\n")
