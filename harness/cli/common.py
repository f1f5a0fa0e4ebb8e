"""Arguments that several commands have."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from harness.session.site import Site


def add_site_arguments(parser: argparse.ArgumentParser, *, here: bool = False) -> None:
    """``here``: without a path the pages below the current folder are meant."""
    said = "pages, or folders of pages" + (" (all below this folder)" if here else "")
    nargs, usual = ("*", [Path()]) if here else ("+", None)
    parser.add_argument("paths", nargs=nargs, type=Path, default=usual, metavar="PATH", help=said)
    parser.add_argument("--settings", type=Path, metavar="FILE", help="read this settings file instead of searching")
    parser.add_argument(
        "--no-plan-files",
        dest="plan_files",
        action="store_false",
        help="ignore plan files: pages as a reader sees them",
    )


def site_of(arguments: argparse.Namespace, *, variants: Sequence[str] = (), alternatives: str = "first") -> "Site":
    from harness.session.site import Site  # noqa: PLC0415 - a run that knows all findings reads no page

    return Site(
        settings_file=arguments.settings,
        plan_files=arguments.plan_files,
        variants=variants,
        alternatives=alternatives,
    )
