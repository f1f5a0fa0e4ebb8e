"""``harness check``: what running cannot find, found without running."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from harness.check import render
from harness.cli.common import add_site_arguments, site_of
from harness.diagnostic import Diagnostic, Severity
from harness.errors import SettingsError
from harness.parse.page_files import find_pages
from harness.session.finding_cache import open_cache
from harness.settings.places import places_in

if TYPE_CHECKING:
    from harness.edit.changes import Changes
    from harness.session.site import Site


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_site_arguments(parser, here=True)
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
    parser.add_argument(
        "--no-cache", dest="cache", action="store_false", help="check every page, whatever is known of an earlier run"
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

    site: "Site"
    select: Sequence[str]
    ignore: Sequence[str]
    done: dict[Path, tuple[Diagnostic, ...]] = field(default_factory=dict)

    def __call__(self, path: Path) -> tuple[Diagnostic, ...]:
        if path not in self.done:
            self.done[path] = self.check(path)
        return self.chosen(self.done[path])

    def chosen(self, findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        return _chosen(findings, self.select, self.ignore)

    def check(self, path: Path, text: str | None = None) -> tuple[Diagnostic, ...]:
        """All findings of a page, as if ``text`` were in its file."""
        from harness.session.many_pages import page_findings  # noqa: PLC0415 - not where all findings are known

        return page_findings(self.site, path, text)


def _chosen(findings: Iterable[Diagnostic], select: Sequence[str], ignore: Sequence[str]) -> tuple[Diagnostic, ...]:
    if not select and not ignore:
        return tuple(findings)
    from harness.check.selection import chosen  # noqa: PLC0415 - see above

    return chosen(findings, select=select, ignore=ignore)


def run(arguments: argparse.Namespace) -> int:
    """Exit status 1 when there is an error; warnings and notes are shown and do not fail."""
    if arguments.explain:
        from harness.check.explanation import explain  # noqa: PLC0415 - see above

        sys.stdout.write(explain(arguments.explain))
        return 0
    if arguments.write_baseline and not arguments.baseline:
        raise SettingsError("--write-baseline has no file", expected="--baseline FILE --write-baseline")
    _require((*arguments.select, *arguments.ignore))
    found = _findings(arguments)
    if arguments.fix or arguments.diff:
        from harness.edit.changes import diff  # noqa: PLC0415 - see above
        from harness.session.fixing import mend  # noqa: PLC0415 - see above

        checker = Checker(site_of(arguments), arguments.select, arguments.ignore)
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
        from harness.cli.baseline import without_known  # noqa: PLC0415 - see above

        found = list(without_known(found, tuple(find_pages(arguments.paths)), arguments))
    errors = [each for each in found if each.severity is Severity.ERROR]
    _show(errors if arguments.quiet else found, arguments)
    return int(bool(errors))


def _require(codes: Sequence[str]) -> None:
    """Raises ``SettingsError`` for a code that there is not."""
    if codes:
        from harness.check.selection import require  # noqa: PLC0415 - see above
        from harness.session.checking import all_codes  # noqa: PLC0415 - see above

        for code in codes:
            require(code, all_codes())


def _findings(arguments: argparse.Namespace) -> list[Diagnostic]:
    found = _chosen(_of_pages(arguments), arguments.select, arguments.ignore)
    if arguments.drift_from is None:
        return list(found)
    from harness.session.checking import ended  # noqa: PLC0415 - see above
    from harness.session.translations import Translations, all_findings  # noqa: PLC0415 - see above

    drift = all_findings(Translations(site=site_of(arguments), base=arguments.drift_from), arguments.paths)
    return [*found, *_chosen(ended(drift), arguments.select, arguments.ignore)]


def _of_pages(arguments: argparse.Namespace) -> list[Diagnostic]:
    """The findings of all pages, those that are known from an earlier run without another look."""
    pages = list(find_pages(arguments.paths))
    options = (str(arguments.settings), str(arguments.plan_files))
    settings = [] if arguments.settings is None else [arguments.settings]
    cache = open_cache([*arguments.paths, *settings], options) if arguments.cache else None
    known = {page: None if cache is None else cache.findings(page) for page in pages}
    left = [page for page in known if known[page] is None]
    if left:
        from harness.cli.counted import Counted  # noqa: PLC0415 - see above
        from harness.session.many_pages import check_pages  # noqa: PLC0415 - see above

        site = site_of(arguments)
        with Counted("check", "pages") as counted:
            known |= dict(zip(left, check_pages(site, left, progress=counted), strict=True))
        if cache is not None:
            for page in left:
                cache.keep(page, known[page] or ())
            used = {id(settings): settings for settings in map(site.settings, left)}
            cache.elsewhere += tuple(places_in(used.values()))
    if cache is not None:
        cache.save()
    return [finding for page in pages for finding in known[page] or ()]


def _fixed(changes: "Changes", arguments: argparse.Namespace) -> list[Diagnostic]:
    """Writes the changes; the findings that are left."""
    from harness.edit.changes import write  # noqa: PLC0415 - see above

    write(changes.changes, force=arguments.force)
    for change in changes.changes:
        sys.stderr.write(f"mended: {change.path}\n")
    for error in changes.refused:
        sys.stderr.write(f"{error}\n")
    return _findings(arguments)


def _show(findings: Sequence[Diagnostic], arguments: argparse.Namespace) -> None:
    from harness.plan.unread import told_once  # noqa: PLC0415 - see above

    shown = render.relative(told_once(findings), Path.cwd())
    text = render.statistics(shown) if arguments.statistics else render.RENDERERS[arguments.format](shown)
    if arguments.output_file is None:
        sys.stdout.write(text)
    else:
        arguments.output_file.parent.mkdir(parents=True, exist_ok=True)
        arguments.output_file.write_text(text, encoding="utf-8")
