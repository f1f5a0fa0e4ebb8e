"""``harness check``: what running cannot find, found without running."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from harness.check import render
from harness.check.explanation import explain
from harness.check.selection import chosen, require
from harness.cli.baseline import without_known
from harness.cli.common import add_site_arguments, site_of
from harness.diagnostic import Diagnostic, Severity
from harness.edit.changes import Changes, diff, write
from harness.errors import PageError, SettingsError
from harness.session.checking import all_codes, check, ended
from harness.session.fixing import mend
from harness.session.site import Site, find_pages
from harness.session.translations import Translations, all_findings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_site_arguments(parser, paths="*")
    parser.add_argument("--format", choices=tuple(render.RENDERERS), default="text", help="default: text")
    parser.add_argument("--output-file", type=Path, metavar="FILE", help="write the findings there")
    parser.add_argument("--quiet", action="store_true", help="errors only")
    parser.add_argument("--select", type=codes, default=(), metavar="CODES", help="only these codes, with commas")
    parser.add_argument("--ignore", type=codes, default=(), metavar="CODES", help="not these codes, with commas")
    parser.add_argument("--statistics", action="store_true", help="show how often each code is reported")
    parser.add_argument("--explain", metavar="CODE", help="say what a code means, with an example, and end")
    parser.add_argument(
        "--drift-from",
        type=Path,
        metavar="PATH",
        help="report as well what these translations do otherwise than the pages below PATH",
    )
    parser.add_argument(
        "--baseline", type=Path, metavar="FILE", help="report only findings that this file does not have"
    )
    parser.add_argument(
        "--write-baseline", action="store_true", help="make the baseline, or remove from it what is fixed"
    )
    mending = parser.add_argument_group("mending")
    mending.add_argument("--fix", action="store_true", help="mend findings that have one sure remedy")
    mending.add_argument("--diff", action="store_true", help="show what --fix would change, and change nothing")
    mending.add_argument("--unsafe-fixes", action="store_true", help="also mend what may not be what was meant")
    mending.add_argument("--translations", action="store_true", help="mend the page's other languages likewise")
    mending.add_argument("--force", action="store_true", help="also write files with uncommitted changes")


def codes(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (code.strip() for code in text.split(","))))


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks pages of one site, each once."""

    site: Site
    select: Sequence[str]
    ignore: Sequence[str]
    done: dict[Path, tuple[Diagnostic, ...]] = field(default_factory=dict)

    def __call__(self, path: Path) -> tuple[Diagnostic, ...]:
        if path not in self.done:
            self.done[path] = chosen(self.check(path), select=self.select, ignore=self.ignore)
        return self.done[path]

    def check(self, path: Path, text: str | None = None) -> tuple[Diagnostic, ...]:
        """All findings of a page, as if ``text`` were in its file."""
        try:
            plan = self.site.plan(path, text=text)
            return check(plan, self.site.settings(path))
        except PageError as error:
            return ended(error.diagnostics)


def run(arguments: argparse.Namespace) -> int:
    """Exit status 1 when there is an error; warnings and notes are shown and do not fail."""
    if arguments.explain:
        sys.stdout.write(explain(arguments.explain))
        return 0
    if not arguments.paths:
        raise SettingsError("no page is given", expected="PATH: pages, or folders of pages")
    if arguments.write_baseline and not arguments.baseline:
        raise SettingsError("--write-baseline has no file", expected="--baseline FILE --write-baseline")
    for code in (*arguments.select, *arguments.ignore):
        require(code, all_codes())
    checker = Checker(site_of(arguments), arguments.select, arguments.ignore)
    found = _findings(checker, arguments)
    if arguments.fix or arguments.diff:
        changes = mend(
            found,
            unsafe=arguments.unsafe_fixes,
            also_in_translations=arguments.translations,
            check_page=checker,
            check_text=checker.check,
        )
        if arguments.diff:
            sys.stdout.write(diff(changes.changes))
            return int(bool(changes.changes))
        found = _fixed(changes, arguments)
    if arguments.baseline:
        found = list(without_known(found, tuple(find_pages(arguments.paths)), arguments))
    errors = [each for each in found if each.severity is Severity.ERROR]
    _show(errors if arguments.quiet else found, arguments)
    return int(bool(errors))


def _findings(checker: Checker, arguments: argparse.Namespace) -> list[Diagnostic]:
    found = [each for path in find_pages(arguments.paths) for each in checker(path)]
    if arguments.drift_from is not None:
        drift = all_findings(Translations(site=checker.site, base=arguments.drift_from), arguments.paths)
        found += chosen(ended(drift), select=arguments.select, ignore=arguments.ignore)
    return found


def _fixed(changes: Changes, arguments: argparse.Namespace) -> list[Diagnostic]:
    """Writes the changes; the findings that are left."""
    write(changes.changes, force=arguments.force)
    for change in changes.changes:
        sys.stderr.write(f"mended: {change.path}\n")
    for error in changes.refused:
        sys.stderr.write(f"{error}\n")
    checker = Checker(site_of(arguments), arguments.select, arguments.ignore)
    return _findings(checker, arguments)


def _show(findings: Sequence[Diagnostic], arguments: argparse.Namespace) -> None:
    shown = render.relative(findings, Path.cwd())
    text = render.statistics(shown) if arguments.statistics else render.RENDERERS[arguments.format](shown)
    if arguments.output_file is None:
        sys.stdout.write(text)
    else:
        arguments.output_file.parent.mkdir(parents=True, exist_ok=True)
        arguments.output_file.write_text(text, encoding="utf-8")
