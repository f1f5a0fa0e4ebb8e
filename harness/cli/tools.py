"""``harness tools``: the programs that clusters need, and getting them before anybody waits for them."""

import argparse
import sys
import time
from pathlib import Path

from harness.cluster.toolchain import EMBEDDED, TOOLS, Got, Toolchain
from harness.session.toolchain import toolchain_of
from harness.settings import read_settings


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
        missing = toolchain.estimate(TOOLS)
        for name, tool in TOOLS.items():
            sys.stdout.write(f"{name:26} {toolchain.versions[tool.pin]}\n")
        for line in missing:
            sys.stdout.write(f"missing: {line}\n")
    return 0


def ensure(toolchain: Toolchain, tools: tuple[str, ...]) -> None:
    """Says beforehand what may take minutes, meanwhile what is being done, afterwards where everything came from."""
    started = time.monotonic()
    estimates = toolchain.estimate(tools)
    for line in estimates:
        sys.stdout.write(f"set-up: {line}\n")
    sys.stdout.flush()
    got = toolchain.ensure(tools, progress=Progress())
    if estimates:
        for one in got:
            sys.stdout.write(f"set-up: {described(one)}\n")
    sys.stdout.write(f"set-up: {len(got)} tools ready after {time.monotonic() - started:.1f} s\n")


def described(got: Got) -> str:
    return f"{got.tool} from {got.origin}, {got.seconds:.0f} s"


class Progress:
    """What is being done, beside the output: on a terminal one line that changes, in a log a line each."""

    def __init__(self) -> None:
        self._terminal, self._last = sys.stderr.isatty(), ""

    def __call__(self, sentence: str) -> None:
        if self._terminal:
            sys.stderr.write(f"\r\x1b[K{sentence[:120]}")
        elif sentence.split(",", maxsplit=1)[0] != self._last.split(",")[0]:  # the elapsed time alone is no news
            sys.stderr.write(f"{sentence}\n")
        self._last = sentence
        sys.stderr.flush()
