"""``harness check``: what running cannot find, found without running."""

import argparse
import sys
from pathlib import Path

from harness.check import render
from harness.cli.common import add_site_arguments, site_of
from harness.diagnostic import Diagnostic, Severity
from harness.errors import PageError
from harness.session.checking import check
from harness.session.site import find_pages


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_site_arguments(parser)
    parser.add_argument("--format", choices=tuple(render.RENDERERS), default="text", help="default: text")
    parser.add_argument("--quiet", action="store_true", help="errors only")


def run(arguments: argparse.Namespace) -> int:
    """Exit status 1 when there is an error; warnings and notes are shown and do not fail."""
    site = site_of(arguments)
    found: list[Diagnostic] = []
    for path in find_pages(arguments.paths):
        try:
            plan = site.plan(path)
            found += check(plan, site.settings(path))
        except PageError as error:
            found += error.diagnostics
    errors = [one for one in found if one.severity is Severity.ERROR]
    shown = errors if arguments.quiet else found
    sys.stdout.write(render.RENDERERS[arguments.format](render.relative(shown, Path.cwd())))
    return int(bool(errors))
