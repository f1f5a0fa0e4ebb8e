"""``harness tools``: the programs that clusters need, and getting them before anybody waits for them."""

import argparse
import math
import os
import sys
import time
from pathlib import Path
from typing import Final

from harness.cluster.toolchain import EMBEDDED, TOOLS, Got, Toolchain
from harness.report.progress import Progress
from harness.session.clusters.site_toolchain import toolchain_of
from harness.settings import read_settings

FETCHED: Final = frozenset({"release", "build"})
"""Origins that took time; the others were here before."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--settings", type=Path, metavar="FILE", help="read this settings file instead of searching")
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    ensure = actions.add_parser("ensure", help="find, download or build what is missing")
    ensure.add_argument(
        "tools", nargs="*", metavar="TOOL", help=f"default: what the embedded fleet needs; one of {', '.join(TOOLS)}"
    )
    actions.add_parser("list", help="every tool, its version and whether it is here (the default)")


def run(arguments: argparse.Namespace) -> int:
    toolchain = toolchain_of(read_settings(file=arguments.settings, start=Path.cwd()))
    if arguments.action == "ensure":
        ensure(toolchain, tuple(arguments.tools) or tuple(EMBEDDED))
    else:
        for name, tool in TOOLS.items():
            sys.stdout.write(f"{name:26} {toolchain.versions[tool.pin]}\n")
        for plan in toolchain.missing(TOOLS):
            sys.stdout.write(f"missing: {plan.build.output}, {plan.estimate()}\n")
    return 0


def ensure(toolchain: Toolchain, tools: tuple[str, ...]) -> None:
    """Says beforehand what may take minutes, meanwhile what is being done, and of what was fetched how it came."""
    started = time.monotonic()
    missing = toolchain.missing(tools)
    if missing:
        say(f"not in {toolchain.cache} yet: {', '.join(plan.build.output for plan in missing)}")
        say("each is taken from PATH where it fits, else downloaded from its maker, else built from source;")
        minutes = math.ceil(sum(plan.seconds for plan in missing) / 60)
        say(f"if all have to be built, that takes at most about {minutes} min on {os.cpu_count()} cores, once")
    for name in tools:
        with Progress() as progress:
            got = toolchain.get(name, progress=progress)
        if got.origin in FETCHED:
            say(described(got))
    say(f"{len(tools)} tools ready after {time.monotonic() - started:.1f} s")


def say(sentence: str) -> None:
    sys.stdout.write(f"set-up: {sentence}\n")
    sys.stdout.flush()


def described(got: Got) -> str:
    return f"{got.tool} from {got.origin}, {got.seconds:.0f} s"
