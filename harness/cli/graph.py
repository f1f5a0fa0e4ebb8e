"""``harness graph``: which pages stand on which, and where they say so."""

import argparse
import json
import sys
from pathlib import Path

from harness.cli.common import add_site_arguments, site_of
from harness.graph.edge import Edge, Why
from harness.graph.site_graph import graph_dot, graph_json, graph_lines, graph_of
from harness.parse.page_files import find_pages
from harness.plan.overrides.override_file import plan_file, yaml_table
from harness.plan.site_reading import site_tree
from harness.session.site import Site
from harness.settings import Settings
from harness.source import Location


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_site_arguments(parser, here=True)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object: pages, cycles, long chains")
    form.add_argument("--dot", action="store_true", help="a graph for Graphviz")


def run(arguments: argparse.Namespace) -> int:
    """Exit status 1 when pages wait for each other."""
    site = site_of(arguments)
    pages = list(find_pages(arguments.paths))
    settings = site.settings(pages[0] if pages else Path.cwd() / "_")
    more = {page: edges for page in pages if (edges := told_by_plan_file(page, site))} if site.plan_files else {}
    graph = graph_of(pages, site_tree(settings), more=more)
    if arguments.json:
        json.dump(graph_json(graph), sys.stdout, indent=2, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        lines = graph_dot(graph) if arguments.dot else graph_lines(graph)
        sys.stdout.writelines(f"{line}\n" for line in lines)
    return int(bool(graph.cycles()))


def told_by_plan_file(page: Path, site: Site) -> list[Edge]:
    """The pages that a plan file runs first."""
    settings = site.settings(page)
    file = plan_file(page, settings)
    entries = [] if file is None else yaml_table(file).get("before") or []
    named = [entry for entry in entries if isinstance(entry, str) and entry.partition("#")[0].endswith(".md")]
    return [
        Edge(
            target=entry,
            page=page_named(entry.partition("#")[0], page, settings),
            part=entry.partition("#")[2],
            at=Location(path=file or page, line=1),
            why=Why.PLAN_FILE,
            confidence=1.0,
        )
        for entry in named
    ]


def page_named(name: str, page: Path, settings: Settings) -> Path | None:
    folders = (settings.root, page.parent, *settings.content.values())
    return next((folder / name for folder in folders if (folder / name).is_file()), None)
