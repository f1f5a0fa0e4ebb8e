"""``harness plan``: what would run, without running it."""

import argparse
import json
import sys

from harness.cli.common import add_site_arguments, site_of
from harness.parse.page_files import find_pages
from harness.plan.plan_json import plan_to_json
from harness.plan.plan_text import plan_lines
from harness.plan.step import PagePlan
from harness.plan.unread import blockers
from harness.session.site import require_variants


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_site_arguments(parser, here=True)
    parser.add_argument(
        "--variant", action="append", default=[], metavar="NAME", help="only this path; or category=value"
    )
    parser.add_argument(
        "--alternatives",
        choices=("first", "all"),
        default="first",
        help="where a page leaves the choice outside of tabs: the first alternative, or a path for each",
    )
    parser.add_argument("--json", action="store_true", help="one JSON array, an object a page")


def run(arguments: argparse.Namespace) -> int:
    """Exit status 1 when a page has errors."""
    from harness.errors import PageError  # noqa: PLC0415 - beside its only use

    site = site_of(arguments, variants=arguments.variant, alternatives=arguments.alternatives)
    failed = False
    plans: list[PagePlan] = []
    for path in find_pages(arguments.paths):
        try:
            plans.append(site.plan(path))
        except PageError as error:
            failed = True
            sys.stderr.write(f"{error}\n")
    require_variants(plans, arguments.variant)
    for plan in plans:
        failed = failed or bool(blockers(plan))
        if not arguments.json and (plan.page.snippets or plan.diagnostics):
            sys.stdout.write("\n".join(plan_lines(plan)) + "\n\n")
    if arguments.json:
        json.dump([plan_to_json(plan) for plan in plans], sys.stdout, indent=2, ensure_ascii=False)
        sys.stdout.write("\n")
    return int(failed)
