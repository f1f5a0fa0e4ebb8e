"""``harness accept``: the actual output of a run becomes the expected output of the page."""

import argparse
import sys
from pathlib import Path

from harness.cli.report_file import add_report, records_in
from harness.edit.changes import diff, write
from harness.session.accepting import acceptance, accepted_lines
from harness.session.site import Site


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_report(parser)
    parser.add_argument(
        "--id", dest="ids", action="append", default=[], metavar="ID", help="only this snippet; repeatable"
    )
    parser.add_argument("--diff", action="store_true", help="show the changes, and make none")
    parser.add_argument("--translations", action="store_true", help="also change the same output in other languages")
    parser.add_argument("--force", action="store_true", help="also write files with uncommitted changes")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="read this settings file instead of searching")


def run(arguments: argparse.Namespace) -> int:
    """Exit status 1 when an output that differs is not accepted, or ``--diff`` shows a change."""
    records = records_in(arguments.report)
    found = acceptance(
        records,
        site=Site(settings_file=arguments.settings),
        root=Path.cwd(),
        page=arguments.page,
        ids=arguments.ids,
        everywhere=arguments.translations,
    )
    if arguments.diff:
        sys.stdout.write(diff(found.changes.changes))
    else:
        write(found.changes.changes, force=arguments.force)
        sys.stdout.write("".join(f"{line}\n" for line in accepted_lines(found)))
    sys.stderr.write("".join(f"{one}\n" for one in (*found.refusals, *found.changes.refused)))
    refused = found.refusals or found.changes.refused
    return int(bool(refused or (arguments.diff and found.changes.changes)))
